using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering;

namespace ChurnChatBot.Teams.Cards;

/// <summary>
/// Texts of a card. A TextBlock reads Markdown, so what comes from a file or a person could become mark-up in it; the runs of a
/// RichTextBlock are shown as they are. Text functions ({{DATE(...)}}) are defused as well.
/// </summary>
internal static class CardText
{
    public static JsonObject Block(RichText text, CultureInfo culture, CardTextStyle? style = null)
    {
        style ??= new CardTextStyle();
        var inlines = new JsonArray();
        foreach (var run in text.Runs) inlines.Add(Run(run, culture, style));
        // An empty block is refused by some clients.
        if (inlines.Count == 0) inlines.Add(new JsonObject { ["type"] = "TextRun", ["text"] = " " });
        var block = new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = inlines };
        if (style.Spacing is { } spacing) block["spacing"] = spacing;
        if (style.IsRight) block["horizontalAlignment"] = "Right";
        return block;
    }

    public static string Plain(RichText text, CultureInfo culture) => Defused(text.ToPlainText(culture));

    /// <summary>Without marks that turn the direction of what follows, without control characters, and with no function of the card's own language in it.</summary>
    public static string Defused(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in RichTextHtml.WithoutDirectionMarks(text).EnumerateRunes())
            if (rune.Value == '\n' || Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control) clean.Append(rune);
        return clean.Replace("{{", "{\u200B{").Replace("${", "$\u200B{").ToString();
    }

    private static JsonObject Run(TextRun run, CultureInfo culture, CardTextStyle style)
    {
        var json = new JsonObject { ["type"] = "TextRun", ["text"] = Defused(run.Fact is { } fact ? FactText.Format(fact, culture) : run.Text) };
        if (style.IsStrong || run.Style.HasFlag(TextStyle.Strong)) json["weight"] = "Bolder";
        if (run.Style.HasFlag(TextStyle.Code)) json["fontType"] = "Monospace";
        if (run.Style.HasFlag(TextStyle.Emphasis)) json["italic"] = true;
        if (style.IsSubtle) json["isSubtle"] = true;
        if (style.Size is { } size) json["size"] = size;
        if (style.Color is { } color) json["color"] = color;
        return json;
    }
}

internal sealed record CardTextStyle
{
    public bool IsStrong { get; init; }

    public bool IsSubtle { get; init; }

    public bool IsRight { get; init; }

    /// <summary>Small, Medium, Large.</summary>
    public string? Size { get; init; }

    /// <summary>A meaning, not a colour: Good, Attention.</summary>
    public string? Color { get; init; }

    public string? Spacing { get; init; }

    public static CardTextStyle Heading { get; } = new() { IsStrong = true, Size = "Medium" };

    public static CardTextStyle Small { get; } = new() { IsSubtle = true, Size = "Small", Spacing = "Small" };
}
