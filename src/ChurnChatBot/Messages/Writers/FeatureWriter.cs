using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Messages.Writers;

/// <summary>New measures, each with its business reason and what it measurably adds.</summary>
internal static class FeatureWriter
{
    public static ReplyMessage Write(FeatureOutcome outcome, string fileName, string approvalId, string planHash)
    {
        if (outcome.Items.Count == 0) return NoIdeas(fileName);
        var kept = outcome.Items.Count(item => item.IsSelected);
        var all = outcome.Items.Count;
        var sections = new List<MessageSection>
        {
            new Heading(RichText.Of($"{(RichText)Wording.Capitalised(Wording.Ordinary(all))} new {(RichText)(all == 1 ? "measure," : "measures, each")} tested on customers it had not seen. {Kept(kept, all)}")),
            new Toggles("items", [.. outcome.Items.Select(item => new Toggle(item.Id, Words(item), item.IsSelected, WhyWriter.Sentence(item.Why)))]),
        };
        if (outcome.Gain is { } gain)
            sections.Add(new Paragraph(RichText.Of($"Effect of those that are ticked on how well leavers are ranked (ROC AUC): {Wording.Gain("features.gain", gain)}, measured on {Fact.Count("features.rows", outcome.MeasuredRows)} customers.")));
        if (outcome.ReferenceDate is { } day)
            sections.Add(new Paragraph(outcome.ReferenceDateWasChosen
                ? RichText.Of($"“Today” is {Fact.Date("features.reference_date", day)}, as you said.")
                : RichText.Of($"“Today” is {Fact.Date("features.reference_date", day)}, the latest date in the file. Say “today is …” to change it.")));
        sections.Add(new FigureSection(GainFigure(outcome)));
        sections.Add(new Details("Details: what each is made of", [
            new Bullets([.. outcome.Items.Select(item => RichText.Of($"{Data.Name(item.Name)}: {StepSentences.Of(item)}"))]),
        ]));
        sections.Add(new ApprovalPrompt(approvalId, planHash, [
            new Choice(kept == 0 ? "Go on without" : RichText.Of($"Approve {Wording.Number(kept, "features.kept", "measure", "measures")}"), new ActionCommand(ActionVerb.Approve, ("approval", approvalId), ("hash", planHash)), ChoiceStyle.Primary),
            new Choice("Why?", ConversationWriter.Say("why these measures?")),
            .. kept == 0 ? (Choice[])[] : [new Choice("None of them", new ActionCommand(ActionVerb.Reject, ("approval", approvalId), ("hash", planHash)))],
        ]));
        sections.Add(new Footer(RichText.Of($"{Data.Name(fileName)} · step 3 of 5{(RichText)Decided.Waiting}")));
        return new ReplyMessage(sections);
    }

    private static ReplyMessage NoIdeas(string fileName) => new(
        new Heading("I have no new measure to suggest for these columns."),
        new Paragraph("They go to training as they are."),
        new Choices([new Choice("Go on to training", ConversationWriter.Say("show the plan"), ChoiceStyle.Primary)]),
        new Footer(RichText.Of($"{Data.Name(fileName)} · step 3 of 5")));

    private static RichText Kept(int kept, int all) => kept switch
    {
        0 when all == 1 => "It does not measurably help, so I would leave it out.",
        0 => "None measurably helps, so I would keep none.",
        1 when all == 1 => "It helps, so I would keep it.",
        _ when kept == all => "All help, so I would keep all.",
        _ => RichText.Of($"I would keep {(RichText)Wording.Ordinary(kept)}."),
    };

    private static RichText Words(PlanItem item) => item.Gain is { } gain
        ? RichText.Of($"{Data.Name(item.Name)}: {Wording.Gain($"features[{item.Name}].gain", gain)}")
        : RichText.Of($"{Data.Name(item.Name)}");

    private static BarFigure GainFigure(FeatureOutcome outcome)
    {
        var items = outcome.Items.Where(item => item.Gain is not null).OrderByDescending(item => item.Gain!.Value.Value).ToArray();
        var best = items[0];
        return new BarFigure
        {
            Title = best.Gain!.Value.Low > 0 ? RichText.Of($"{Data.Name(best.Name)} helps most") : "None of them helps beyond chance",
            AlternativeText = "Gain in ROC AUC of each new measure, with intervals.",
            Categories = [.. items.Select(item => item.Name)],
            Format = FactFormat.Gain,
            Series = [new BarSeries("", [.. items.Select(item => item.Gain!.Value.Value)], [.. items.Select(item => item.Gain!.Value.Low)], [.. items.Select(item => item.Gain!.Value.High)])],
            Reference = new ReferenceLine("no difference", 0),
        };
    }
}
