using System.Globalization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Projects.Questions;

/// <summary>Narrows a dataset to the rows that a question is about.</summary>
internal static class RowFilters
{
    public static int[] Apply(Dataset dataset, IReadOnlyList<RowFilter> filters)
    {
        var tests = filters.Select(filter => Test(dataset[filter.Column], filter)).ToArray();
        return [.. Enumerable.Range(0, dataset.RowCount).Where(row => Array.TrueForAll(tests, test => test(row)))];
    }

    /// <summary>The filter as a person would read it.</summary>
    public static string Words(RowFilter filter) => filter.Comparison switch
    {
        FilterComparison.Equal => $"{filter.Column} = {filter.Value}",
        FilterComparison.NotEqual => $"{filter.Column} other than {filter.Value}",
        FilterComparison.Less => $"{filter.Column} below {filter.Value}",
        FilterComparison.LessOrEqual => $"{filter.Column} at most {filter.Value}",
        FilterComparison.Greater => $"{filter.Column} above {filter.Value}",
        FilterComparison.GreaterOrEqual => $"{filter.Column} at least {filter.Value}",
        _ => $"{filter.Column} missing",
    };

    private static Func<int, bool> Test(Column column, RowFilter filter)
    {
        if (filter.Comparison == FilterComparison.Missing) return column.IsMissing;
        var value = filter.Value ?? "";
        return filter.Comparison switch
        {
            FilterComparison.Equal => row => SameCell(column, row, value),
            FilterComparison.NotEqual => row => !column.IsMissing(row) && !SameCell(column, row, value),
            _ => Ordered(column, filter.Comparison, value),
        };
    }

    private static bool SameCell(Column column, int row, string value) =>
        column is NumericColumn numbers && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? numbers[row] == number
            : string.Equals(column.Format(row), value, StringComparison.OrdinalIgnoreCase);

    private static Func<int, bool> Ordered(Column column, FilterComparison comparison, string value)
    {
        Func<int, double> position;
        double bound;
        if (column is NumericColumn numbers && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out bound))
            position = row => numbers[row];
        else if (column is DateColumn dates && DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            (position, bound) = (row => dates.IsMissing(row) ? double.NaN : dates.Ticks[row], day.Ticks);
        else
            return _ => false;
        return comparison switch
        {
            FilterComparison.Less => row => position(row) < bound,
            FilterComparison.LessOrEqual => row => position(row) <= bound,
            FilterComparison.Greater => row => position(row) > bound,
            _ => row => position(row) >= bound,
        };
    }
}
