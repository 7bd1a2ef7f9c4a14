using System.Globalization;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>
/// How wide text will be, without a font at hand: character classes measured on Helvetica-like faces, widened by a tenth, so that a
/// label laid out by it also fits in the wider of the usual system fonts.
/// </summary>
internal static class TextWidth
{
    private const double Margin = 1.1;

    /// <returns>Width in the unit of <paramref name="fontSize"/>.</returns>
    public static double Of(string text, double fontSize)
    {
        var ems = 0.0;
        foreach (var rune in text.EnumerateRunes()) ems += Ems(rune.Value);
        return ems * fontSize * Margin;
    }

    /// <summary>The text as it is where it fits, otherwise its beginning and an ellipsis. Never cuts a grapheme in two.</summary>
    public static string Fit(string text, double width, double fontSize)
    {
        if (Of(text, fontSize) <= width) return text;
        var room = width - Of("…", fontSize);
        var elements = StringInfo.GetTextElementEnumerator(text);
        var end = 0;
        while (elements.MoveNext())
        {
            var next = elements.ElementIndex + elements.GetTextElement().Length;
            if (Of(text[..next], fontSize) > room) break;
            end = next;
        }
        return text[..end].TrimEnd() + "…";
    }

    private static double Ems(int rune) => rune switch
    {
        'i' or 'j' or 'l' or '\'' or '|' or '.' or ',' or ':' or ';' or '!' => 0.27,
        ' ' or 'f' or 't' or 'I' or 'r' or '(' or ')' or '[' or ']' or '/' or '-' => 0.34,
        'm' or 'M' or 'W' or '%' or '@' or '…' => 0.92,
        'w' => 0.72,
        >= '0' and <= '9' => 0.556,
        >= 'A' and <= 'Z' => 0.69,
        < 0x250 => 0.556,
        >= 0x1100 => 1.0,
        _ => 0.65,
    };
}
