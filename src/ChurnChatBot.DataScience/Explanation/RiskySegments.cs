using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>A group of customers who leave more often than others.</summary>
/// <param name="Conditions">What they have in common, one or two columns.</param>
/// <param name="Count">Customers in it.</param>
/// <param name="ChurnRate">Share that left, with a Wilson interval.</param>
/// <param name="Lift">How many times as often as everyone.</param>
/// <param name="LeaversMore">Leavers beyond what the overall rate would give: what the segment adds to the problem.</param>
/// <param name="PValue">Adjusted for all segments tried. Of two conditions: against those who meet only one of them, the weaker of the two.</param>
public sealed record RiskySegment(
    IReadOnlyList<SegmentCondition> Conditions, int Count, Estimate ChurnRate, double Lift, double LeaversMore, double PValue);

/// <summary>
/// "Where is churn high?" A search of all segments of one or two conditions, with a correction for their number. Two conditions are a finding only
/// where they say more than each alone.
/// </summary>
/// <param name="Overall">Churn rate of everyone with an outcome.</param>
/// <param name="Findings">Segments that stand the correction, by churn rate.</param>
/// <param name="Tried">Segments that were tested.</param>
public sealed record RiskySegments(Estimate Overall, IReadOnlyList<RiskySegment> Findings, int Tried)
{
    /// <exception cref="ArgumentException">Nobody has an outcome.</exception>
    public static RiskySegments Find(Dataset dataset, ChurnQuestion question, SegmentSearchOptions? options = null)
    {
        options ??= new SegmentSearchOptions();
        options.Validate();
        var labelled = dataset.TakeRows(question.LabelledRows(dataset));
        if (labelled.RowCount == 0) throw new ArgumentException($"'{question.TargetColumn}' is empty in every row.", nameof(dataset));
        var labels = question.Labels(labelled);
        var everyone = Count(labels, [.. Enumerable.Range(0, labels.Length)]);
        var overall = WilsonInterval.Of(everyone.Left, everyone.Count);
        var cells = new SegmentCells(labelled, question, options);
        // Rows of a pair are let go once counted: there may be tens of thousands of pairs.
        var tested = new List<(IReadOnlyList<(string Column, int[] Rows)> Parents, (int Left, int Count) Own, double PValue)>();
        var counted = new Dictionary<int[], (int Left, int Count)>();
        foreach (var cell in cells.All())
        {
            var own = Count(labels, cell.Rows);
            if (cell.Parents.Count == 1) counted[cell.Rows] = own;
            var wholes = cell.Parents.Count == 1 ? [everyone] : cell.Parents.Select(parent => counted[parent.Rows]);
            tested.Add((cell.Parents, own, PValue(own, wholes)));
        }

        var adjusted = MultipleTests.Adjust(tested.ConvertAll(test => test.PValue), options.Correction);
        var findings = tested
            .Select((test, i) => (test.Parents, test.Own, PValue: adjusted[i]))
            .Where(test => test.PValue <= options.Level && test.Own.Left / (double)test.Own.Count > overall.Value)
            .Select(test => Describe(cells, test.Parents, test.Own, overall.Value, test.PValue))
            .OrderByDescending(finding => finding.ChurnRate.Value).ThenByDescending(finding => finding.Count)
            .ThenBy(finding => string.Join('\0', finding.Conditions.Select(condition => $"{condition.Column}\0{condition.Label}")), StringComparer.Ordinal)
            .Take(options.MostFindings);
        return new RiskySegments(overall, [.. findings], tested.Count);
    }

    // Against the rest of each whole; a segment that leaves less than one of them is no finding, however sure it is.
    private static double PValue((int Left, int Count) own, IEnumerable<(int Left, int Count)> wholes)
    {
        var weakest = 0.0;
        foreach (var whole in wholes)
        {
            var rest = (Left: whole.Left - own.Left, Count: whole.Count - own.Count);
            weakest = Math.Max(weakest, (long)own.Left * rest.Count > (long)rest.Left * own.Count ? SharesTest.PValue(own, rest) : 1);
        }

        return weakest;
    }

    private static RiskySegment Describe(
        SegmentCells cells, IReadOnlyList<(string Column, int[] Rows)> parents, (int Left, int Count) own, double overall, double pValue) => new(
        [.. parents.Select(parent => cells.Condition(parent.Column, parent.Rows))],
        own.Count,
        WilsonInterval.Of(own.Left, own.Count),
        own.Left / (double)own.Count / overall,
        own.Left - (own.Count * overall),
        pValue);

    private static (int Left, int Count) Count(double[] labels, int[] rows)
    {
        var left = 0;
        foreach (var row in rows) left += labels[row] == 1 ? 1 : 0;
        return (left, rows.Length);
    }
}
