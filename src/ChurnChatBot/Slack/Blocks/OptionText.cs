using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// The words at a check box or a choice. Slack takes a line of 75 characters and another of 75 below it. What is longer is told above, by its number,
/// and stands at the box in short.
/// https://docs.slack.dev/reference/block-kit/composition-objects/option-object
/// </summary>
/// <param name="Title">What stands at the box.</param>
/// <param name="Description">What stands below it, where there is something.</param>
/// <param name="Told">What stands above all boxes because the box has no room for it; null where it has.</param>
internal sealed record OptionText(string Title, string? Description, RichText? Told)
{
    private const int Longest = 75;

    /// <summary>With room for the number before it.</summary>
    private const int LongestTitle = Longest - 6;

    private const int LongestValue = 75;

    /// <summary>How much of a title at least stands before the words that go to the second line.</summary>
    private const int LeastTitle = 20;

    private static readonly string[] Pauses = [" (", ", ", ": ", "; ", " "];

    public static OptionText Of(RichText text, RichText? detail, System.Globalization.CultureInfo culture)
    {
        var plain = BlockText.NotEmpty(BlockText.Plain(text, culture).Trim());
        var below = detail is null ? null : BlockText.Plain(detail, culture);
        if (plain.Length <= LongestTitle) return below is null or { Length: > 0 and <= Longest } ? new OptionText(plain, below, null) : new OptionText(plain, null, detail);
        if (detail is null && InTwo(plain) is var (first, second)) return new OptionText(first, second, null);
        return new OptionText(BlockText.Shortened(plain, LongestTitle), null, detail is null ? text : text.Then(" ").Then(detail));
    }

    /// <summary>What is sent back for an option: its id, or where that is too long, a mark of it.</summary>
    public static string ValueOf(string id) => id.Length is > 0 and <= LongestValue
        ? id
        : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));

    /// <param name="number">Before the title, where the option is told above by its number.</param>
    public JsonObject ToOption(string id, int? number)
    {
        var option = new JsonObject
        {
            ["text"] = BlockText.PlainText(number is { } n ? FormattableString.Invariant($"{n}. {Title}") : Title),
            ["value"] = ValueOf(id),
        };
        if (Description is { Length: > 0 }) option["description"] = BlockText.PlainText(Description);
        return option;
    }

    /// <summary>Where a reader would pause, so that both lines read on their own; null where neither would hold the rest.</summary>
    private static (string First, string Second)? InTwo(string plain)
    {
        // What is isolated by marks of direction does not go on on another line.
        if (plain.Length > LongestTitle + Longest || plain.Contains('\u2068')) return null;
        foreach (var pause in Pauses)
        {
            var at = plain.LastIndexOf(pause, LongestTitle - 1, StringComparison.Ordinal);
            var end = at + pause.TrimEnd().Length;
            if (at >= LeastTitle && plain.Length - end <= Longest) return pause == " (" ? (plain[..at], plain[(at + 1)..]) : (plain[..end].TrimEnd(), plain[end..].TrimStart());
        }

        return null;
    }
}
