namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>
/// When two levels of one column mean one thing. A merge is only proposed, but a wrong proposal costs trust, so each rule is narrow.
/// </summary>
internal static class VariantRules
{
    private static readonly char[] Separators = [' ', '-', '_', '.', '/', '(', ')', ','];
    private static readonly string[] SmallWords = ["of", "the", "and", "on", "in", "de", "la", "und", "der"];

    /// <summary>A level that begins with one of these is no longer name of what follows it: "No phone service" is no variant of "No".</summary>
    private static readonly string[] Judging =
        ["no", "yes", "not", "non", "plus", "pro", "premium", "basic", "standard", "gold", "silver", "platinum", "new", "old", "other", "others", "one", "two", "three", "high", "low", "very", "part", "full", "semi", "north", "south", "east", "west", "city", "county", "self"];

    public static string[] WordsOf(string level) => level.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>"CC" for Credit Card, "COD" for Cash on Delivery: two to five capitals that are the first letters of at least two words.</summary>
    public static bool IsInitials(string level, string[] words)
    {
        var letters = level.Replace(".", "", StringComparison.Ordinal).Trim();
        if (letters.Length is < 2 or > 5 || !letters.All(char.IsAsciiLetterUpper) || words.Length < 2) return false;
        var lower = letters.ToLowerInvariant();
        return Initials(words) == lower || Initials([.. words.Where(word => !SmallWords.Contains(word))]) == lower;
    }

    /// <summary>"FRA" for France, "Fem" for Female: one to four letters with which exactly the other begins.</summary>
    public static bool IsAbbreviation(string level, string other)
    {
        var letters = level.Trim().TrimEnd('.');
        return letters.Length is >= 1 and <= 4 && other.Length >= letters.Length + 2 && letters.All(char.IsAsciiLetter)
            && !other.Contains(' ', StringComparison.Ordinal) && char.IsUpper(letters[0])
            && other.StartsWith(letters, StringComparison.OrdinalIgnoreCase) && (letters.Length is 1 or 3 || level.TrimEnd().EndsWith('.'));
    }

    /// <summary>"Fiber" and "Fiber optic": one is the first whole words of the other, and no word judges.</summary>
    public static bool IsShortened(string[] words, string[] otherWords) =>
        words.Length > 0 && otherWords.Length > words.Length && words.Length + 2 >= otherWords.Length
        && words.SequenceEqual(otherWords.Take(words.Length))
        && string.Concat(words).Length >= 4 && !string.Concat(otherWords).Any(char.IsDigit)
        && !otherWords.Any(word => Judging.Contains(word));

    private static string Initials(string[] words) => string.Concat(words.Select(word => word[0]));
}
