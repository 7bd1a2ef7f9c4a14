using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Recipes.Steps;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Messages.Writers;

/// <summary>Repairs, a checkbox each, with what they touch and what they do together.</summary>
internal static class CleaningWriter
{
    public static ReplyMessage Write(CleaningOutcome outcome, string fileName, string approvalId, string planHash)
    {
        if (outcome.Items.Count == 0) return NothingToRepair(fileName);
        var ticked = outcome.Items.Where(item => item.IsSelected).ToArray();
        var sections = new List<MessageSection>();
        if (outcome.Amendment is { } amendment) sections.AddRange(Amended(outcome, amendment));
        else sections.Add(new Heading(RichText.Of($"{Suggested(ticked.Length)} {Touched(outcome, ticked.Length)}")));
        sections.Add(new Toggles("items", [.. outcome.Items.Select(item => new Toggle(item.Id, StepSentences.Of(item), item.IsSelected, Detail(item)))]));
        if (outcome.Leakage is { } leak) sections.Add(new Paragraph(Leak(leak)));
        if (outcome is { Gain: { } gain, Amendment: null }) sections.Add(new Paragraph(Effect(gain, outcome.MeasuredRows)));
        sections.Add(new Details("Show changed rows", [Rows(outcome)]));
        sections.Add(new ApprovalPrompt(approvalId, planHash, [
            new Choice(
                ticked.Length == 0 ? "Go on without repairs" : RichText.Of($"Approve {Wording.Number(ticked.Length, "cleaning.ticked", "step", "steps")}"),
                new ActionCommand(ActionVerb.Approve, ("approval", approvalId), ("hash", planHash)),
                ChoiceStyle.Primary),
            .. Undo(outcome),
            new Choice("Why?", ConversationWriter.Say("why these repairs?")),
            new Choice("No repairs", new ActionCommand(ActionVerb.Reject, ("approval", approvalId), ("hash", planHash))),
        ]));
        sections.Add(new Footer(RichText.Of($"{Data.Name(fileName)} · step 2 of 5{(RichText)Decided.Waiting}")));
        return new ReplyMessage(sections);
    }

    private static ReplyMessage NothingToRepair(string fileName) => new(
        new Heading("There is nothing to repair in this file."),
        new Paragraph("Missing values and odd cells were looked for; none needs a decision."),
        new Choices([new Choice("Go on to new measures", ConversationWriter.Say("show the plan"), ChoiceStyle.Primary)]),
        new Footer(RichText.Of($"{Data.Name(fileName)} · step 2 of 5")));

    public static ReplyMessage ChangedRows(CleaningOutcome outcome) => new(Rows(outcome));

    private static PersonalData Rows(CleaningOutcome outcome) => new([Examples(outcome)], "Rows out of the file are for one person to read.");

    private static RichText Suggested(int count) => count switch
    {
        0 => "There are repairs you could make, but none I would insist on.",
        1 => "One repair I suggest.",
        _ => RichText.Of($"{(RichText)Wording.Capitalised(Wording.Ordinary(count))} repairs I suggest."),
    };

    private static RichText Touched(CleaningOutcome outcome, int ticked)
    {
        if (outcome is { ChangedCells: 0, RemovedRows: 0 }) return "No cell is changed, and no customer is lost.";
        var cells = RichText.Of($"{(RichText)(ticked == 1 ? "It changes" : "Together they change")} {Fact.Count("cleaning.changed_cells", outcome.ChangedCells)} of {Fact.Count("cleaning.cells", outcome.Cells)} cells");
        return outcome.RemovedRows == 0
            ? cells.Then(", and no customer is lost.")
            : cells.Then(RichText.Of($" and {(RichText)(ticked == 1 ? "leaves" : "leave")} out {Wording.Number(outcome.RemovedRows, "cleaning.removed_rows", "duplicated row", "duplicated rows")}."));
    }

    private static RichText? Detail(PlanItem item)
    {
        var why = WhyWriter.Sentence(item.Why);
        if (item.Gain is { ExcludesZero: true } gain) why = why.Then(RichText.Of($" Alone it changes the ranking by {Wording.Gain($"recipe.steps[{item.Id}].gain", gain)}{(RichText)(item.IsSelected ? "" : ", so I leave it out")}."));
        return item.Remark is { Length: > 0 } remark ? why.Then(RichText.Of($" Reason noted: “{Data.Cell(Wording.Shortened(remark, 200))}”.")) : why;
    }

    private static RichText Leak(LeakageFigures leak) => RichText.Of(
        $"With {Wording.Names(leak.Columns)} the ranking would be {Fact.Score("cleaning.leakage.with", leak.With)}, too good to be true; without, it is {Fact.Score("cleaning.leakage.without", leak.Without)}. I keep {(RichText)(leak.Columns.Count == 1 ? "it" : "them")} out.");

    private static RichText Effect(Estimate gain, int rows) => RichText.Of(
        $"Effect on how well leavers are ranked (ROC AUC): {Wording.Gain("cleaning.gain", gain)}, measured on {Fact.Count("cleaning.rows", rows)} customers.");

    private static IEnumerable<MessageSection> Amended(CleaningOutcome outcome, AmendmentEffect amendment)
    {
        var changed = outcome.Items.Where(item => amendment.ItemIds.Contains(item.Id)).ToArray();
        yield return new Heading(changed.Length == 0
            ? "The plan stays as it was: nothing in it differs from what you asked for."
            : RichText.Of($"Changed: {Wording.Join(changed.Select(Change), "; ")}{Reason(amendment.Reason)}."));
        if (amendment.Contradiction is { } found)
        {
            yield return new Paragraph(RichText.Of(
                $"But {Fact.Count("cleaning.contradiction", found.Contradicting)} of the {Fact.Count("cleaning.contradiction.rows", found.Rows)} customers without {Data.Name(found.Column)} have a {Data.Name(found.Witness)}, so they did buy."));
        }

        if (amendment.PreviousGain is { } before && outcome.Gain is { } after && changed.Length > 0)
        {
            yield return new Paragraph(RichText.Of(
                $"With your change, all repairs together: {Wording.Gain("cleaning.gain", after)}; before it: {Wording.Gain("cleaning.previous_gain", before)}."));
        }
    }

    /// <summary>After "fill it with 0 instead": the way back, as words that anybody could have written.</summary>
    private static IEnumerable<Choice> Undo(CleaningOutcome outcome)
    {
        foreach (var step in outcome.Amendment?.Replaced.OfType<FillMissingStep>() ?? [])
        {
            var (label, words) = step.Method switch
            {
                FillMethod.Median => ((RichText)"Keep the median", "the median"),
                FillMethod.Mean => ("Keep the mean", "the mean"),
                FillMethod.MostFrequent => ("Keep the commonest value", "the most frequent value"),
                FillMethod.Constant => (RichText.Of($"Keep {Data.Cell(Wording.Shortened(step.Constant ?? ""))}"), $"{step.Constant}"),
                _ => ("Keep it as it was", "Unknown"),
            };
            yield return new Choice(label, ConversationWriter.Say($"fill `{step.Column}` with {words}"));
        }
    }

    private static RichText Change(PlanItem item) => item.IsSelected
        ? StepSentences.Of(item)
        : RichText.Of($"no longer done: {StepSentences.Of(item)}");

    private static RichText Reason(string? reason) => reason is { Length: > 0 }
        ? RichText.Of($", reason noted: “{Data.Cell(Wording.Shortened(reason, 200))}”")
        : RichText.Empty;

    private static ResultTable Examples(CleaningOutcome outcome) => new(
        "Before and after, a few rows of each repair",
        [new TableColumn("Row", true), new TableColumn("Column"), new TableColumn("Before"), new TableColumn("After")],
        [.. outcome.Items.SelectMany(item => item.Effect?.Examples ?? []).Take(40).Select(change => (IReadOnlyList<RichText>)
            [
                // A spreadsheet shows the header as row 1 and the first customer as row 2.
                RichText.Of($"{Fact.Count("cleaning.example.row", change.Row + 2)}"),
                RichText.Of($"{Data.Name(change.Column)}"),
                Cell(change.Before),
                Cell(change.After),
            ])]);

    private static RichText Cell(string? cell) => cell is null ? "(missing)" : RichText.Of($"{Data.Name(Wording.Shortened(cell))}");
}
