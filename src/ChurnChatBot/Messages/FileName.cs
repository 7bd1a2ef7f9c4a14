using System.Globalization;
using System.Text;

namespace ChurnChatBot.Messages;

/// <summary>The name of an uploaded file as it is shown and stored beside the content; it never becomes a path.</summary>
internal static class FileName
{
    private const int Longest = 150;

    /// <summary>The last segment, without control characters and marks of direction, shortened in the middle so that the ending stays.</summary>
    public static string Clean(string name)
    {
        var clean = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value is '/' or '\\') clean.Clear();
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format) && rune != Rune.ReplacementChar) clean.Append(rune);
        }
        var last = clean.ToString().Trim().TrimStart('.');
        if (last.Length == 0) return "upload";
        if (last.Length <= Longest) return last;
        var ending = Path.GetExtension(last) is { Length: > 1 and <= 12 } extension ? extension : "";
        var end = Longest - ending.Length - 1;
        if (char.IsHighSurrogate(last[end - 1])) end--;
        return last[..end] + "…" + ending;
    }
}
