namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// Brings inflections of an English word together ("dropping", "dropped", "drops" become "drop"). Light on purpose: it only has to
/// treat the words of the lexicon and of column names alike, so it never needs to return a real word.
/// </summary>
internal static class EnglishStemmer
{
    public static string Stem(string word)
    {
        if (Irregular(word) is { } known) return known;
        if (word.Length < 4 || !char.IsAsciiLetter(word[^1])) return word;
        var stem = WithoutPlural(word);
        if (stem.EndsWith("ing", StringComparison.Ordinal)) stem = Shortened(stem, 3);
        else if (stem.EndsWith("ed", StringComparison.Ordinal) && !stem.EndsWith("eed", StringComparison.Ordinal)) stem = Shortened(stem, 2);
        if (stem.Length > 3 && stem[^1] == 'e') stem = stem[..^1];
        return stem.Length > 2 && stem[^1] == 'y' ? stem[..^1] + "i" : stem;
    }

    private static string? Irregular(string word) => word switch
    {
        "spent" => "spend",
        "paid" => "pay",
        "bought" => "buy",
        "built" => "build",
        "shown" => "show",
        "people" => "people",
        _ => null,
    };

    private static string WithoutPlural(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4) return word[..^3] + "y";
        if (EndsWithAny(word, "sses", "ches", "shes", "xes")) return word[..^2];
        return word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
    }

    private static string Shortened(string word, int ending)
    {
        var stem = word[..^ending];
        if (stem.Length < 2 || !stem.Any(letter => "aeiouy".Contains(letter, StringComparison.Ordinal))) return word;
        if (stem.Length == 2) return stem + "e";
        return stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z' or 'e') ? stem[..^1] : stem;
    }

    private static bool EndsWithAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
