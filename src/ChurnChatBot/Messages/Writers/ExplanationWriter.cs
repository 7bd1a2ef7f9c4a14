using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Explanation;

namespace ChurnChatBot.Messages.Writers;

/// <summary>The executive's card: who leaves, why, who is next, and how far to trust it.</summary>
internal static class ExplanationWriter
{
    private const int DriversOnCard = 3;
    private const int CustomersShown = 10;

    public static ReplyMessage Write(ExplanationOutcome outcome, string fileName, IReadOnlyList<FileOffer> files)
    {
        List<MessageSection> sections = [new Heading(Headline(outcome)), .. Why(outcome), new Paragraph(AtRisk(outcome))];
        if (outcome.Drivers.Count > 0) sections.Add(new FigureSection(DriversFigure(outcome)));
        if (files.Count > 0) sections.Add(new Files(files));
        sections.Add(new Details(outcome.Drivers.Count > 0 ? "Details: all drivers, how it was checked" : "Details: how it was checked", [.. Checked(outcome)]));
        sections.Add(new Choices(Buttons(outcome)));
        sections.Add(new Footer(RichText.Of($"{Data.Name(fileName)} · step 5 of 5 · drivers say what goes together with leaving, not what causes it")));
        return new ReplyMessage(sections) { Suggestions = [.. Suggestions(outcome)] };
    }

    private static MessageSection[] Why(ExplanationOutcome outcome) => outcome.Drivers.Count == 0
        ? [new Paragraph("I cannot say why: the reasons did not add up to the model's predictions, so I show none of them.")]
        : [new Paragraph("Why they leave:"), new Bullets([.. outcome.Drivers.Take(DriversOnCard).Select(DriverSentences.Of)])];

    public static ReplyMessage Drivers(ExplanationOutcome outcome) => outcome.Drivers.Count == 0 ? new ReplyMessage(Why(outcome)) : new([
        new Heading("What goes together with leaving, most important first"),
        new Bullets([.. outcome.Drivers.Select(DriverSentences.Of)]),
        new FigureSection(DriversFigure(outcome)),
        .. outcome.Drivers.Take(DriversOnCard).Where(driver => driver.Told().Length > 1).Select(driver => new FigureSection(BinsFigure(driver, outcome))),
    ]);

    public static ReplyMessage CustomersAtRisk(ExplanationOutcome outcome)
    {
        var heading = new Heading(AtRisk(outcome));
        if (outcome.Riskiest.Count == 0) return new ReplyMessage(heading) { Suggestions = ["show the drivers", "send me the report"] };
        var buttons = outcome.Riskiest.Take(2).Select(customer =>
            new Choice(RichText.Of($"Why {Data.Cell(customer.Customer)}?"), ConversationWriter.Say($"why is customer {customer.Customer} at risk?")));
        return new ReplyMessage(heading, new PersonalData([RiskTable(outcome, CustomersShown * 2), new Choices([.. buttons])], "Who they are is for one person to read."))
        {
            Suggestions = ["show the drivers", "send me the scores"],
        };
    }

    public static ResultTable RiskTable(ExplanationOutcome outcome, int rows) => new(
        "Customers who have not left, most at risk first",
        [new TableColumn("Customer"), new TableColumn("Risk", true), new TableColumn("Raised most by")],
        [.. outcome.Riskiest.Take(rows).Select(customer => (IReadOnlyList<RichText>)
            [
                RichText.Of($"{Data.Name(customer.Customer)}"),
                RichText.Of($"{Fact.Share($"customers[{customer.Customer}].risk", customer.Probability)}"),
                Wording.Join(customer.Reasons.Take(3).Select(reason => RichText.Of(
                    $"{Data.Name(reason.Feature)} {Data.Cell(CustomerWriter.Value(reason))} ({Fact.Points($"customers[{customer.Customer}].{reason.Feature}", reason.Points)})")), ", "),
            ])],
        outcome.AtHighRisk);

    private static RichText Headline(ExplanationOutcome outcome) => RichText.Of(
        $"{Fact.Share("explanation.churn_rate", outcome.ChurnRate)} of customers left. Of a hundred whom the model calls at high risk, {Fact.OutOfHundred("explanation.hit_rate", outcome.HitRate.Value)} really leave.");

    private static RichText AtRisk(ExplanationOutcome outcome) => outcome.AtHighRisk == 0
        ? RichText.Of($"Nobody who is still here is at high risk today ({Fact.Share("explanation.high_risk", outcome.HighRisk)} or more).")
        : RichText.Of($"{Wording.Number(outcome.AtHighRisk, "explanation.at_high_risk", "customer who is still here is", "customers who are still here are")} at high risk today ({Fact.Share("explanation.high_risk", outcome.HighRisk)} or more).");

    private static BarFigure DriversFigure(ExplanationOutcome outcome)
    {
        var shown = outcome.Drivers.Take(10).ToArray();
        return new BarFigure
        {
            Title = RichText.Of($"{Data.Name(shown[0].Feature)} says most about who leaves"),
            AlternativeText = "Share of each driver in the model's predictions.",
            Categories = [.. shown.Select(driver => driver.Feature)],
            Format = FactFormat.Share,
            Series = [new BarSeries("", [.. shown.Select(driver => driver.Share)])],
        };
    }

    private static BarFigure BinsFigure(Driver driver, ExplanationOutcome outcome) => new()
    {
        Title = RichText.Of($"Customers who left, along {Data.Name(driver.Feature)}"),
        AlternativeText = $"Observed churn rate by range or level of {driver.Feature}, with intervals.",
        Categories = [.. driver.Told().Select(DriverSentences.Label)],
        Format = FactFormat.Share,
        Series = [new BarSeries("", [.. driver.Told().Select(bin => bin.ChurnRate.Value)], [.. driver.Told().Select(bin => bin.ChurnRate.Low)], [.. driver.Told().Select(bin => bin.ChurnRate.High)])],
        Reference = new ReferenceLine("average", outcome.ChurnRate),
    };

    private static IEnumerable<MessageSection> Checked(ExplanationOutcome outcome)
    {
        if (outcome.Drivers.Count > DriversOnCard) yield return new Bullets([.. outcome.Drivers.Skip(DriversOnCard).Select(DriverSentences.Of)]);
        foreach (var driver in outcome.Drivers.Take(2).Where(driver => driver.Told().Length > 1)) yield return new FigureSection(BinsFigure(driver, outcome));
        if (outcome.Drivers.Count > 0) yield return new Paragraph(RichText.Of(
            $"Each prediction is split exactly into its reasons (SHAP values); they were added up again for every customer, and differed by at most {new Fact("explanation.additivity_error", outcome.AdditivityError, FactFormat.Tiny)}."));
        yield return new Paragraph(RichText.Of(
            $"Test figures come from customers the model never saw (ROC AUC {Wording.Inside("training.test.roc_auc", outcome.TestAuc)}; at high risk {Fact.ShareOf("explanation.hit_rate", outcome.HitRate)} really left)."));
    }

    private static IEnumerable<string> Suggestions(ExplanationOutcome outcome)
    {
        yield return "who is at risk?";
        if (outcome.Drivers.Count > 0) yield return "show the drivers";
        yield return "send me the report";
    }

    private static Choice[] Buttons(ExplanationOutcome outcome)
    {
        var choices = new List<Choice> { new("Who are they?", ConversationWriter.Say("who is at risk?"), ChoiceStyle.Primary) };
        if (outcome.Drivers.Count > 0) choices.Add(new Choice("All drivers", ConversationWriter.Say("show the drivers")));
        return [.. choices];
    }
}
