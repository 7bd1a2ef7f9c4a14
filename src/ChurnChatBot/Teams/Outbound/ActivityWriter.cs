using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Teams.Cards;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>
/// A message as the activity that carries it: the card, what a notification says, where its figures come from, that they come from a model,
/// that it names people, and the prompts below it.
/// </summary>
internal static class ActivityWriter
{
    /// <summary>Teams takes messages of about 28 kB.</summary>
    public const int LargestActivity = 28 * 1024;
    private const int LongestSummary = 200;
    private const int MostPrompts = 6;
    private static readonly string[] FromModel = ["training", "explanation", "customers["];

    public static Activity Write(OutgoingMessage outgoing, ConversationReference reference, bool isPrivate = false)
    {
        var message = outgoing.Content;
        var isShared = reference.IsShared && !isPrivate;
        var card = CardRenderer.Render(message, new CardOptions { MessageId = outgoing.MessageId, IsShared = isShared, MaxBytes = LargestActivity - 4_500 });
        var isProgress = message.Sections.OfType<Progress>().Any();
        return new Activity
        {
            Type = ActivityTypes.Message,
            From = reference.Bot,
            Summary = Shortened(CardText.Defused(message.Summary), LongestSummary),
            Attachments = [new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = JsonSerializer.SerializeToElement(card, ProtocolJson.Options) }],
            Entities = [ProtocolJson.ToElement(About(message, isShared))],
            ChannelData = isProgress ? null : ProtocolJson.ToElement(new { feedbackLoop = new { type = "default" } }),
            SuggestedActions = Prompts(message, reference),
        };
    }

    /// <summary>The words alone, for a service that refuses the card.</summary>
    public static Activity Plain(OutgoingMessage outgoing, ConversationReference reference) => new()
    {
        Type = ActivityTypes.Message,
        From = reference.Bot,
        TextFormat = "plain",
        Text = Shortened(CardText.Defused(outgoing.Content.Summary), 2_000),
    };

    /// <summary>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content</summary>
    private static JsonObject About(ReplyMessage message, bool isShared)
    {
        var about = new JsonObject { ["type"] = "https://schema.org/Message", ["@type"] = "Message", ["@context"] = "https://schema.org" };
        if (IsFromModel(message)) about["additionalType"] = new JsonArray("AIGeneratedContent");
        if (message.Sections.OfType<PersonalData>().Any() && (!isShared || message.NamesCustomers))
        {
            about["usageInfo"] = new JsonObject
            {
                ["@type"] = "CreativeWork", ["type"] = "https://schema.org/Message", ["name"] = "Personal data", ["description"] = "Names customers of the file. Do not pass it on to people who may not know them.",
            };
        }

        if (message.Sources.Count > 0)
        {
            about["citation"] = new JsonArray([.. message.Sources.Take(5).Select((source, i) => new JsonObject
            {
                ["@type"] = "Claim",
                ["position"] = i + 1,
                ["appearance"] = new JsonObject { ["@type"] = "DigitalDocument", ["name"] = Shortened(CardText.Defused(source.Name), 80), ["abstract"] = Shortened(CardText.Defused(source.About.ToPlainText()), 160) },
            })]);
        }

        return about;
    }

    private static bool IsFromModel(ReplyMessage message) => MessageTexts.Of(message.Sections).SelectMany(text => text.Runs)
        .Any(run => run.Fact is { } fact && FromModel.Any(source => fact.Source.StartsWith(source, StringComparison.Ordinal)));

    /// <summary>Teams shows prompts in personal chats only.</summary>
    private static SuggestedActions? Prompts(ReplyMessage message, ConversationReference reference) => reference.IsShared || message.Suggestions.Count == 0
        ? null
        : new SuggestedActions([.. message.Suggestions.Take(MostPrompts).Select(words => new CardAction("imBack", Shortened(words, 60), words))], []);

    private static string Shortened(string text, int most) => Messages.Writers.Wording.Shortened(text, most);

    public static int SizeOf(Activity activity) => Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(activity, ProtocolJson.Options));
}
