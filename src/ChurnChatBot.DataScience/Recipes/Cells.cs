using System.Globalization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>
/// Cell-wise changes of columns that hold levels or text, deciding each distinct level once: a million rows of twelve cities are
/// twelve decisions.
/// </summary>
internal static class Cells
{
    public static bool AreWords(Column column) => column is CategoricalColumn or TextColumn;

    /// <summary>Each cell through <paramref name="change"/>, null making it missing; a column of numbers or dates is returned as it is.</summary>
    public static Column Change(Column column, Func<string, string?> change) => column switch
    {
        CategoricalColumn categories => ChangeLevels(categories, change),
        TextColumn text => new TextColumn(text.Name, ChangeTexts(text, change)),
        _ => column,
    };

    /// <summary>One value a row from the cell's text, computed once a distinct cell; <paramref name="missing"/> where there is none.</summary>
    public static T[] Select<T>(Column column, Func<string, T> select, T missing)
    {
        var values = new T[column.Length];
        if (column is CategoricalColumn categories)
        {
            var ofLevel = categories.Levels.Select(select).ToArray();
            for (var row = 0; row < values.Length; row++) values[row] = categories.Codes[row] < 0 ? missing : ofLevel[categories.Codes[row]];
            return values;
        }

        var known = new Dictionary<string, T>(StringComparer.Ordinal);
        for (var row = 0; row < values.Length; row++)
        {
            if (column.Format(row) is not { } cell) values[row] = missing;
            else if (known.TryGetValue(cell, out var value)) values[row] = value;
            else known.Add(cell, values[row] = select(cell));
        }

        return values;
    }

    /// <summary>How many rows have each level, missing cells left out.</summary>
    public static Dictionary<string, int> Count(Column column)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        if (column is CategoricalColumn categories)
        {
            var ofCode = new int[categories.Levels.Count];
            foreach (var code in categories.Codes)
            {
                if (code >= 0) ofCode[code]++;
            }

            for (var code = 0; code < ofCode.Length; code++)
            {
                if (ofCode[code] > 0) counts[categories.Levels[code]] = counts.GetValueOrDefault(categories.Levels[code]) + ofCode[code];
            }

            return counts;
        }

        for (var row = 0; row < column.Length; row++)
        {
            if (column.Format(row) is { } cell) counts[cell] = counts.GetValueOrDefault(cell) + 1;
        }

        return counts;
    }

    public static bool TryNumber(string cell, out double value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static CategoricalColumn ChangeLevels(CategoricalColumn column, Func<string, string?> change)
    {
        var codeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var translation = new int[column.Levels.Count];
        for (var code = 0; code < translation.Length; code++)
        {
            if (change(column.Levels[code]) is not { Length: > 0 } level) translation[code] = CategoricalColumn.MissingCode;
            else if (codeOf.TryGetValue(level, out var known)) translation[code] = known;
            else codeOf.Add(level, translation[code] = codeOf.Count);
        }

        var codes = new int[column.Length];
        for (var row = 0; row < codes.Length; row++)
            codes[row] = column.Codes[row] < 0 ? CategoricalColumn.MissingCode : translation[column.Codes[row]];
        return new CategoricalColumn(column.Name, codes, [.. codeOf.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
    }

    private static string?[] ChangeTexts(TextColumn column, Func<string, string?> change)
    {
        var cells = new string?[column.Length];
        for (var row = 0; row < cells.Length; row++)
            cells[row] = column.Cells[row] is { } cell && change(cell) is { Length: > 0 } changed ? changed : null;
        return cells;
    }
}
