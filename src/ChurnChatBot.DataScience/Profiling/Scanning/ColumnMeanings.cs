using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>What a column means, from its values and, where they leave it open, its name.</summary>
internal static class ColumnMeanings
{
    /// <summary>Fewer rows than this cannot show that a column identifies anything by being unique.</summary>
    private const int LeastRowsForUnique = 20;
    private const int MostCodedLevels = 50;

    private static readonly string[] KeyWords = ["id", "ids", "key", "number", "num", "nr", "no", "code", "uuid", "guid", "identifier", "编号", "号码"];

    private static readonly string[] Entities =
        ["customer", "client", "user", "account", "member", "subscriber", "cust", "kunden", "kunde", "person", "policy", "contract", "row", "record", "msisdn", "phone", "card", "order"];

    private static readonly string[] CodeWords = ["code", "zip", "plz", "postal", "postcode", "cluster", "segment", "region"];

    public static ColumnMeaning Of(ColumnScan scan, ChurnQuestion? question)
    {
        if (scan.Name == question?.TargetColumn) return ColumnMeaning.Outcome;
        if (scan.Name == question?.IdentifierColumn) return ColumnMeaning.Identifier;
        if (scan.Distinct <= 1) return ColumnMeaning.Constant;
        if (scan.Column.Kind == ColumnKind.Date || scan.Dates is not null) return ColumnMeaning.Date;
        if (IsIdentifier(scan)) return ColumnMeaning.Identifier;
        if (scan.Distinct == 2) return ColumnMeaning.Flag;
        if (scan.Column.Kind == ColumnKind.Numeric)
            return IsCoded(scan) ? ColumnMeaning.Category : ColumnMeaning.Measure;
        if (scan.Numbers is not null) return ColumnMeaning.Measure;
        return IsProse(scan.Levels!) ? ColumnMeaning.FreeText : ColumnMeaning.Category;
    }

    /// <summary>The column that names the customer: by an entity's key first, then any key, then the most distinct. Null where none identifies.</summary>
    public static ColumnScan? Identifier(IEnumerable<ColumnScan> scans) => scans
        .Where(scan => scan.Meaning == ColumnMeaning.Identifier)
        .OrderByDescending(scan => KeyStrength(scan.Words))
        .ThenByDescending(scan => scan.Distinctness)
        .FirstOrDefault();

    /// <summary>2 for "customer_id" and "CLIENTNUM", 1 for "id" and "code", else 0.</summary>
    public static int KeyStrength(string[] words)
    {
        if (words.Length == 0) return 0;
        var joined = string.Concat(words);
        if (joined is "客户编号" or "用户编号" or "客户id" or "用户id") return 2;
        if (words.Length <= 3 && Entities.Any(entity => KeyWords.Any(key => joined.EndsWith(entity + key, StringComparison.Ordinal)))) return 2;
        return KeyWords.Contains(words[^1]) ? 1 : 0;
    }

    private static bool IsIdentifier(ColumnScan scan)
    {
        var strength = KeyStrength(scan.Words);
        if (scan.Column is NumericColumn) return IsIdentifierNumber(scan, strength);
        if (scan.Numbers is not null || IsProse(scan.Levels!)) return false;
        return scan.Distinctness >= (strength switch { 2 => 0.05, 1 => 0.5, _ => 0.95 })
            && scan.Distinct >= LeastRowsForUnique && scan.Distinct > scan.Rows / 100
            && (strength > 0 || HasDigitsOrIsUnique(scan));
    }

    /// <summary>Whole numbers, nearly unique, and named as a key or running on without gaps like row numbers.</summary>
    private static bool IsIdentifierNumber(ColumnScan scan, int strength)
    {
        var values = scan.Values!.Values;
        if (scan.Distinct < LeastRowsForUnique || values.Any(value => value != Math.Floor(value))) return false;
        if (strength == 2) return scan.Distinctness >= 0.05;
        if (scan.Distinctness < 0.95) return false;
        return strength == 1 || (scan.Distinct == scan.Rows && values[^1] - values[0] + 1 <= 1.05 * scan.Rows);
    }

    private static bool HasDigitsOrIsUnique(ColumnScan scan) =>
        scan.Distinct == scan.Present || scan.Levels!.Levels.Take(200).Count(level => level.AsSpan().ContainsAnyInRange('0', '9')) >= 100;

    private static bool IsCoded(ColumnScan scan) =>
        scan.Distinct <= MostCodedLevels && scan.Words.Any(word => CodeWords.Contains(word)) && scan.Values!.Values.All(value => value == Math.Floor(value));

    /// <summary>Sentences: mostly different, and long or of several words.</summary>
    private static bool IsProse(LevelCounts levels)
    {
        if (levels.Distinct < LeastRowsForUnique || levels.Distinct < 0.2 * levels.Total) return false;
        var looked = levels.Levels.Where((_, i) => levels.Counts[i] > 0).Take(500).ToArray();
        return looked.Average(level => level.Count(letter => letter == ' ')) >= 3 || looked.Average(level => level.Length) >= 60;
    }
}
