namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>Cells that people and programs write where there is no value.</summary>
internal static class Placeholders
{
    private const int Longest = 24;

    private static readonly HashSet<string> Marks = new(StringComparer.OrdinalIgnoreCase)
    {
        "?", "??", "???", "na", "n/a", "n.a.", "#n/a", "#na", "error", "#error", "null", "(null)", "nil", "nan", "-", "--", "---", ".", "undefined",
        "#value!", "#ref!", "#div/0!", "#name?", "missing", "not available", "k.a.", "tbd", "无", "空", "缺失",
    };

    /// <summary>These may be a level like others ("None" of several offers), so they are told as information.</summary>
    private static readonly HashSet<string> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        "unknown", "none", "unspecified", "not specified", "not known", "unbekannt", "keine angabe", "未知", "不详",
    };

    public static bool IsMark(string cell) => cell.Length <= Longest && Marks.Contains(cell.Trim());

    public static bool IsUnknownLevel(string cell) => cell.Length <= Longest && Levels.Contains(cell.Trim());
}
