using System.Globalization;
using System.Text;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Teams.Cards;

/// <summary>
/// Titles of check boxes and of choices: they have no runs, and clients parse them for Markdown. A mark is broken by a hair space, which
/// Markdown takes for white space and a reader hardly sees; a backslash before it would be seen where a client does not parse.
/// </summary>
internal static class TitleText
{
    private const char Hair = '\u200A';
    private const char Joiner = '\u2060';

    public static string Of(RichText text, CultureInfo culture) => Of(CardText.Plain(text, culture));

    public static string Of(string plain)
    {
        var result = new StringBuilder(plain.Length + 4);
        // Headings, lists, quotes and indented code are made by what a line begins with.
        if (plain.Length > 0 && !char.IsLetter(plain[0])) result.Append(Joiner);
        for (var i = 0; i < plain.Length; i++) Write(result, plain, i);
        return result.ToString();
    }

    private static void Write(StringBuilder result, string plain, int at)
    {
        var mark = plain[at];
        switch (mark)
        {
            // Emphasis and deletion: not where white space stands on both sides.
            case '*' or '~':
            case '_' when !IsInsideWord(plain, at):
                result.Append(Hair).Append(mark).Append(Hair);
                break;
            case ']' or '<' or '&' or '!' or '\\':
                result.Append(mark).Append(Hair);
                break;
            // An address alone would become a link.
            case '/' when at > 0 && plain[at - 1] == ':':
                result.Append(Hair).Append(mark);
                break;
            // Nothing keeps two of these from enclosing code, so a sign that looks like it stands for it.
            case '`':
                result.Append('\u2035');
                break;
            default:
                result.Append(mark);
                break;
        }
    }

    /// <summary>There an underscore is none: names of columns stay as they are.</summary>
    private static bool IsInsideWord(string plain, int at) =>
        at > 0 && at < plain.Length - 1 && char.IsLetterOrDigit(plain[at - 1]) && char.IsLetterOrDigit(plain[at + 1]);
}
