using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>
/// Why cells are missing, where another column tells: all rows without TotalCharges have tenure 0. Taken as telling only where few
/// other rows have that cell, for nearly any small group shares some common cell.
/// </summary>
internal static class SharedCell
{
    private const int LeastRows = 3;
    private const int MostColumns = 500;
    private const double MostCommon = 0.2;
    private const int MostTimesAsCommon = 3;

    public static (string Column, string Cell)? Of(ColumnScan scan, ProfileContext context)
    {
        if (scan.Missing < LeastRows || context.Scans.Length > MostColumns) return null;
        var rows = new List<int>(scan.Missing);
        for (var row = 0; row < scan.Rows; row++)
        {
            if (scan.Column.IsMissing(row)) rows.Add(row);
        }

        (string Column, string Cell)? rarest = null;
        var fewest = Math.Min(MostCommon * scan.Rows, MostTimesAsCommon * scan.Missing);
        foreach (var other in context.Inputs.Where(other => other != scan && other.Missing < other.Rows / 2))
        {
            if (Shared(other, rows) is not { } cell || RowsWith(other, rows[0]) > fewest) continue;
            if (RowsWith(other, rows[0]) == fewest && rarest is not null) continue;
            fewest = RowsWith(other, rows[0]);
            rarest = (other.Name, cell);
        }

        return rarest;
    }

    private static string? Shared(ColumnScan other, List<int> rows)
    {
        if (other.Column.Format(rows[0]) is not { } cell) return null;
        foreach (var row in rows)
        {
            if (other.Column.Format(row) != cell) return null;
        }

        return cell;
    }

    private static int RowsWith(ColumnScan scan, int row) => scan.Levels is { } levels
        ? levels.Counts[levels.Codes[row]]
        : CountOfValue(scan, row);

    private static int CountOfValue(ColumnScan scan, int row)
    {
        var value = scan.Column is Data.NumericColumn numbers ? numbers[row] : ColumnScan.Days([((Data.DateColumn)scan.Column).Ticks[row]])[0];
        var at = Array.BinarySearch(scan.Values!.Values, value);
        return at < 0 ? 0 : scan.Values.Counts[at];
    }
}
