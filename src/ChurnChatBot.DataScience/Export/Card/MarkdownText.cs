using System.Text;

namespace ChurnChatBot.DataScience.Export.Card;

/// <summary>
/// Text out of files and of people as Markdown (CommonMark with GitHub's tables). It always stands in a code span, in which nothing is
/// mark-up, no link and no HTML, whatever it holds.
/// </summary>
internal static class MarkdownText
{
    private const int MaxLength = 200;

    public static string Code(string text)
    {
        var shown = Plain(text);
        if (shown.Length == 0) return "*(empty)*";
        // A fence longer than any run of backticks inside; blanks keep one at the edge apart from it.
        var fence = new string('`', LongestRun(shown) + 1);
        var edge = shown[0] is '`' or ' ' || shown[^1] is '`' or ' ' ? " " : "";
        return string.Concat(fence, edge, shown, edge, fence);
    }

    /// <summary>In a table a bar ends the cell even in a code span, unless it is escaped.</summary>
    public static string Cell(string text) => Code(text).Replace("|", "\\|", StringComparison.Ordinal);

    // One line without characters that do not show or that turn the direction of what follows.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, MaxLength + 1));
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= MaxLength)
            {
                plain.Append('…');
                break;
            }

            var category = Rune.GetUnicodeCategory(rune);
            var isHidden = category is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator;
            plain.Append(isHidden ? " " : rune.ToString());
        }

        return plain.ToString().Trim();
    }

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (var sign in text)
        {
            run = sign == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
