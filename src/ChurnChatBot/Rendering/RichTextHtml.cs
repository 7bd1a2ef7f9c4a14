using System.Globalization;
using System.Text;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering;

/// <summary>
/// Rich text as HTML: styles become elements, figures are written in the reader's culture, and text that runs from right to left, or
/// that carries marks which turn its surroundings around, is isolated so that a name out of a file cannot rearrange the sentence.
/// </summary>
internal static class RichTextHtml
{
    public static void Write(HtmlWriter html, RichText text, CultureInfo culture)
    {
        foreach (var run in text.Runs) WriteRun(html, run, culture);
    }

    private static void WriteRun(HtmlWriter html, TextRun run, CultureInfo culture)
    {
        if (run.Style.HasFlag(TextStyle.Strong))
        {
            using (html.Open("strong")) WriteRun(html, run with { Style = run.Style & ~TextStyle.Strong }, culture);
        }
        else if (run.Style.HasFlag(TextStyle.Emphasis))
        {
            using (html.Open("em")) WriteRun(html, run with { Style = run.Style & ~TextStyle.Emphasis }, culture);
        }
        else if (run.Style.HasFlag(TextStyle.Code))
        {
            using (html.Open("code")) WritePlain(html, run, culture);
        }
        else WritePlain(html, run, culture);
    }

    private static void WritePlain(HtmlWriter html, TextRun run, CultureInfo culture)
    {
        if (run.Fact is { } fact)
        {
            using (html.Open("span", ("class", "fact"), ("data-source", fact.Source))) html.Text(FactText.Format(fact, culture));
        }
        else if (CanTurnDirection(run.Text)) html.Element("bdi", run.Text);
        else html.Text(run.Text);
    }

    /// <summary>Hebrew, Arabic and their neighbours, and the invisible marks of direction.</summary>
    public static bool CanTurnDirection(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
                or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EEFF)) return true;
            if (IsDirectionMark(rune)) return true;
        }
        return false;
    }

    /// <summary>Text for a place without elements (a chart, an attribute), where marks of direction cannot be isolated: they are left out.</summary>
    public static string WithoutDirectionMarks(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsDirectionMark(rune)) kept.Append(rune);
        }
        return kept.ToString();
    }

    private static bool IsDirectionMark(Rune rune) =>
        rune.Value is 0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
