using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Pages;

namespace ChurnChatBot.Teams.Cards;

/// <summary>
/// A message as an Adaptive Card 1.5, the version that Teams draws. On one card where it fits; else in pages, which are turned in place.
/// https://adaptivecards.io/explorer
/// </summary>
internal static class CardRenderer
{
    /// <summary>For the sentences that a card has only in some states, and for longer numbers.</summary>
    private const int Reserve = 400;

    private const int MostPages = 10_000;
    private const int LongestTitle = 40;

    /// <summary>The largest part that is not divided further, and the longest piece of a text, as they are drawn.</summary>
    private const int MostPartBytes = 2_500;

    private const int MostPieceBytes = 1_500;

    public static JsonObject Render(ReplyMessage message, CardOptions options)
    {
        var ticked = options.View.Ticked?.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        if (IsOneCard(message, options)) return Card(message.Sections, message, options, ticked);
        var pages = PagesOf(message, options);
        var page = Math.Clamp(options.View.Page, 0, pages.Count - 1);
        var card = Card(pages[page], message, options, ticked, isPage: true);
        if (!options.IsWorking) Turn(card, page, page + 1 < pages.Count ? TitleOf(pages[page + 1], options) : "", pages.Count, new CardButtons(options, TickedItems.Write(message, ticked)));
        return card;
    }

    /// <summary>How many pages the message has as it is drawn for these options.</summary>
    public static int CountPages(ReplyMessage message, CardOptions options) => IsOneCard(message, options) ? 1 : PagesOf(message, options).Count;

    private static IReadOnlyList<IReadOnlyList<MessageSection>> PagesOf(ReplyMessage message, CardOptions options)
    {
        options = Pressable(options);
        var sections = Sections(message, options, null, isPage: true);
        var around = Card(MessagePages.Repeated(message), message, options, null, isPage: true);
        Turn(around, MostPages - 2, new string('M', LongestTitle), MostPages, new CardButtons(options, TickedItems.Write(message, null)));
        return new MessagePages(new PageRules
        {
            Room = new PageSize(options.MaxBytes - CardSize.Of(around) - Reserve),
            MostPart = new PageSize(MostPartBytes),
            MostPiece = MostPieceBytes,
            SizeOf = section => new PageSize(CardSize.Of(sections.Write(section))),
            LengthOf = run => CardSize.Of(CardText.Block(new RichText([run]), options.Culture, CardTextStyle.Small)),
            Culture = options.Culture,
            IsHidden = sections.IsHidden,
        }).Split(message).Pages;
    }

    private static bool IsOneCard(ReplyMessage message, CardOptions options) =>
        CardSize.Of(Card(message.Sections, message, Pressable(options), null)) + Reserve <= options.MaxBytes;

    /// <summary>The pages are those of the card on which everything can be pressed, so that the same page comes back while it is worked on.</summary>
    private static CardOptions Pressable(CardOptions options) => options with { IsWorking = false, MayDecide = true };

    private static CardSections Sections(ReplyMessage message, CardOptions options, IReadOnlySet<string>? ticked, bool isPage) =>
        new(options, ticked, isPage ? TickedItems.Write(message, ticked) : null) { IsHidden = options.IsShared && !message.NamesCustomers, IsCompact = isPage };

    private static JsonObject Card(IReadOnlyList<MessageSection> sections, ReplyMessage message, CardOptions options, IReadOnlySet<string>? ticked, bool isPage = false)
    {
        var writer = Sections(message, options, ticked, isPage);
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
            ["fallbackText"] = Messages.Writers.Wording.Shortened(CardText.Defused(message.Summary), 200),
            ["body"] = body,
        };
        if (MessageTexts.Tables(message.Sections).Any()) card["msteams"] = new JsonObject { ["width"] = "full" };
        if (options.RefreshFor.Count > 0 && !options.IsWorking) card["refresh"] = Refresh(options);
        return card;
    }

    private static JsonObject Refresh(CardOptions options) => new()
    {
        ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = "Refresh", ["verb"] = "refresh", ["data"] = new JsonObject { ["message"] = options.MessageId } },
        ["userIds"] = new JsonArray([.. options.RefreshFor.Select(id => (JsonNode)id)]),
    };

    /// <summary>A page that begins something says what; others go on with what stands before.</summary>
    private static string TitleOf(IReadOnlyList<MessageSection> page, CardOptions options) => page is [Heading heading, ..]
        ? Messages.Writers.Wording.Shortened(CardText.Plain(heading.Text, options.Culture), LongestTitle)
        : "Show more";

    private static void Turn(JsonObject card, int page, string next, int pages, CardButtons buttons)
    {
        var turning = new List<JsonObject>();
        if (page + 1 < pages) turning.Add(buttons.Page(FormattableString.Invariant($"{next} ({page + 2} of {pages})"), page + 1));
        if (page > 0) turning.Add(buttons.Page("Back", page - 1));
        if (turning.Count > 0) card["body"]!.AsArray().Add(CardButtons.Set(turning));
    }
}
