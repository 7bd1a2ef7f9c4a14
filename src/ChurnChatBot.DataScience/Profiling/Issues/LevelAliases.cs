using System.Globalization;
using System.Text;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>Well-known ways to write one thing, as they stand in customer files: countries with their adjectives and codes, places, devices, ways to pay.</summary>
internal static class LevelAliases
{
    private static readonly string[][] Groups =
    [
        ["france", "french", "fra", "fr"], ["germany", "german", "deutschland", "deu", "ger", "de"], ["spain", "spanish", "espana", "esp", "es"],
        ["italy", "italian", "italia", "ita", "it"], ["united kingdom", "uk", "great britain", "gbr", "gb", "british", "england"],
        ["united states", "united states of america", "usa", "us", "america"], ["china", "chinese", "chn", "cn", "中国"], ["japan", "japanese", "jpn", "jp"],
        ["india", "indian", "ind"], ["netherlands", "the netherlands", "holland", "dutch", "nld", "nl"], ["switzerland", "swiss", "schweiz", "che", "ch"],
        ["austria", "austrian", "osterreich", "aut", "at"], ["belgium", "belgian", "bel", "be"], ["poland", "polish", "polska", "pol", "pl"], ["brazil", "brazilian", "brasil", "bra", "br"],
        ["mexico", "mexican", "mex", "mx"], ["canada", "canadian", "can"], ["australia", "australian", "aus"], ["portugal", "portuguese", "prt", "pt"], ["sweden", "swedish", "swe", "se"],
        ["new york", "new york city", "nyc"], ["los angeles", "la"], ["san francisco", "sf", "san fran"], ["munich", "munchen", "muenchen"], ["cologne", "koln", "koeln"],
        ["hanover", "hannover"], ["nuremberg", "nurnberg", "nuernberg"], ["vienna", "wien"], ["beijing", "peking", "北京", "北京市"], ["shanghai", "上海", "上海市"],
        ["phone", "mobile phone", "mobile", "cell phone", "smartphone"], ["computer", "pc", "desktop", "desktop computer"],
        ["credit card", "cc"], ["debit card", "dc"], ["cash on delivery", "cod"], ["e wallet", "digital wallet"],
        ["email", "electronic mail"], ["male", "m", "man", "männlich", "男"], ["female", "f", "woman", "weiblich", "女"], ["yes", "y", "true", "是"], ["no", "n", "false", "否"],
    ];

    private static readonly Dictionary<string, int> GroupOf = Groups
        .SelectMany((group, i) => group.Select(alias => (Key: Normalized(alias), Group: i)))
        .ToDictionary(alias => alias.Key, alias => alias.Group, StringComparer.Ordinal);

    /// <summary>Whether two normalised levels are known names of one thing.</summary>
    public static bool AreOne(string first, string second) =>
        GroupOf.TryGetValue(first, out var group) && GroupOf.TryGetValue(second, out var other) && group == other;

    /// <summary>
    /// Lower case, compatibility forms unified, accents, punctuation and blanks taken away; a plus or a comparison sign stays, for "50+"
    /// is not "50" and "&lt;40" not "40". Empty where nothing is left.
    /// </summary>
    public static string Normalized(string level)
    {
        var text = new StringBuilder(level.Length);
        foreach (var sign in level.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(sign) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsLetterOrDigit(sign) || char.GetUnicodeCategory(sign) is UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol) text.Append(sign);
        }

        return text.ToString();
    }
}
