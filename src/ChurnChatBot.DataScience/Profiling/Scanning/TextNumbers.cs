using System.Globalization;
using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>
/// Text cells read as numbers once currency signs, thousands separators, percent signs and accountants' parentheses are taken away.
/// Whether "1,234" is a thousand or a little more than one is decided by the whole column: the reading that fits more rows wins.
/// </summary>
internal sealed class TextNumbers
{
    private static readonly string[] CurrencyWords = ["USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RMB", "INR", "AUD", "CAD", "SEK", "NOK", "DKK", "PLN", "BRL", "R$"];

    private static readonly List<string> NoForms = [];

    /// <summary>The number of each level, NaN where it is none. Percentages stay as written: "12 %" is 12.</summary>
    public required double[] Values { get; init; }

    /// <summary>Rows that hold a number.</summary>
    public required int Rows { get; init; }

    /// <summary>'.' or ','.</summary>
    public required char DecimalSign { get; init; }

    /// <summary>What stands around the digits, with rows: "currency €", "thousands separator", "decimal comma", "percent".</summary>
    public required IReadOnlyList<LevelCount> Forms { get; init; }

    public static TextNumbers Of(LevelCounts levels)
    {
        var point = Read(levels, '.');
        if (point.Rows == levels.Total && !point.Forms.Any(form => form.Level == ThousandsForm)) return point;
        var comma = Read(levels, ',');
        return comma.Rows > point.Rows ? comma : point;
    }

    private const string ThousandsForm = "thousands separator";

    /// <summary>With either decimal sign.</summary>
    public static bool IsOne(string cell) => TryRead(cell, '.', out _, out _) || TryRead(cell, ',', out _, out _);

    private static TextNumbers Read(LevelCounts levels, char decimalSign)
    {
        var values = new double[levels.Levels.Length];
        var forms = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = 0;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = double.NaN;
            if (levels.Counts[i] == 0 || !TryRead(levels.Levels[i], decimalSign, out values[i], out var met)) continue;
            rows += levels.Counts[i];
            foreach (var form in met) forms[form] = forms.GetValueOrDefault(form) + levels.Counts[i];
        }

        return new TextNumbers
        {
            Values = values,
            Rows = rows,
            DecimalSign = decimalSign,
            Forms = [.. forms.OrderByDescending(form => form.Value).ThenBy(form => form.Key, StringComparer.Ordinal).Select(form => new LevelCount(form.Key, form.Value))],
        };
    }

    internal static bool TryRead(string cell, char decimalSign, out double value, out List<string> forms)
    {
        forms = NoForms;
        value = double.NaN;
        var text = cell.Trim();
        if (text.Length is 0 or > 40 || !text.AsSpan().ContainsAnyInRange('0', '9')) return false;
        forms = [];
        var negative = TakeSign(ref text);
        text = WithoutCurrency(text, forms);
        negative ^= TakeSign(ref text);
        if (text.EndsWith('%'))
        {
            forms.Add("percent");
            text = text[..^1].TrimEnd();
        }

        if (PlainDigits(text, decimalSign, forms) is not { } plain) return false;
        if (NumberSyntax.Parse(plain, commaAllowed: false, out value, out _) != NumberShape.Finite) return false;
        if (negative) value = -value;
        return true;
    }

    private static bool TakeSign(ref string text)
    {
        if (text.Length > 2 && text[0] == '(' && text[^1] == ')')
        {
            text = text[1..^1].Trim();
            return true;
        }

        if (text.Length == 0 || text[0] is not ('-' or '−' or '+')) return false;
        var negative = text[0] != '+';
        text = text[1..].TrimStart();
        return negative;
    }

    private static string WithoutCurrency(string text, List<string> forms)
    {
        if (text.Length == 0) return text;
        if (char.GetUnicodeCategory(text[0]) == UnicodeCategory.CurrencySymbol) return Found(text[..1], text[1..]);
        if (char.GetUnicodeCategory(text[^1]) == UnicodeCategory.CurrencySymbol) return Found(text[^1..], text[..^1]);
        foreach (var word in CurrencyWords)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return Found(word, text[word.Length..]);
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase)) return Found(word, text[..^word.Length]);
        }

        return text;

        string Found(string sign, string rest)
        {
            forms.Add("currency " + sign);
            return rest.Trim();
        }
    }

    /// <summary>An invariant literal, or null where the groups are not three digits each: "1,23" holds no thousands.</summary>
    private static string? PlainDigits(string text, char decimalSign, List<string> forms)
    {
        var point = text.IndexOf(decimalSign, StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : "." + text[(point + 1)..];
        if (point >= 0 && decimalSign == ',') forms.Add("decimal comma");
        var thousands = decimalSign == '.' ? ',' : '.';
        if (whole.IndexOfAny([thousands, ' ', '\u00A0', '\u202F', '\'', '’']) < 0) return whole + fraction;
        var groups = whole.Split(thousands, ' ', '\u00A0', '\u202F', '\'', '’');
        if (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(group => group.Length != 3) || !groups.All(IsDigits)) return null;
        forms.Add(ThousandsForm);
        return string.Concat(groups) + fraction;
    }

    private static bool IsDigits(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
