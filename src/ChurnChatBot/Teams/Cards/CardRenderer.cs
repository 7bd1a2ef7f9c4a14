using System.Text.Json.Nodes;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Teams.Cards;

/// <summary>A message as an Adaptive Card 1.5. https://adaptivecards.io/explorer</summary>
internal static class CardRenderer
{
    public static JsonObject Render(ReplyMessage message, CardOptions options) => new()
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["body"] = new JsonArray([.. message.Sections.OfType<Heading>().Select(heading => new JsonObject
        {
            ["type"] = "RichTextBlock",
            ["inlines"] = new JsonArray(new JsonObject { ["type"] = "TextRun", ["text"] = heading.Text.ToPlainText(options.Culture) }),
        })]),
    };
}
