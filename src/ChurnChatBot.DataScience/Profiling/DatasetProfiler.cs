using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Profiling.Issues;
using ChurnChatBot.DataScience.Profiling.Scanning;
using ChurnChatBot.DataScience.Profiling.Targets;

namespace ChurnChatBot.DataScience.Profiling;

/// <summary>
/// Looks at a dataset once and says what it holds: what each column means, which one is the outcome, and what is wrong. The outcome is
/// found first, so that every column is counted together with it; columns are counted in parallel and judged in order, so that the
/// profile is the same for any number of threads.
/// </summary>
public static class DatasetProfiler
{
    private const int MostLevelsKept = 10;

    /// <param name="readings">How intake read the columns, for blanks that it took as missing; may be empty.</param>
    /// <param name="question">The question a person chose; null to find the outcome by evidence.</param>
    /// <exception cref="ArgumentException">The dataset lacks the target of <paramref name="question"/>, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static DatasetProfile Profile(
        Dataset dataset, IReadOnlyList<ColumnReading> readings, ProfilingOptions options, ChurnQuestion? question = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var candidates = TargetFinder.Find(dataset);
        var chosen = question ?? Best(candidates, options);
        var context = new ProfileContext(dataset, readings, options, OutcomeLabels.Of(dataset, chosen), new ColumnScan[dataset.Columns.Count]);
        Parallel.For(0, context.Scans.Length, new ParallelOptions { CancellationToken = ct }, i => Scan(context, i, chosen));
        var identifier = context.Scans.FirstOrDefault(scan => scan.Name == chosen?.IdentifierColumn) ?? ColumnMeanings.Identifier(context.Scans);
        context = context with { Identifier = identifier };
        return new DatasetProfile
        {
            Name = dataset.Name,
            Rows = dataset.RowCount,
            Columns = [.. context.Scans.Select(ColumnProfileOf)],
            TargetCandidates = candidates,
            Question = chosen is { IdentifierColumn: null } ? chosen with { IdentifierColumn = identifier?.Name } : chosen,
            TargetProblem = chosen is null ? TargetFinder.Problem(dataset) : null,
            ChurnRate = ChurnRate(context.Labels),
            Issues = IssueRanking.Rank(Issues(context, ct), options),
        };
    }

    private static ChurnQuestion? Best(IReadOnlyList<TargetCandidate> candidates, ProfilingOptions options) =>
        candidates is [{ } best, ..] && best.Score >= options.TargetScore ? new ChurnQuestion(best.Column, best.PositiveLevel) : null;

    private static void Scan(ProfileContext context, int column, ChurnQuestion? question)
    {
        var scan = ColumnScan.Of(context.Dataset.Columns[column], context.Labels);
        scan.Meaning = ColumnMeanings.Of(scan, question);
        context.Scans[column] = scan;
    }

    private static IEnumerable<DataQualityIssue> Issues(ProfileContext context, CancellationToken ct)
    {
        Func<IEnumerable<DataQualityIssue>>[] finders =
        [
            () => MissingValueIssues.Find(context),
            () => PlaceholderIssues.Find(context),
            () => TextFormatIssues.Find(context),
            () => ImpossibleValueIssues.Find(context),
            () => DuplicateIssues.Find(context),
            () => ColumnMeaningIssues.Find(context),
            () => CategoryVariantIssues.Find(context),
            () => DistributionIssues.Find(context),
            () => CorrelationIssues.Find(context, ct),
            () => LeakageIssues.Find(context),
            () => PersonalDataIssues.Find(context),
        ];
        var found = new DataQualityIssue[finders.Length][];
        Parallel.For(0, finders.Length, new ParallelOptions { CancellationToken = ct }, i => found[i] = [.. finders[i]()]);
        return found.SelectMany(issues => issues);
    }

    private static Estimate? ChurnRate(sbyte[] labels)
    {
        var left = labels.Count(label => label == 1);
        var known = labels.Count(label => label >= 0);
        return known == 0 ? null : WilsonInterval.Of(left, known);
    }

    private static ColumnProfile ColumnProfileOf(ColumnScan scan)
    {
        var whereMissing = scan.Meaning == ColumnMeaning.Outcome ? null : MissingValueIssues.WhereMissing(scan);
        return new ColumnProfile
        {
            Name = scan.Name,
            Kind = scan.Column.Kind,
            Meaning = scan.Meaning,
            Missing = scan.Missing,
            Distinct = scan.Distinct,
            Commonest = Commonest(scan),
            Numbers = scan.Values is { } values ? NumericSummaries.Of(values) : null,
            ChurnRateWhereMissing = whereMissing,
            ChurnRateWherePresent = whereMissing is null ? null : MissingValueIssues.WherePresent(scan),
            SingleColumnAuc = scan.Meaning == ColumnMeaning.Outcome ? null : scan.Auc,
        };
    }

    private static IReadOnlyList<LevelCount> Commonest(ColumnScan scan)
    {
        if (scan.Levels is { } levels) return [.. TopCounts.Of(levels.Counts, MostLevelsKept).Select(i => new LevelCount(levels.Levels[i], levels.Counts[i]))];
        var values = scan.Values!;
        return [.. TopCounts.Of(values.Counts, MostLevelsKept).Select(i => new LevelCount(CellText.Of(scan.Column, values.Values[i]), values.Counts[i]))];
    }
}
