using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Messages.Writers;

/// <summary>The first card: what the file is, who left, and what deserves attention before anything else.</summary>
internal static class ProfileWriter
{
    private const int BulletsOnCard = 6;

    public static ReplyMessage Write(IntakeResult intake, DatasetProfile profile)
    {
        var sections = new List<MessageSection> { new Heading(Headline(intake, profile)) };
        var worth = Worth(profile);
        if (intake.RowsSetAsideCount > 0) sections.Add(new Paragraph(SetAside(intake)));
        if (profile.Question is null) sections.Add(new Paragraph(NoQuestion(profile)));
        if (worth.Length > 0)
        {
            sections.Add(new Paragraph("Worth your attention:"));
            sections.Add(new Bullets([.. worth.GroupBy(GroupKey).Select(group => IssueSentences.Of([.. group], profile))]));
        }
        else
        {
            sections.Add(new Paragraph("Nothing in it needs repair before a model could use it."));
        }

        if (MissingFigure(profile) is { } figure) sections.Add(new FigureSection(figure));
        sections.Add(Details(intake, profile, worth));
        sections.Add(Buttons(profile));
        sections.Add(new Footer(RichText.Of($"{Data.Name(intake.FileName)} · step 1 of 5 · nothing changes until you approve")));
        return new ReplyMessage(sections) { Suggestions = [.. Suggestions(profile)] };
    }

    /// <summary>A file that could not be read: what was found, where, what was expected, what to do.</summary>
    public static ReplyMessage Refused(IntakeProblem problem, string fileName) => new(
        new Heading(RichText.Of($"I could not read {Data.Name(fileName)}: {Data.Cell(problem.Found)}{Where(problem.Place)}.")),
        new Paragraph(RichText.Of($"I expected {Data.Cell(problem.Expected)}. {Data.Cell(problem.Advice)}")),
        new Footer("Nothing was changed; everything is as it was."))
    { IsProblem = true };

    /// <summary>Another outcome is wanted, but not which.</summary>
    public static ReplyMessage AskTarget(DatasetProfile profile) => TargetInput(profile) is { } input
        ? new ReplyMessage(
            new Heading("Which column says who left?"),
            input,
            new Choices([new Choice("Use this column", new ActionCommand(ActionVerb.ChooseTarget), ChoiceStyle.Primary)]),
            new Footer("Choosing another column measures everything anew."))
        : new ReplyMessage(new Paragraph("No other column has two values. Say “predict …” with the column's name to try one all the same."));

    /// <summary>A column that cannot be the outcome.</summary>
    public static ReplyMessage TargetRefused(TargetProblem problem, string column) => new(
        new Heading(RichText.Of($"{Data.Name(column)} cannot say who left: {WhyWriter.Sentence(problem.Found)}.")),
        new Paragraph(RichText.Of($"I expected {WhyWriter.Sentence(problem.Expected)}. {WhyWriter.Sentence(problem.Advice)}")),
        new Footer("Nothing was changed; everything is as it was."))
    { IsProblem = true };

    public static RichText Where(IntakePlace place)
    {
        var parts = new List<RichText>();
        if (place.Sheet is { } sheet) parts.Add(RichText.Of($"sheet {Data.Name(sheet)}"));
        if (place.Line is { } line) parts.Add(RichText.Of($"row {Fact.Count("intake.line", line)}"));
        if (place.Column is { } column) parts.Add(RichText.Of($"column {Data.Name(column)}"));
        return parts.Count == 0 ? "" : RichText.Of($" ({Wording.Join(parts, ", ")})");
    }

    /// <summary>The findings on the card: as many bullets as fit, where alike findings about several columns share one.</summary>
    private static DataQualityIssue[] Worth(DatasetProfile profile) =>
        [.. profile.Issues.Where(issue => issue.Importance != IssueImportance.Information).GroupBy(GroupKey).Take(BulletsOnCard).SelectMany(group => group)];

    private static string GroupKey(DataQualityIssue issue) =>
        IssueSentences.CanShare(issue.Kind) ? issue.Kind.ToString() : $"{issue.Kind}:{issue.Column}:{issue.OtherColumn}";

    private static RichText Headline(IntakeResult intake, DatasetProfile profile)
    {
        var start = RichText.Of($"{Data.Name(intake.FileName)}: {Wording.Number(profile.Rows, "profile.rows", "customer", "customers")}, {Wording.Number(profile.Columns.Count, "profile.columns", "column", "columns")}");
        return profile is { Question: { } question, ChurnRate: { } rate }
            ? start.Then(RichText.Of($", {Fact.Share("profile.churn_rate", rate.Value)} left ({Data.Name($"{question.TargetColumn} = {question.PositiveLevel}")})."))
            : start.Then(".");
    }

    private static RichText NoQuestion(DatasetProfile profile)
    {
        var found = profile.TargetProblem is { Column: { Length: > 0 } column } problem
            ? RichText.Of($"I found no column that says who left; the nearest is {Data.Name(column)}, but it has {WhyWriter.Sentence(problem.Found)}. ")
            : "I found no column that says who left. ";
        return found.Then("I need one with two values, such as churned = 1 and 0. Choose it or tell me its name, or upload a file that has one.");
    }

    private static RichText SetAside(IntakeResult intake) => RichText.Of(
        $"I set {Wording.Number(intake.RowsSetAsideCount, "intake.rows_set_aside", "row", "rows")} aside that I could not read, and went on with {Fact.Count("profile.rows", intake.Dataset?.RowCount ?? 0)}. Say “show the rows set aside” to see them.");

    private static Choices Buttons(DatasetProfile profile) => profile.Question is null
        ? new Choices([new Choice("Use this column", new ActionCommand(ActionVerb.ChooseTarget), ChoiceStyle.Primary)])
        : new Choices([
            new Choice("See the cleaning plan", new ActionCommand(ActionVerb.Say, ("text", "show the cleaning plan")), ChoiceStyle.Primary),
            new Choice("Use another target", new ActionCommand(ActionVerb.ChooseTarget)),
        ]);

    private static IEnumerable<string> Suggestions(DatasetProfile profile)
    {
        if (profile.Question is null) yield break;
        yield return "show the cleaning plan";
        var groups = profile.Columns.FirstOrDefault(column => column.Meaning is ColumnMeaning.Category && !Discretion.IsPersonal(profile, column.Name))
            ?? profile.Columns.FirstOrDefault(column => column.Meaning is ColumnMeaning.Flag or ColumnMeaning.Measure);
        if (groups is not null) yield return $"churn rate by `{groups.Name}`?";
        yield return "where are we?";
    }

    private static BarFigure? MissingFigure(DatasetProfile profile)
    {
        var gaps = profile.Columns.Where(column => column.Missing > 0 && column.Name != profile.Question?.TargetColumn).OrderByDescending(column => column.Missing).Take(8).ToArray();
        if (gaps.Length == 0) return null;
        var rate = profile.ChurnRate?.Value;
        // Who left among very few customers is not told, so their columns would be bars of another kind.
        var columns = gaps.Any(IsTold) ? [.. gaps.Where(IsTold)] : gaps;
        var byOutcome = rate is > 0 and < 1 && columns.All(column => IsTold(column) && column.ChurnRateWhereMissing is not null);
        var worst = columns[0];
        return new BarFigure
        {
            Title = RichText.Of($"{Data.Name(worst.Name)} has the most gaps: {Fact.Share($"profile.columns[{worst.Name}].missing", (double)worst.Missing / profile.Rows)} of customers"),
            AlternativeText = "Share of missing values by column" + (byOutcome ? ", for customers who stayed and who left." : "."),
            Categories = [.. columns.Select(column => column.Name)],
            Format = FactFormat.Share,
            Series = byOutcome
                ? [
                    new BarSeries("stayed", [.. columns.Select(column => column.Missing * (1 - column.ChurnRateWhereMissing!.Value.Value) / (profile.Rows * (1 - rate!.Value)))]),
                    new BarSeries("left", [.. columns.Select(column => column.Missing * column.ChurnRateWhereMissing!.Value.Value / (profile.Rows * rate!.Value))]),
                ]
                : [new BarSeries("", [.. columns.Select(column => (double)column.Missing / profile.Rows)])],
        };
    }

    private static bool IsTold(ColumnProfile column) => column.Missing >= Discretion.FewestCustomers;

    private static Details Details(IntakeResult intake, DatasetProfile profile, IReadOnlyList<DataQualityIssue> shown)
    {
        var sections = new List<MessageSection> { new Paragraph(RichText.Of($"Read as {Data.Cell(intake.SourceFormat)}.")) };
        var notes = Notes(intake);
        if (notes.Items.Count > 0) sections.Add(notes);
        sections.Add(ColumnTable(profile));
        var others = profile.Issues.Except(shown).Take(20).ToArray();
        if (others.Length > 0) sections.Add(new Paragraph("Also noticed:"));
        if (others.Length > 0) sections.Add(new Bullets([.. others.Select(issue => IssueSentences.Of(issue, profile))]));
        if (intake.RowsSetAside.Count > 0) sections.Add(RowsSetAside(intake));
        if (TargetInput(profile) is { } input) sections.Add(input);
        return new Details(profile.Question is null ? "Columns and the outcome" : "Details: columns, and another target", sections);
    }

    /// <summary>What was odd about the file though every cell was read.</summary>
    public static Bullets Notes(IntakeResult intake) => new([.. intake.Problems.Where(problem => problem.Severity == IntakeSeverity.Note).Take(10)
        .Select(note => RichText.Of($"{Data.Cell(note.Found)}{Where(note.Place)}. {Data.Cell(note.Advice)}"))]);

    private static ChoiceInput? TargetInput(DatasetProfile profile)
    {
        var current = profile.Question?.TargetColumn;
        var candidates = profile.TargetCandidates.Select(candidate => candidate.Column)
            .Concat(profile.Columns.Where(column => column.Meaning is ColumnMeaning.Flag).Select(column => column.Name))
            .Distinct().Take(20).ToArray();
        return candidates.Length == 0
            ? null
            : new ChoiceInput("target", "Which column says who left?", [.. candidates.Select(name => new InputOption(name, RichText.Of($"{Data.Name(name)}")))], current ?? candidates[0]);
    }

    public static PersonalData RowsSetAside(IntakeResult intake) => new(
        [
            new ResultTable(
                "Rows set aside",
                [new TableColumn("Line", true), new TableColumn("Why"), new TableColumn("As it stands in the file")],
                [.. intake.RowsSetAside.Take(20).Select(row => (IReadOnlyList<RichText>)
                    [RichText.Of($"{Fact.Count("intake.line", row.Line)}"), RichText.Of($"{Data.Cell(row.Reason)}"), RichText.Of($"{Data.Name(Wording.Shortened(row.Text, 80))}")])],
                intake.RowsSetAsideCount),
        ],
        "Rows as they stand in the file are for one person to read.");

    private static ResultTable ColumnTable(DatasetProfile profile) => new(
        "Columns",
        [new TableColumn("Column"), new TableColumn("Meaning"), new TableColumn("Missing", true), new TableColumn("Distinct", true), new TableColumn("Typical"), new TableColumn("Ranks leavers alone", true)],
        [.. profile.Columns.Take(60).Select(column => (IReadOnlyList<RichText>)
            [
                RichText.Of($"{Data.Name(column.Name)}"),
                Meaning(column.Meaning),
                RichText.Of($"{Fact.Count($"profile.columns[{column.Name}].missing", column.Missing)}"),
                RichText.Of($"{Fact.Count($"profile.columns[{column.Name}].distinct", column.Distinct)}"),
                Typical(column, Discretion.IsPersonal(profile, column.Name)),
                column.SingleColumnAuc is { } auc ? RichText.Of($"{new Fact($"profile.columns[{column.Name}].auc", auc, FactFormat.Score)}") : "",
            ])],
        profile.Columns.Count);

    private static RichText Meaning(ColumnMeaning meaning) => meaning switch
    {
        ColumnMeaning.Measure => "number",
        ColumnMeaning.Category => "category",
        ColumnMeaning.Flag => "yes or no",
        ColumnMeaning.Date => "date",
        ColumnMeaning.Identifier => "names the customer",
        ColumnMeaning.Outcome => "the outcome",
        ColumnMeaning.FreeText => "free text",
        _ => "always the same",
    };

    /// <summary>A cell of a name or a number of a person is typical of nobody else.</summary>
    private static RichText Typical(ColumnProfile column, bool isPersonal)
    {
        if (isPersonal) return "";
        var source = $"profile.columns[{column.Name}]";
        if (column is { Kind: ColumnKind.Numeric, Numbers: { } numbers })
            return RichText.Of($"{Fact.Number(source + ".median", numbers.Median)} ({Fact.Number(source + ".minimum", numbers.Minimum)} to {Fact.Number(source + ".maximum", numbers.Maximum)})");
        return Wording.Cells(column.Commonest.Take(3).Select(level => level.Level));
    }
}
