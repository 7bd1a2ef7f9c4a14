using System.Globalization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>
/// Whether a cell means the same before and after a step. Reading "1.50" as the number 1.5 changes no meaning, reading
/// "01.04.2023" as a date does: it settles what was open.
/// </summary>
internal static class CellComparison
{
    /// <summary>A test of one row of both columns, which have the same rows.</summary>
    public static Func<int, bool> Between(Column before, Column after) => (before, after) switch
    {
        (NumericColumn old, NumericColumn now) => row => old[row].Equals(now[row]) || old[row] == now[row],
        (DateColumn old, DateColumn now) => row => old.Ticks[row] == now.Ticks[row],
        (CategoricalColumn old, CategoricalColumn now) => SameLevel(old, now),
        (_, NumericColumn now) => SameReading(before, now, Number, double.NaN),
        (_, DateColumn now) => SameDay(before, now),
        _ => row => before.Format(row) == after.Format(row),
    };

    private static Func<int, bool> SameLevel(CategoricalColumn before, CategoricalColumn after)
    {
        var codeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var code = 0; code < after.Levels.Count; code++) codeOf[after.Levels[code]] = code;
        var translation = before.Levels.Select(level => codeOf.GetValueOrDefault(level, int.MinValue)).ToArray();
        return row => (before.Codes[row] < 0 ? CategoricalColumn.MissingCode : translation[before.Codes[row]]) == after.Codes[row];
    }

    private static Func<int, bool> SameReading(Column before, NumericColumn after, Func<string, double> read, double missing)
    {
        var meant = Cells.Select(before, read, missing);
        return row => before.IsMissing(row) ? after.IsMissing(row) : meant[row].Equals(after[row]) && !double.IsNaN(meant[row]);
    }

    private static Func<int, bool> SameDay(Column before, DateColumn after)
    {
        var meant = Cells.Select(before, Day, DateColumn.MissingTicks);
        return row => before.IsMissing(row) ? after.IsMissing(row) : meant[row] == after.Ticks[row] && meant[row] != DateColumn.MissingTicks;
    }

    private static double Number(string cell) => Cells.TryNumber(cell, out var value) ? value : double.NaN;

    private static long Day(string cell) =>
        DateTime.TryParseExact(cell, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.Ticks
            : DateColumn.MissingTicks;
}
