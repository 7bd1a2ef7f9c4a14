using System.Globalization;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Explanation;

namespace ChurnChatBot.Messages.Writers;

/// <summary>One customer: why, and what would lower it.</summary>
internal static class CustomerWriter
{
    private const int ReasonsShown = 8;

    public static ReplyMessage Why(CustomerAtRisk customer, bool hasLeft)
    {
        var source = $"customers[{customer.Customer}]";
        var shown = customer.Reasons.Take(ReasonsShown).ToArray();
        var rest = customer.Reasons.Skip(ReasonsShown).Sum(reason => reason.Points);
        var sections = new List<MessageSection>
        {
            new Heading(RichText.Of($"{Data.Name(customer.Customer)}: {Fact.OutOfHundred(source + ".risk", customer.Probability)} of 100 such customers leave.")),
            new Paragraph(Wording.Join(shown.Take(5).Select(reason => Reason(reason, source)), ", ").Then(RichText.Of(
                $". Together from a typical customer's {Fact.OutOfHundred("explanation.base", customer.BaseRisk)} to {Fact.OutOfHundred(source + ".risk", customer.Probability)}."))),
            new FigureSection(new WaterfallFigure
            {
                Title = RichText.Of($"From a typical customer to the risk of {Data.Name(customer.Customer)}"),
                AlternativeText = "Contribution of each reason, in percentage points, from a typical customer's risk to this one's.",
                StartLabel = "typical customer",
                Start = customer.BaseRisk,
                Steps = [.. shown.Select(reason => new WaterfallStep($"{reason.Feature} = {Value(reason)}", reason.Points)),
                    .. Math.Abs(rest) >= 0.005 ? (WaterfallStep[])[new WaterfallStep("everything else", rest)] : []],
                EndLabel = customer.Customer,
                End = customer.Probability,
                Format = FactFormat.Share,
            }),
        };
        if (hasLeft) sections.Add(new Paragraph("This customer has already left; the model was told so when it learned."));
        sections.Add(new Choices([new Choice("What would lower it?", ConversationWriter.Say($"what would lower the risk of {customer.Customer}?"), ChoiceStyle.Primary)]));
        return new ReplyMessage(new PersonalData(sections, "Why a single customer is at risk is for one person to read."))
        {
            Suggestions = ["what would lower it?", "who is at risk?", "show the drivers"],
        };
    }

    public static ReplyMessage LowerRisk(string customer, double threshold, Counterfactuals found)
    {
        var (risk, levers) = (found.Probability, found.Changes);
        var source = $"customers[{customer}]";
        if (risk < threshold)
            return new ReplyMessage(ForOne(new Paragraph(RichText.Of($"{Data.Name(customer)} is not at high risk ({Fact.Share(source + ".risk", risk)}, high is {Fact.Share("explanation.high_risk", threshold)} or more)."))));
        var helpful = levers.Where(lever => lever.ReachesThreshold).ToArray();
        var sections = new List<MessageSection>
        {
            new Heading(helpful.Length > 0
                ? RichText.Of($"{(RichText)Wording.Capitalised(Wording.Ordinary(helpful.Length))} {(RichText)(helpful.Length == 1 ? "change alone brings" : "changes, each alone, bring")} {Data.Name(customer)} under {Fact.Share("explanation.high_risk", threshold)}.")
                : RichText.Of($"No single change that you can influence brings {Data.Name(customer)} under {Fact.Share("explanation.high_risk", threshold)}.")),
        };
        if (levers.Count > 0)
        {
            sections.Add(new Bullets([.. levers.Take(5).Select(lever => RichText.Of(
                $"{Data.Name(lever.Column)} from {Data.Cell(lever.From ?? "unknown")} to {Data.Cell(lever.To)}: the risk goes from {Fact.Share(source + ".risk", risk)} to {Fact.Share($"{source}.levers[{lever.Column}]", lever.Probability)}"))]));
        }

        sections.Add(new Paragraph("The model says what goes together with leaving; whether a change brought about by you works as well, only a trial with some customers can tell. What nobody can change (age, who and where they are, when they joined) is left alone."));
        return new ReplyMessage(ForOne([.. sections])) { Suggestions = ["who is at risk?", "show the drivers"] };
    }

    private static PersonalData ForOne(params MessageSection[] sections) =>
        new(sections, "What would lower the risk of a single customer is for one person to read.");

    public static ReplyMessage Unknown(string customer, RichText where) => new(new PersonalData(
        [new Paragraph(RichText.Of($"There is no customer {Data.Name(Wording.Shortened(customer))} in {where}."))],
        RichText.Of($"There is no such customer in {where}.")));

    public static ReplyMessage NoReasons(string customer) => new(
        new PersonalData(
            [new Heading(RichText.Of($"I cannot give reasons for {Data.Name(customer)} that I would stand behind."))],
            "I cannot give reasons for this customer that I would stand behind."),
        new Paragraph("Its contributions do not add up to the prediction, so I show none of them."))
    { IsProblem = true };

    /// <summary>A cell of the learner's table, as short as a person would say it.</summary>
    public static string Value(CustomerReason reason) => reason.Cell switch
    {
        null => "unknown",
        var cell when double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => FactText.Format(Fact.Number("cell", number)),
        var cell => Wording.Shortened(cell, 24),
    };

    private static RichText Reason(CustomerReason reason, string source) =>
        RichText.Of($"{Data.Name(reason.Feature)} {Data.Cell(Value(reason))} ({Fact.Points($"{source}.{reason.Feature}", reason.Points)})");
}
