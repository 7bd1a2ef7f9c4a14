using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;

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
        var groupOf = ColumnGroups.Of(labelled[column], options);
        var rows = Enumerable.Range(0, labels.Length).GroupBy(row => groupOf[row]).ToList();
        var large = rows.Where(group => group.Count() >= options.MinCount).ToList();
        var leavers = labels.Count(label => label == 1);
        var segments = large.Select(group =>
        {
            var left = group.Count(row => labels[row] == 1);
            var differs = SharesTest.PValue((left, group.Count()), (leavers - left, labels.Length - group.Count())) < 0.05 / large.Count;
            var (label, from, to) = ColumnGroups.Describe(labelled[column], [.. group]);
            return new Segment(label, from, to, group.Count(), WilsonInterval.Of(left, group.Count()), differs);
        });
        return new SegmentTable(
            column,
            WilsonInterval.Of(leavers, labels.Length),
            [.. segments.OrderByDescending(segment => segment.ChurnRate.Value).ThenBy(segment => segment.Label, StringComparer.Ordinal)],
            rows.Count - large.Count,
            rows.Except(large).Sum(group => group.Count()));
    }
}
