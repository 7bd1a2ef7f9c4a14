using System.Globalization;
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

    /// <summary>One plain text, which may hold names out of the data.</summary>
    public static JsonObject Line(string plain) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(new JsonObject { ["type"] = "TextRun", ["text"] = plain }) };

    public static string Plain(RichText text, CultureInfo culture) =>
        WithoutFunctions(string.Concat(text.Runs.Select(run => ShownText.Isolated(Defused(run.Fact is { } fact ? FactText.Format(fact, culture) : run.Text)))));

    /// <summary>As it may be shown, and with no function of the card's own language in it.</summary>
    public static string Defused(string text) => WithoutFunctions(ShownText.Clean(text));

    private static string WithoutFunctions(string text) =>
        text.Replace("{{", "{\u200B{", StringComparison.Ordinal).Replace("${", "$\u200B{", StringComparison.Ordinal);

    private static JsonObject Run(TextRun run, CultureInfo culture, CardTextStyle style)
    {
        var json = new JsonObject { ["type"] = "TextRun", ["text"] = ShownText.Isolated(Defused(run.Fact is { } fact ? FactText.Format(fact, culture) : run.Text)) };
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
