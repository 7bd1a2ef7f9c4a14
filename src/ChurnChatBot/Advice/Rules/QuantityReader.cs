using System.Globalization;

namespace ChurnChatBot.Advice.Rules;

/// <summary>Reads what starts with a digit: numbers with thousands, decimals, k, % and ordinals, dates in several orders, times glued to a unit.</summary>
internal static class QuantityReader
{
    private const int LongestNumber = 40;

    public static (DateTime Day, int End)? Date(string text, int position)
    {
        var end = position;
        while (end < text.Length && end - position < 11 && (char.IsAsciiDigit(text[end]) || text[end] is '-' or '.' or '/')) end++;
        while (end > position && !char.IsAsciiDigit(text[end - 1])) end--;
        var part = text[position..end];
        // A stroke stands for month first, as English is mostly written, unless that month cannot be.
        string[] formats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "d.M.yyyy", "d.M.yy", "M/d/yyyy", "d/M/yyyy", "d-M-yyyy"];
        foreach (var format in formats)
        {
            if (DateTime.TryParseExact(part, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return (day, end);
        }

        return null;
    }

    public static int NumberEnd(string text, int position)
    {
        var end = position + (text[position] == '-' ? 1 : 0);
        while (end < text.Length && end - position < LongestNumber)
        {
            var digit = char.IsAsciiDigit(text[end]);
            var thousands = text[end] == ',' && GroupOfThree(text, end + 1) && end - position <= 4 + LongestNumber;
            var point = text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]) && text.IndexOf('.', position, end - position) < 0;
            if (!digit && !thousands && !point) break;
            end++;
        }

        return end;
    }

    /// <summary>The token for digits [start, end) followed by letters up to <paramref name="wordEnd"/>.</summary>
    public static Token Number(string text, int start, int end, int wordEnd)
    {
        var suffix = text[end..wordEnd].ToLowerInvariant();
        var digits = text[start..end];
        if (!double.TryParse(digits, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            return new Token(TokenKind.Word, text[start..wordEnd], start);
        var token = new Token(TokenKind.Number, text[start..wordEnd], start) { Value = value, IsKnown = true };
        if (suffix.Length == 0) return token;
        switch (suffix)
        {
            case "st" or "nd" or "rd" or "th" when value is > 0 and < 1000 && value == Math.Floor(value):
                token.Ordinal = (int)value;
                return token;
            case "k":
                token.Value = value * 1000;
                return token;
            default:
                // An identifier that starts with digits ("7590-VHVEG"), or a time glued to its unit ("90s"), told apart by the lexicon's units.
                return new Token(TokenKind.Word, text[start..wordEnd], start) { Value = value };
        }
    }

    public static string Invariant(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static bool GroupOfThree(string text, int position)
    {
        if (position + 3 > text.Length) return false;
        for (var i = position; i < position + 3; i++)
        {
            if (!char.IsAsciiDigit(text[i])) return false;
        }

        return position + 3 == text.Length || !char.IsAsciiDigit(text[position + 3]);
    }
}
