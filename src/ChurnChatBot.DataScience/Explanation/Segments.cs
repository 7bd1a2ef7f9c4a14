using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Learning;
using MathNet.Numerics;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>How customers are grouped.</summary>
public sealed record SegmentOptions
{
    /// <summary>Smaller groups are left out and counted: they say little, and could point at a person.</summary>
    public int MinCount { get; init; } = 20;

    /// <summary>Groups that a number or a date is cut into, where it has more values than <see cref="MaxValues"/>.</summary>
    public int Bins { get; init; } = 5;

    /// <summary>A number with at most this many values has a group for each.</summary>
    public int MaxValues { get; init; } = 8;
}

/// <summary>One group of customers.</summary>
/// <param name="Label">Its cell, or for a range "from to to" as the data writes values; null for customers whose cell is missing.</param>
/// <param name="From">Smallest value of a range in the data's own writing; null for a level.</param>
/// <param name="To">Largest value of a range.</param>
/// <param name="Count">Customers in the group.</param>
/// <param name="ChurnRate">Share that left, with a Wilson interval.</param>
/// <param name="DiffersFromRest">Whether it differs from all other customers by more than chance: two-sided test of two shares at 5 %,
/// divided by the number of groups (Bonferroni).</param>
public sealed record Segment(string? Label, string? From, string? To, int Count, Estimate ChurnRate, bool DiffersFromRest);

/// <summary>Churn rate by the groups of one column, highest first.</summary>
/// <param name="Column">The column.</param>
/// <param name="Overall">Churn rate of everyone with an outcome.</param>
/// <param name="Groups">Groups large enough.</param>
/// <param name="GroupsLeftOut">Groups that were too small.</param>
/// <param name="CustomersLeftOut">Customers in these.</param>
public sealed record SegmentTable(string Column, Estimate Overall, IReadOnlyList<Segment> Groups, int GroupsLeftOut, int CustomersLeftOut)
{
    /// <summary>"Churn rate by city?"</summary>
    /// <exception cref="ArgumentException">There is no such column, or nobody has an outcome.</exception>
    public static SegmentTable Of(Dataset dataset, ChurnQuestion question, string column, SegmentOptions? options = null)
    {
        options ??= new SegmentOptions();
        var labelled = dataset.TakeRows(question.LabelledRows(dataset));
        if (labelled.RowCount == 0) throw new ArgumentException($"'{question.TargetColumn}' is empty in every row.", nameof(dataset));
        var labels = question.Labels(labelled);
        var groupOf = GroupsOf(labelled[column], options);
        var rows = Enumerable.Range(0, labels.Length).GroupBy(row => groupOf[row]).ToList();
        var large = rows.Where(group => group.Count() >= options.MinCount).ToList();
        var leavers = labels.Count(label => label == 1);
        var segments = large.Select(group =>
        {
            var left = group.Count(row => labels[row] == 1);
            var differs = Differ((left, group.Count()), (leavers - left, labels.Length - group.Count()), 0.05 / large.Count);
            return Describe(labelled[column], [.. group], WilsonInterval.Of(left, group.Count()), differs);
        });
        return new SegmentTable(
            column,
            WilsonInterval.Of(leavers, labels.Length),
            [.. segments.OrderByDescending(segment => segment.ChurnRate.Value).ThenBy(segment => segment.Label, StringComparer.Ordinal)],
            rows.Count - large.Count,
            rows.Except(large).Sum(group => group.Count()));
    }

    /// <summary>A group number a row; −1 where the cell is missing.</summary>
    private static int[] GroupsOf(Column column, SegmentOptions options)
    {
        if (column is CategoricalColumn categories) return categories.Codes.ToArray();
        if (OrderedValues(column) is { } values)
        {
            double[] distinct = [.. values.Where(value => !double.IsNaN(value)).Distinct().Order()];
            var edges = distinct.Length <= options.MaxValues ? distinct : NumericBins.Edges(values, _ => true, options.Bins);
            return Array.ConvertAll(values, value => double.IsNaN(value) ? -1 : NumericBins.BinOf(edges, value));
        }

        return GroupsOf(CategoricalColumn.FromCells(column.Name, [.. Enumerable.Range(0, column.Length).Select(column.Format)]), options);
    }

    private static double[]? OrderedValues(Column column) => column switch
    {
        NumericColumn numbers => numbers.Values.ToArray(),
        DateColumn dates => Array.ConvertAll(dates.Ticks.ToArray(), ticks => ticks == DateColumn.MissingTicks ? double.NaN : ticks),
        _ => null,
    };

    private static Segment Describe(Column column, int[] rows, Estimate rate, bool differs)
    {
        if (column.IsMissing(rows[0])) return new Segment(null, null, null, rows.Length, rate, differs);
        if (OrderedValues(column) is not { } values) return new Segment(column.Format(rows[0]), null, null, rows.Length, rate, differs);
        var (from, to) = (column.Format(rows.MinBy(row => values[row])), column.Format(rows.MaxBy(row => values[row])));
        return new Segment(from == to ? from : $"{from} to {to}", from, to, rows.Length, rate, differs);
    }

    // Pooled z-test of two shares.
    private static bool Differ((int Left, int Count) group, (int Left, int Count) rest, double level)
    {
        if (rest.Count == 0) return false;
        var pooled = (group.Left + rest.Left) / (double)(group.Count + rest.Count);
        var variance = pooled * (1 - pooled) * ((1.0 / group.Count) + (1.0 / rest.Count));
        if (variance == 0) return false;
        var z = ((group.Left / (double)group.Count) - (rest.Left / (double)rest.Count)) / Math.Sqrt(variance);
        return SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2)) < level;
    }
}
