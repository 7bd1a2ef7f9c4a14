using System.Text;

namespace ChurnChatBot.Rendering;

/// <summary>Text of files and people as a chat may show it: in one line, and without what would rearrange the words around it.</summary>
internal static class ShownText
{
    /// <summary>Without marks that turn the direction of what follows, and without control characters.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in RichTextHtml.WithoutDirectionMarks(text).EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r' or '\t') clean.Append(' ');
            else if (!Rune.IsControl(rune)) clean.Append(rune);
        }

        return clean.ToString();
    }

    /// <summary>What reads from right to left does not rearrange the sentence around it.</summary>
    public static string Isolated(string text) => RichTextHtml.CanTurnDirection(text) ? $"\u2068{text}\u2069" : text;
}
