using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using Details = ChurnChatBot.Messages.Details;

namespace ChurnChatBot.Tests.Rendering;

/// <summary>The cards of one conversation with invented figures: every section and every figure at least once, as people would see them.</summary>
internal static class SampleMessages
{
    public static ReplyMessage Welcome => new(
        new Heading("I take a customer file and work out with you who is about to leave, why, and what it is worth to keep them."),
        new Paragraph("Drop a CSV or Excel file here, or try the sample. I show every step and change nothing without your approval."),
        new Choices([
            new Choice("Try the sample", new ActionCommand(ActionVerb.TrySample), ChoiceStyle.Primary),
            new Choice("What I can do", Say("help")), new Choice("Privacy", Say("privacy"))]),
        new Footer("Your data stays in this workspace; no language model is connected."));

    public static ReplyMessage Profile => new(
        new Heading(RichText.Of($"{Data.Name("customer_data.csv")}: {Fact.Count("profile.rows", 5012)} customers, {Fact.Count("profile.columns", 7)} columns, {Fact.Share("profile.churn_rate", 0.214)} left ({Data.Name("churned")} = {Data.Cell("1")}).")),
        new Paragraph("Worth your attention:"),
        new Bullets([
            RichText.Of($"{Data.Name("total_spend")} is missing for {Fact.Count("missing", 312)} customers ({Fact.Share("share", 0.062)}), and **they leave twice as often**"),
            RichText.Of($"{Data.Name("join_date")} and {Data.Name("last_purchase_date")} are text in two formats ({Fact.Count("a", 4790)} x {Data.Cell("2023-04-01")}, {Fact.Count("b", 222)} x {Data.Cell("01.04.2023")})"),
            RichText.Of($"{Data.Name("age")} has {Fact.Count("c", 9)} impossible values ({Data.Cell("-1")}, {Data.Cell("0")}, {Data.Cell("142")})"),
            RichText.Of($"{Data.Name("customer_id")} identifies people: kept for the list, not used to predict")]),
        new FigureSection(MissingValues),
        new Choices([
            new Choice("See the cleaning plan", Say("cleaning plan"), ChoiceStyle.Primary),
            new Choice("The question is wrong: choose another target", Say("another target"))]),
        new Details("Details", [
            new FactList([
                new LabelledValue("Rows read", RichText.Of($"{Fact.Count("profile.rows", 5012)}")),
                new LabelledValue("Rows set aside", RichText.Of($"{Fact.Count("aside", 3)}")),
                new LabelledValue("Dates", RichText.Of($"{Fact.Date("first", new DateTime(2019, 3, 1))} to {Fact.Date("last", new DateTime(2023, 8, 22))}")),
                new LabelledValue("Size", RichText.Of($"{Fact.Bytes("size", 312_480)}"))]),
            new ResultTable("Columns as I read them",
                [new TableColumn("Column"), new TableColumn("Kind"), new TableColumn("Missing", true), new TableColumn("Different values", true)],
                [
                    [Name("customer_id"), "identifier", Count(0), Count(5000)],
                    [Name("age"), "number", Count(201), Count(74)],
                    [Name("city"), "category", Count(0), Count(12)],
                    [Name("join_date"), "date", Count(0), Count(1480)],
                    [Name("total_spend"), "number", Count(312), Count(4102)],
                ], 7)]),
        Foot("step 1 of 5"));

    public static ReplyMessage Cleaning => new(
        new Heading(RichText.Of($"Five repairs I suggest. Together they change {Fact.Count("cells", 589)} of {Fact.Count("all", 35084)} cells and no customer is lost but {Fact.Count("dup", 12)} duplicates.")),
        new Toggles("items", [
            new Toggle("dates", RichText.Of($"Read {Data.Name("join_date")}, {Data.Name("last_purchase_date")} as dates"), true, RichText.Of($"{Data.Cell("01.04.2023")} is 1 April ({Fact.Count("rows", 222)} rows say so: days above 12 come first)")),
            new Toggle("age-limits", RichText.Of($"Treat {Data.Name("age")} below 16 or above 100 as unknown"), true, RichText.Of($"{Fact.Count("rows", 9)} rows")),
            new Toggle("fill-age", RichText.Of($"Fill {Data.Name("age")} with the median {Fact.Number("median", 41)}, and remember that it was missing"), true),
            new Toggle("fill-spend", RichText.Of($"Fill {Data.Name("total_spend")} with the median {Fact.Number("median", 182.4)}, and remember that it was missing"), true),
            new Toggle("duplicates", RichText.Of($"Keep the newer of each duplicated customer ({Fact.Count("dup", 12)} rows)"), false)]),
        new Paragraph(RichText.Of($"Effect on how well churn can be ranked: {Fact.Gain("effect", new Estimate(0.006, 0.001, 0.011))}.")),
        new ApprovalPrompt("ap-1", "hash-1", [
            new Choice(RichText.Of($"Approve {Fact.Count("n", 4)} steps"), new ActionCommand(ActionVerb.Approve, ("approval", "ap-1"), ("hash", "hash-1")), ChoiceStyle.Primary),
            new Choice("Why?", Say("why?")), new Choice("Show changed rows", Say("show changed rows")),
            new Choice("Reject", new ActionCommand(ActionVerb.Reject, ("approval", "ap-1"), ("hash", "hash-1")), ChoiceStyle.Risky)]),
        Foot("step 2 of 5, nothing changes until you approve"));

    public static ReplyMessage CleaningDecided => Cleaning with
    {
        Sections = [.. Cleaning.Sections.Select(section => section switch
        {
            Toggles toggles => toggles with { IsEnabled = false },
            ApprovalPrompt approval => approval with { Decision = RichText.Of($"Approved by {Data.Cell("Ada")}, {Data.Cell("14:02")}") },
            _ => section,
        })],
    };

    public static ReplyMessage Inputs => new(
        new Heading("Which column tells who left?"),
        new ChoiceInput("target", "Column", [new InputOption("churned=1", RichText.Of($"{Data.Name("churned")} = {Data.Cell("1")}")), new InputOption("exited=yes", RichText.Of($"{Data.Name("exited")} = {Data.Cell("yes")}"))], "churned=1"),
        new ChoiceInput("city", "Or only one city", [.. new[] { "Berlin", "Leipzig", "Hamburg", "Munich", "Cologne", "Halle" }.Select(city => new InputOption(city, RichText.Of($"{Data.Cell(city)}")))]),
        new TextInput("reason", "Reason", "no purchase means no spend", 200),
        new NumberInput("cost", "Cost of one call", 0, 1000, 10),
        new Choices([new Choice("Use this target", new ActionCommand(ActionVerb.ChooseTarget), ChoiceStyle.Primary)]));

    public static ReplyMessage Training => new(
        new Progress(RichText.Of($"**Training:** {Fact.Count("done", 23)} of about {Fact.Count("all", 60)} tries, best so far {Fact.Score("best", new Estimate(0.861, 0.842, 0.88)).Alone}. {Fact.Seconds("left", 34)} left."), 0.38),
        new Choices([new Choice("Stop and keep the best", new ActionCommand(ActionVerb.StopTraining))]));

    public static ReplyMessage Result => new(
        new Heading(RichText.Of($"The model ranks a leaving customer above a staying one {Fact.OutOfHundred("auc", 0.861)} times in 100 (ROC AUC {Fact.Score("auc", new Estimate(0.861, 0.842, 0.88))}).")),
        new Paragraph(RichText.Of($"Of the {Fact.Count("n", 400)} riskiest, {Fact.Count("k", 262)} really leave: {Fact.Times("lift", 3.1)} times better than calling at random.")),
        new FigureSection(Roc), new FigureSection(Reliability),
        new Choices([new Choice("Make it the champion", Say("champion"), ChoiceStyle.Primary), new Choice("Compare", Say("compare")), new Choice("Try more", Say("train for 5 minutes"))]),
        Foot("step 4 of 5"));

    public static ReplyMessage Explanation => new(
        new Heading("One in five customers left; we can name most of the next ones 30 days ahead."),
        new FigureSection(Drivers),
        new FigureSection(Silence),
        new Files([
            new FileOffer("report.html", "text/html", 184_320, new string('a', 64), "Data Science-Based Customer Churn Prediction Report, one file for any browser"),
            new FileOffer("customers_at_risk.csv", "text/csv", 40_960, new string('b', 64), RichText.Of($"{Fact.Count("risk", 412)} customers with their reasons"))]),
        Foot("step 5 of 5"));

    public static ReplyMessage Customer => new(
        new Heading(RichText.Of($"{Data.Name("C00042")}: {Fact.OutOfHundred("risk", 0.78)} of 100 such customers leave.")),
        new FigureSection(Reasons));

    public static ReplyMessage Cities => new(
        new Heading(RichText.Of($"{Data.Cell("Leipzig")} loses most: {Fact.Share("rate", 0.31)} of {Fact.Count("n", 287)}; the average is {Fact.Share("all", 0.214)}.")),
        new FigureSection(CityRates),
        new Footer(RichText.Of($"{Fact.Count("left out", 4)} cities with fewer than {Fact.Count("least", 20)} customers are left out.")));

    public static ReplyMessage Problem => new(
        new Heading(RichText.Of($"I could not read row {Fact.Count("row", 1207)} of {Data.Name("customer_data.csv")}: {Fact.Count("found", 9)} values where {Fact.Count("expected", 7)} were expected.")),
        new Paragraph(RichText.Of($"An unclosed quote starts in {Data.Name("city")}. I set {Fact.Count("aside", 3)} such rows aside and went on with {Fact.Count("rest", 5009)}.")),
        new Choices([new Choice("See them", Say("show the rows set aside"))]))
    { IsProblem = true };

    public static ReplyMessage AtRisk => new(
        new Heading(RichText.Of($"{Fact.Count("risk", 412)} customers who are still here are at high risk today.")),
        new PersonalData(
            [new ResultTable("Customers who have not left, most at risk first", [new TableColumn("Customer"), new TableColumn("Risk", true)],
                [.. Enumerable.Range(1, 45).Select(i => (IReadOnlyList<RichText>)[Name(FormattableString.Invariant($"C{i:00000}")), RichText.Of($"{Fact.Share("risk", 0.95 - i * 0.01)}")])], 412)],
            "The list names customers, so I do not show it where others read along."));

    public static ReplyMessage Delivery => new(
        new FileDelivery(new FileOffer("scores.csv", "text/csv", 40_960, new string('b', 64), "Every customer with the risk and its strongest reasons")));

    public static IReadOnlyList<ReplyMessage> All =>
        [Welcome, Profile, Cleaning, CleaningDecided, Inputs, Training, Result, Explanation, Customer, Cities, Problem, AtRisk, Delivery];

    public static IReadOnlyList<Figure> Figures => [MissingValues, Drivers, CityRates, Roc, Reliability, Silence, Reasons];

    public static BarFigure MissingValues => new()
    {
        Title = "Customers without a known spend leave twice as often",
        AlternativeText = "Share missing by column, for those who stayed and those who left.",
        Categories = ["total_spend", "age", "last_purchase_date", "city"],
        Series = [new BarSeries("stayed", [0.049, 0.041, 0.012, 0.0]), new BarSeries("left", [0.108, 0.038, 0.031, 0.0])],
        Format = FactFormat.Share,
    };

    public static BarFigure Drivers => new()
    {
        Title = "Silence says most about who leaves",
        AlternativeText = "Mean absolute contribution of each driver.",
        Categories = ["days_since_last_purchase", "avg_spend_per_month", "customer_lifetime", "age (was missing)", "city = Leipzig, Halle (Saale) and the surrounding counties"],
        Series = [new BarSeries("", [0.41, 0.22, 0.14, 0.06, 0.03])],
        Format = FactFormat.Share,
    };

    public static BarFigure CityRates => new()
    {
        Title = "Leipzig loses three in ten, the average is two in ten",
        AlternativeText = "Churn rate by city with 95 % intervals.",
        Categories = ["Leipzig", "Halle", "Cologne", "Berlin", "Munich", "Hamburg"],
        Series = [new BarSeries("", [0.31, 0.262, 0.231, 0.214, 0.18, 0.151], [0.259, 0.19, 0.2, 0.195, 0.15, 0.12], [0.366, 0.35, 0.265, 0.234, 0.215, 0.187])],
        Format = FactFormat.Share,
        Reference = new ReferenceLine("average", 0.214),
    };

    public static LineFigure Roc => new()
    {
        Title = "At any threshold the model finds more of those who leave than the scorecard",
        AlternativeText = "ROC curves of two models and of guessing.",
        XTitle = "Staying customers called in vain",
        YTitle = "Leaving customers found",
        XFormat = FactFormat.Share,
        YFormat = FactFormat.Share,
        Series = [
            new LineSeries("boosted trees", [.. Steps(200)], [.. Steps(200).Select(x => Math.Pow(x, 0.16))]),
            new LineSeries("scorecard", [.. Steps(200)], [.. Steps(200).Select(x => Math.Pow(x, 0.22))]),
            new LineSeries("guessing", [0, 1], [0, 1], IsReference: true)],
    };

    public static LineFigure Reliability => new()
    {
        Title = "When it says 30 of 100, about 30 leave",
        AlternativeText = "Predicted against observed share who left, in ten groups.",
        XTitle = "Predicted share who leave",
        YTitle = "Observed share",
        XFormat = FactFormat.Share,
        YFormat = FactFormat.Share,
        Series = [
            new LineSeries("model", [0.02, 0.05, 0.09, 0.14, 0.2, 0.28, 0.37, 0.48, 0.62, 0.81], [0.015, 0.06, 0.08, 0.15, 0.19, 0.3, 0.35, 0.5, 0.6, 0.84]),
            new LineSeries("perfect", [0, 1], [0, 1], IsReference: true)],
    };

    public static HistogramFigure Silence => new("Days since the last purchase", FactFormat.Number, [.. Enumerable.Range(0, 19).Select(i => i * 20.0)], [
        new BarSeries("stayed", [820, 760, 610, 480, 350, 260, 190, 140, 100, 80, 50, 40, 22, 14, 8, 5, 3, 1]),
        new BarSeries("left", [30, 38, 47, 60, 78, 96, 110, 118, 112, 100, 84, 66, 48, 36, 22, 14, 8, 6])])
    {
        Title = "Customers silent for 90 days leave three times as often",
        AlternativeText = "Histogram of days since the last purchase by outcome.",
    };

    public static WaterfallFigure Reasons => new()
    {
        Title = "Five months of silence explain most of the risk",
        AlternativeText = "From the average 21 to 78 of 100, by reason.",
        StartLabel = "average customer",
        Start = 0.21,
        Steps = [new WaterfallStep("143 days of silence", 0.31), new WaterfallStep("spends 9 a month", 0.16), new WaterfallStep("joined 5 months ago", 0.14), new WaterfallStep("age 58", -0.04)],
        EndLabel = "C00042",
        End = 0.78,
        Format = FactFormat.OutOfHundred,
    };

    public static ActionCommand Say(string text) => new(ActionVerb.Say, ("text", text));

    private static IEnumerable<double> Steps(int count) => Enumerable.Range(0, count + 1).Select(i => (double)i / count);

    private static RichText Name(string name) => RichText.Of($"{Data.Name(name)}");

    private static RichText Count(long value) => RichText.Of($"{Fact.Count("cell", value)}");

    private static Footer Foot(string step) => new(RichText.Of($"{Data.Name("customer_data.csv")}, version of {Data.Cell("13:58")}. {Data.Cell(step)}"));
}
