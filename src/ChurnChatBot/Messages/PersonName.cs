using System.Globalization;
using System.Text;

namespace ChurnChatBot.Messages;

/// <summary>A name that somebody goes by, as it is shown: what they or their directory say it is, in one line.</summary>
internal static class PersonName
{
    public const int Longest = 60;

    /// <summary>Without control characters and marks of direction, at most 60 characters.</summary>
    public static string Clean(string name)
    {
        var clean = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned;
            if (!isHidden && rune != Rune.ReplacementChar) clean.Append(rune);
        }

        var trimmed = clean.ToString().Trim();
        if (trimmed.Length <= Longest) return trimmed;
        var end = char.IsHighSurrogate(trimmed[Longest - 1]) ? Longest - 1 : Longest;
        return trimmed[..end].Trim();
    }
}
