using System.Globalization;
using System.Text;

namespace ChurnChatBot.DataScience.Recipes.Code;

/// <summary>Python literals. Names and cells of a file become strings and nothing else, whatever they hold.</summary>
internal static class PythonText
{
    public static string Of(string? text)
    {
        if (text is null) return "None";
        var literal = new StringBuilder("\"");
        foreach (var sign in text)
        {
            if (sign is '"' or '\\') literal.Append('\\').Append(sign);
            else if (char.IsControl(sign) || sign is '\u2028' or '\u2029') literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}");
            else literal.Append(sign);
        }

        return literal.Append('"').ToString();
    }

    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(double? value) => value is { } number ? Of(number) : "None";

    public static string Of(DateTime instant) => $"pd.Timestamp(\"{instant.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}\")";

    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Of))}]";

    public static string Map(IEnumerable<(string Key, string Literal)> pairs) => $"{{{string.Join(", ", pairs.Select(pair => $"{Of(pair.Key)}: {pair.Literal}"))}}}";

    /// <summary>A .NET date format as strptime writes it.</summary>
    public static string DateFormat(string format) => Of(format
        .Replace("'", "", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal)
        .Replace("yyyy", "%Y", StringComparison.Ordinal).Replace("yy", "%y", StringComparison.Ordinal)
        .Replace("MMMM", "%B", StringComparison.Ordinal).Replace("MMM", "%b", StringComparison.Ordinal).Replace("MM", "%m", StringComparison.Ordinal)
        .Replace("dd", "%d", StringComparison.Ordinal).Replace("HH", "%H", StringComparison.Ordinal)
        .Replace("mm", "%M", StringComparison.Ordinal).Replace("ss", "%S", StringComparison.Ordinal));
}
