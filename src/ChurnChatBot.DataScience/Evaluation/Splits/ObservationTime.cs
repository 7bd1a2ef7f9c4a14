using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Evaluation.Splits;

/// <summary>
/// A date that says when a row was observed, so that earlier rows may predict later ones. Most dates do not: the day a customer joined, or last bought,
/// is something known of him, however well it tells who leaves. So a date counts only where its name says snapshot, month or the
/// like, or where the file is a panel: the same customers seen at a few shared dates, never twice at one, with churn changing over them.
/// </summary>
/// <param name="Column">The date.</param>
/// <param name="Instants">Distinct instants.</param>
/// <param name="EarlyRate">Churn rate of the earliest third of the rows.</param>
/// <param name="LateRate">Churn rate of the latest third.</param>
internal sealed record ObservationTime(string Column, int Instants, Estimate EarlyRate, Estimate LateRate)
{
    private const int LeastInstants = 3;
    private const int LeastRowsOfInstant = 20;

    public static ObservationTime? Find(Dataset dataset, ChurnQuestion question, string? repeatedCustomer)
    {
        if (dataset.RowCount == 0) return null;
        var labels = question.Labels(dataset);
        return dataset.Columns.OfType<DateColumn>()
            .Where(date => date.Name != question.TargetColumn && IsObservation(date, dataset, labels, repeatedCustomer))
            .Select(date => Describe(date, labels))
            .OrderByDescending(found => SaysObservation(found.Column)).ThenBy(found => found.Column, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static bool IsObservation(DateColumn date, Dataset dataset, double[] labels, string? repeatedCustomer)
    {
        var dated = Dated(date);
        var instants = dated.Select(row => date.Ticks[row]).Distinct().Count();
        // Where a fifth is undated it orders nothing, and each division must hold both outcomes.
        if (instants < LeastInstants || dated.Length < 0.8 * date.Length || TimeSplit.Of(Take(labels, dated), Ticks(date, dated), 1).Folds == 0) return false;
        return SaysObservation(date.Name) || (repeatedCustomer is not null && IsPanel(date, dataset, repeatedCustomer, instants) && OrdersOutcome(date, labels, dated));
    }

    private static bool SaysObservation(string name)
    {
        var words = new ColumnName(name);
        return words.HasAny("snapshot", "observation", "observed", "asof", "reference", "report", "reporting", "period", "cutoff", "extract", "extracted", "scoring", "month", "week", "quarter", "stichtag")
            || words.HasAll("as", "of");
    }

    private static bool IsPanel(DateColumn date, Dataset dataset, string customer, int instants)
    {
        if ((long)instants * LeastRowsOfInstant > date.Length) return false;
        var customers = RowKeys.OfIdentifiers(dataset, customer);
        var seen = new HashSet<(ulong, long)>();
        return Dated(date).All(row => seen.Add((customers[row], date.Ticks[row])));
    }

    // The date as a score: where leavers' dates tend to be later or earlier, the area is not a half.
    private static bool OrdersOutcome(DateColumn date, double[] labels, int[] dated)
    {
        var area = RocAuc.WithInterval(Take(labels, dated), Array.ConvertAll(Ticks(date, dated), ticks => (double)ticks));
        return area.Low > 0.5 || area.High < 0.5;
    }

    private static ObservationTime Describe(DateColumn date, double[] labels)
    {
        var dated = Dated(date);
        var ordered = dated.OrderBy(row => date.Ticks[row]).ToArray();
        var third = Math.Max(1, ordered.Length / 3);
        // Whole instants, so that the order of rows within one does not matter.
        var (early, late) = (date.Ticks[ordered[third - 1]], date.Ticks[ordered[^third]]);
        return new ObservationTime(
            date.Name,
            dated.Select(row => date.Ticks[row]).Distinct().Count(),
            Rate(ordered.Where(row => date.Ticks[row] <= early), labels),
            Rate(ordered.Where(row => date.Ticks[row] >= late), labels));
    }

    private static Estimate Rate(IEnumerable<int> rows, double[] labels)
    {
        var taken = rows.ToList();
        return WilsonInterval.Of(taken.Count(row => labels[row] == 1), taken.Count);
    }

    private static int[] Dated(DateColumn date) => [.. Enumerable.Range(0, date.Length).Where(row => !date.IsMissing(row))];

    private static double[] Take(double[] labels, int[] rows) => Array.ConvertAll(rows, row => labels[row]);

    private static long[] Ticks(DateColumn date, int[] rows) => Array.ConvertAll(rows, row => date.Ticks[row]);
}
