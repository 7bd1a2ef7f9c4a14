namespace ChurnChatBot.Messages.Writers;

/// <summary>Small turns of phrase that several cards share, so that they read as one voice.</summary>
internal static class Wording
{
    /// <summary>Joins with commas and a last "and": a, b and c.</summary>
    public static RichText Join(IEnumerable<RichText> parts, string last = " and ", string separator = ", ")
    {
        var all = parts.ToArray();
        var joined = RichText.Empty;
        for (var i = 0; i < all.Length; i++)
        {
            if (i > 0) joined = joined.Then(i == all.Length - 1 ? last : separator);
            joined = joined.Then(all[i]);
        }

        return joined;
    }

    public static RichText Names(IEnumerable<string> names, string last = " and ") =>
        Join(names.Select(name => RichText.Of($"{Data.Name(name)}")), last);

    public static RichText Cells(IEnumerable<string> cells) =>
        Join(cells.Select(cell => RichText.Of($"{Data.Name(Shortened(cell))}")), ", ");

    public static RichText Number(int count, string source, string one, string many) =>
        RichText.Of($"{Fact.Count(source, count)}{(RichText)(count == 1 ? " " + one : " " + many)}");

    /// <summary>A cell is shown in part where it is long: cards are for reading, the file is for looking up.</summary>
    public static string Shortened(string cell, int length = 40) => cell.Length <= length ? cell : string.Concat(cell.AsSpan(0, length - 1), "…");

    /// <summary>"+0.012 (0.004 to 0.020)", or that there is nothing to tell apart from chance.</summary>
    public static RichText Gain(string source, DataScience.Evaluation.Estimate gain) => gain.ExcludesZero
        ? RichText.Of($"{Fact.Gain(source, gain)}")
        : RichText.Of($"no measurable difference ({new Fact(source + ".low", gain.Low, FactFormat.Score)} to {new Fact(source + ".high", gain.High, FactFormat.Score)})");

    /// <summary>After a plural subject: "add +0.012 (0.004 to 0.020)", or "make no measurable difference (-0.002 to 0.003)".</summary>
    public static RichText Adds(string source, DataScience.Evaluation.Estimate gain) =>
        RichText.Of($"{(RichText)(gain.ExcludesZero ? "add" : "make")} {Gain(source, gain)}");

    /// <summary>A score with its interval inside parentheses that are there already: "0.861, 0.842 to 0.880".</summary>
    public static RichText Inside(string source, DataScience.Evaluation.Estimate score) =>
        RichText.Of($"{Fact.Score(source, score).Alone}, {new Fact(source + ".low", score.Low, FactFormat.Score)} to {new Fact(source + ".high", score.High, FactFormat.Score)}");

    /// <summary>A small number as the word a person would say.</summary>
    public static string Ordinary(int count) => count switch
    {
        0 => "no",
        1 => "one",
        2 => "two",
        3 => "three",
        4 => "four",
        5 => "five",
        6 => "six",
        7 => "seven",
        8 => "eight",
        9 => "nine",
        10 => "ten",
        11 => "eleven",
        12 => "twelve",
        _ => count.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture),
    };

    public static RichText Sentence(string words) => Capitalised(words) + "…";

    public static string Capitalised(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
