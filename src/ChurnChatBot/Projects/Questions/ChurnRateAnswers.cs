using System.Globalization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Projects.Questions;

/// <summary>Counts who left by the values of a column. Numbers and dates with many values are cut at their quintiles.</summary>
internal static class ChurnRateAnswers
{
    /// <summary>Smaller groups say more about chance than about customers, and in a channel they say too much about persons.</summary>
    public const int SmallestGroup = 20;
    private const int DistinctNumbersAsCategories = 12;
    private const int Ranges = 5;

    public static ChurnRates Count(Dataset dataset, ChurnQuestion question, string column, IReadOnlyList<RowFilter> filters)
    {
        var narrowed = dataset.TakeRows(RowFilters.Apply(dataset, filters));
        narrowed = narrowed.TakeRows(question.LabelledRows(narrowed));
        var labels = question.Labels(narrowed);
        var (groupOf, names, isOrdered) = Groups(narrowed[column]);
        var customers = new int[names.Count];
        var left = new int[names.Count];
        for (var row = 0; row < groupOf.Length; row++)
        {
            if (groupOf[row] < 0) continue;
            customers[groupOf[row]]++;
            left[groupOf[row]] += (int)labels[row];
        }

        var all = Enumerable.Range(0, names.Count).Where(group => customers[group] > 0)
            .Select(group => new ChurnGroup(names[group], customers[group], left[group], WilsonInterval.Of(left[group], customers[group])))
            .ToArray();
        var large = all.Where(group => group.Customers >= SmallestGroup);
        return new ChurnRates(
            column,
            labels.Length == 0 ? new Estimate(double.NaN, double.NaN, double.NaN) : WilsonInterval.Of((int)labels.Sum(), labels.Length),
            [.. isOrdered ? large : large.OrderByDescending(group => group.Rate.Value).ThenBy(group => group.Value, StringComparer.Ordinal)],
            all.Count(group => group.Customers < SmallestGroup),
            SmallestGroup,
            filters.Count == 0 ? null : string.Join(", ", filters.Select(Words)));
    }

    private static (int[] GroupOf, IReadOnlyList<string> Names, bool IsOrdered) Groups(Column column)
    {
        if (column is NumericColumn numbers && numbers.Values.ToArray().Where(double.IsFinite).Distinct().Take(DistinctNumbersAsCategories + 1).Count() > DistinctNumbersAsCategories)
            return Cut(numbers.Values.ToArray(), value => value.ToString("0.###", CultureInfo.InvariantCulture));
        if (column is DateColumn dates)
        {
            double[] ticks = [.. dates.Ticks.ToArray().Select(tick => tick == DateColumn.MissingTicks ? double.NaN : tick)];
            return Cut(ticks, tick => new DateTime((long)tick, DateTimeKind.Unspecified).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        var cells = new string[column.Length];
        for (var row = 0; row < cells.Length; row++) cells[row] = column.Format(row) ?? "(missing)";
        var names = cells.Distinct(StringComparer.Ordinal).ToList();
        var index = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        return ([.. cells.Select(cell => index[cell])], names, false);
    }

    private static (int[] GroupOf, IReadOnlyList<string> Names, bool IsOrdered) Cut(double[] values, Func<double, string> name)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        double[] edges = [.. Enumerable.Range(1, Ranges - 1).Select(i => sorted[Math.Min(sorted.Length - 1, i * sorted.Length / Ranges)]).Distinct()];
        var groupOf = new int[values.Length];
        var low = Enumerable.Repeat(double.PositiveInfinity, edges.Length + 1).ToArray();
        var high = Enumerable.Repeat(double.NegativeInfinity, edges.Length + 1).ToArray();
        for (var row = 0; row < values.Length; row++)
        {
            groupOf[row] = double.IsNaN(values[row]) ? edges.Length + 1 : edges.Count(edge => values[row] >= edge);
            if (groupOf[row] > edges.Length) continue;
            low[groupOf[row]] = Math.Min(low[groupOf[row]], values[row]);
            high[groupOf[row]] = Math.Max(high[groupOf[row]], values[row]);
        }

        var names = low.Zip(high, (from, to) => !double.IsFinite(from) ? "" : from == to ? name(from) : $"{name(from)} to {name(to)}").Append("(missing)");
        return (groupOf, [.. names], true);
    }

    private static string Words(RowFilter filter) => filter.Comparison switch
    {
        FilterComparison.Equal => $"{filter.Column} = {filter.Value}",
        FilterComparison.NotEqual => $"{filter.Column} other than {filter.Value}",
        FilterComparison.Less => $"{filter.Column} below {filter.Value}",
        FilterComparison.LessOrEqual => $"{filter.Column} at most {filter.Value}",
        FilterComparison.Greater => $"{filter.Column} above {filter.Value}",
        FilterComparison.GreaterOrEqual => $"{filter.Column} at least {filter.Value}",
        _ => $"{filter.Column} missing",
    };
}
