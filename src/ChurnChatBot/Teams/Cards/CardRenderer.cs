using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Cards;

/// <summary>
/// A message as an Adaptive Card 1.5, the version that Teams draws. On one card where it fits; else in pages, which are turned in place.
/// https://adaptivecards.io/explorer
/// </summary>
internal static class CardRenderer
{
    public static JsonObject Render(ReplyMessage message, CardOptions options)
    {
        var ticked = options.View.Ticked?.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var whole = Card(message.Sections, message, options, ticked);
        if (options.View.Page == 0 && Fits(whole, options)) return whole;
        if (message.Sections.OfType<Toggles>().Any(toggles => toggles.IsEnabled))
            ticked ??= message.Sections.OfType<Toggles>().SelectMany(toggles => toggles.Items).Where(item => item.IsOn).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var pages = PagesOf(message, options);
        var page = Math.Clamp(options.View.Page, 0, pages.Count - 1);
        var card = Card(pages[page], message, options, ticked);
        Turn(card, page, pages.Count, new CardButtons(options, ticked is null ? null : string.Join(',', ticked)));
        return card;
    }

    /// <summary>How many pages the message has as it is drawn for these options.</summary>
    public static int CountPages(ReplyMessage message, CardOptions options) => Fits(Card(message.Sections, message, options, null), options) ? 1 : PagesOf(message, options).Count;

    private static IReadOnlyList<IReadOnlyList<MessageSection>> PagesOf(ReplyMessage message, CardOptions options)
    {
        var sections = Sections(message, options, null);
        return CardPages.Split(message, options, section => [.. sections.Write(section)]);
    }

    private static CardSections Sections(ReplyMessage message, CardOptions options, IReadOnlySet<string>? ticked) =>
        new(options, ticked) { IsHidden = options.IsShared && !message.NamesCustomers };

    private static JsonObject Card(IReadOnlyList<MessageSection> sections, ReplyMessage message, CardOptions options, IReadOnlySet<string>? ticked)
    {
        var writer = Sections(message, options, ticked);
        var body = new JsonArray();
        if (options.IsWorking) body.Add(CardText.Block("Working on it…", options.Culture, new CardTextStyle { IsStrong = true, Color = "Accent" }));
        if (message.IsProblem) body.Add(CardText.Block("⚠ Problem", options.Culture, new CardTextStyle { IsStrong = true, Color = "Attention" }));
        foreach (var element in sections.SelectMany(writer.Write)) body.Add(element);
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["lang"] = "en",
            ["fallbackText"] = CardText.Defused(message.Summary),
            ["body"] = body,
        };
        if (MessageTexts.Tables(message.Sections).Any()) card["msteams"] = new JsonObject { ["width"] = "Full" };
        if (options.RefreshFor.Count > 0 && !options.IsWorking) card["refresh"] = Refresh(options);
        return card;
    }

    private static JsonObject Refresh(CardOptions options) => new()
    {
        ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = "Refresh", ["verb"] = "refresh", ["data"] = new JsonObject { ["message"] = options.MessageId } },
        ["userIds"] = new JsonArray([.. options.RefreshFor.Select(id => (JsonNode)id)]),
    };

    private static void Turn(JsonObject card, int page, int pages, CardButtons buttons)
    {
        var turning = new List<JsonObject>();
        if (page + 1 < pages) turning.Add(buttons.Page(FormattableString.Invariant($"Show more ({page + 2} of {pages})"), page + 1));
        if (page > 0) turning.Add(buttons.Page("Back", page - 1));
        if (turning.Count > 0) card["body"]!.AsArray().Add(CardButtons.Set(turning));
    }

    private static bool Fits(JsonObject card, CardOptions options) => Encoding.UTF8.GetByteCount(card.ToJsonString(ProtocolJson.Options)) <= options.MaxBytes;
}
