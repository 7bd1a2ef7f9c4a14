using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.Messages.Writers;

/// <summary>One sentence for each kind of finding: what it is, how many it touches, examples.</summary>
internal static class IssueSentences
{
    /// <summary>Whether findings of this kind about several columns are said in one sentence.</summary>
    public static bool CanShare(IssueKind kind) => kind is IssueKind.DatesAsText or IssueKind.MixedDateFormats or IssueKind.LeakageSuspect or IssueKind.Identifier
        or IssueKind.Constant or IssueKind.PersonalData or IssueKind.NumbersAsText or IssueKind.Placeholder;

    /// <summary>Alike findings about several columns: the columns together, the counts of the first.</summary>
    public static RichText Of(IReadOnlyList<DataQualityIssue> issues, DatasetProfile profile)
    {
        if (issues.Count == 1) return Of(issues[0], profile);
        var cells = Such(issues.FirstOrDefault(issue => !Discretion.IsPersonal(profile, issue.Column))?.Examples.Take(2) ?? []);
        var names = Wording.Names(issues.Take(4).Select(issue => issue.Column ?? ""));
        return issues[0].Kind switch
        {
            IssueKind.DatesAsText => RichText.Of($"{names} hold dates kept as text"),
            IssueKind.MixedDateFormats => RichText.Of($"{names} are text in several date formats ({Data.Name(issues[0].Column ?? "")}: {Formats(issues[0])})"),
            IssueKind.LeakageSuspect => RichText.Of($"{names} each rank leavers almost perfectly alone ({Figure(issues[0], $"profile.issues[{issues[0].Kind}:{issues[0].Column}]")} of 1): they probably know the outcome already"),
            IssueKind.Identifier => RichText.Of($"{names} identify customers: kept for the list, not used to predict"),
            IssueKind.Constant => RichText.Of($"{names} are the same for everyone, so they cannot tell anyone apart"),
            IssueKind.PersonalData => RichText.Of($"{names} look like personal data, so they are not used to predict"),
            IssueKind.NumbersAsText => RichText.Of($"{names} hold numbers kept as text{cells}"),
            _ => RichText.Of($"{names} have cells that stand for “unknown”{cells}"),
        };
    }

    public static RichText Of(DataQualityIssue issue, DatasetProfile profile)
    {
        var source = $"profile.issues[{issue.Kind}:{issue.Column}]";
        var count = Fact.Count(source + ".count", issue.Count);
        RichText Many(string one, string many) => Wording.Number(issue.Count, source + ".count", one, many);
        var share = Fact.Share(source + ".share", profile.Rows == 0 ? 0 : (double)issue.Count / profile.Rows);
        var name = Data.Name(issue.Column ?? "");
        var isPersonal = Discretion.IsPersonal(profile, issue.Column);
        var examples = isPersonal ? RichText.Empty : Wording.Cells(issue.Examples.Take(4));
        var inBrackets = examples.Runs.Count == 0 ? RichText.Empty : RichText.Of($" ({examples})");
        var afterColon = examples.Runs.Count == 0 ? RichText.Empty : RichText.Of($": {examples}");
        return issue.Kind switch
        {
            IssueKind.MissingValues => RichText.Of($"{name} is missing for {Many("customer", "customers")} ({share})").Then(WhoLeavesMore(issue, profile)),
            IssueKind.MostlyMissing => RichText.Of($"{name} is empty for most customers: {count} ({share})"),
            IssueKind.BlankCells => RichText.Of($"{name} holds only blanks in {Many("row", "rows")}").Then(Evidence(issue, profile)),
            IssueKind.Placeholder => RichText.Of($"{name} has {Many("cell that stands", "cells that stand")} for “unknown”{afterColon}"),
            IssueKind.DatesAsText => RichText.Of($"{name} holds dates kept as text ({Formats(issue)})"),
            IssueKind.MixedDateFormats => RichText.Of($"{name} is text in {(RichText)Wording.Ordinary(issue.Formats.Count)} date formats ({Formats(issue)})"),
            IssueKind.NumbersAsText => RichText.Of($"{name} holds numbers kept as text in {Many("row", "rows")}{afterColon}"),
            IssueKind.ImpossibleValues => RichText.Of($"{name} has {Many("impossible value", "impossible values")}{inBrackets}"),
            IssueKind.Outliers => RichText.Of($"{name} has {Many("unusually large or small value", "unusually large or small values")}{inBrackets}"),
            IssueKind.DuplicateRows => RichText.Of($"{Many("row is an exact copy", "rows are exact copies")} of another row"),
            IssueKind.DuplicateCustomers => RichText.Of($"{Many("customer appears", "customers appear")} more than once in {name}"),
            IssueKind.Identifier => RichText.Of($"{name} identifies customers: kept for the list, not used to predict"),
            IssueKind.Constant => RichText.Of($"{name} is the same for everyone, so it cannot tell anyone apart"),
            IssueKind.HighCardinality => RichText.Of($"{name} has {Distinct(issue, profile)} different values"),
            IssueKind.CategoryVariants when isPersonal => RichText.Of($"{name} writes one thing in several ways"),
            IssueKind.CategoryVariants => RichText.Of($"{name} writes one thing in several ways: {Variants(issue)}"),
            IssueKind.Skewed => RichText.Of($"{name} is lopsided: a few customers have most of it"),
            IssueKind.Correlated => RichText.Of($"{name} and {Data.Name(issue.OtherColumn ?? "")} say nearly the same (correlation {Figure(issue, source)})"),
            IssueKind.LeakageSuspect => RichText.Of($"{name} alone ranks leavers almost perfectly ({Figure(issue, source)} of 1): it probably knows the outcome already"),
            IssueKind.PersonalData => RichText.Of($"{name} looks like personal data, so it is not used to predict"),
            IssueKind.ClassImbalance => RichText.Of($"only {Many("customer", "customers")} left ({share}), which makes every figure about them less certain"),
            IssueKind.MissingOutcome => RichText.Of($"{Many("customer has", "customers have")} no outcome in {name} and cannot teach the model"),
            _ => throw new ArgumentOutOfRangeException(nameof(issue), issue.Kind, "Unknown kind of finding."),
        };
    }

    private static RichText WhoLeavesMore(DataQualityIssue issue, DatasetProfile profile)
    {
        var column = profile.Columns.FirstOrDefault(column => column.Name == issue.Column);
        if (issue.Count < Discretion.FewestCustomers || column?.ChurnRateWhereMissing is not { } missing || profile.ChurnRate is not { Value: > 0 } all) return "";
        var times = missing.Value / all.Value;
        var source = $"profile.columns[{issue.Column}].churn_rate_where_missing";
        if (missing.Low > all.Value && times >= 1.2) return RichText.Of($", and they leave {Fact.Times(source, times)} times as often as the average");
        return missing.High < all.Value && times <= 0.8
            ? RichText.Of($", and they leave less: {Fact.Share(source, missing.Value)}")
            : "";
    }

    private static RichText Such(IEnumerable<string> cells) => Wording.Cells(cells) is { Runs.Count: > 0 } shown ? RichText.Of($", such as {shown}") : RichText.Empty;

    /// <summary>What the rows have in common is a cell of the other column.</summary>
    private static RichText Evidence(DataQualityIssue issue, DatasetProfile profile) =>
        issue.OtherColumn is { } other && issue.Examples.Count > 0 && !Discretion.IsPersonal(profile, other)
            ? RichText.Of($", all with {Data.Name(other)} {Data.Name(issue.Examples[0])}")
            : "";

    private static RichText Formats(DataQualityIssue issue) => Wording.Join(
        issue.Formats.Take(3).Select(format => RichText.Of($"{Fact.Count($"profile.issues[{issue.Kind}:{issue.Column}].formats[{format.Level}]", format.Count)} × {Data.Name(format.Level)}")), ", ");

    private static RichText Variants(DataQualityIssue issue) => Wording.Join(
        issue.Variants.Take(3).Select(group => Wording.Join(group.Take(4).Select(cell => RichText.Of($"{Data.Name(Wording.Shortened(cell))}")), " = ", " = ")), "; ", "; ");

    private static Fact Distinct(DataQualityIssue issue, DatasetProfile profile) =>
        Fact.Count($"profile.columns[{issue.Column}].distinct", profile.Columns.First(column => column.Name == issue.Column).Distinct);

    private static Fact Figure(DataQualityIssue issue, string source) => new(source + ".figure", issue.Figure ?? double.NaN, FactFormat.Score);
}
