using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Teams.Cards;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>
/// A message as the activity that carries it: the card, what a notification says, what is known about it (<see cref="MessageAbout"/>) and the
/// prompts below it. Short messages are cards as well: names and cells out of a file are shown as they are in one, while text may be read as
/// Markdown, and a message that changes its kind when it is replaced would jump.
/// </summary>
internal static class ActivityWriter
{
    /// <summary>Teams takes messages of about 28 kB.</summary>
    public const int LargestActivity = 28 * 1024;

    private const string Locale = "en-US";

    // Around the card: the attachment's own words, the id of an update, and what ends a stream.
    private const int Around = 1_024;
    private const int LongestSummary = 200;
    private const int LongestPrompt = 200;
    private const int LongestPlain = 4_000;
    private const int MostPrompts = 6;
    private const string RestIsMissing = "\n(The card with the rest could not be shown.)";

    public static Activity Write(OutgoingMessage outgoing, ConversationReference reference)
    {
        var bare = Bare(outgoing.Content, reference);
        var card = CardRenderer.Render(outgoing.Content, new CardOptions
        {
            MessageId = outgoing.MessageId,
            IsShared = reference.IsShared,
            MaxBytes = LargestActivity - Around - SizeOf(bare),
            RefreshFor = reference.IsShared && Waits(outgoing.Content) ? reference.Watchers : [],
        });
        var activity = bare with { Attachments = [new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = ProtocolJson.ToElement(card) }] };
        // A card that cannot be made small enough would be refused.
        return SizeOf(activity) <= LargestActivity - Around / 2 ? activity : Plain(outgoing, reference);
    }

    /// <summary>The words alone, where the card is not taken.</summary>
    public static Activity Plain(OutgoingMessage outgoing, ConversationReference reference) => new()
    {
        Type = ActivityTypes.Message,
        From = reference.Bot,
        Locale = Locale,
        TextFormat = "plain",
        // Line by line, since a text of a card has no line breaks.
        Text = Wording.Shortened(string.Join('\n', PlainWords.Of(outgoing.Content, reference.IsShared).Split('\n').Select(CardText.Defused)), LongestPlain) + RestIsMissing,
    };

    public static int SizeOf(Activity activity) => Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(activity, ProtocolJson.Options));

    private static Activity Bare(ReplyMessage message, ConversationReference reference)
    {
        var isProgress = message.Sections.OfType<Progress>().Any();
        return new Activity
        {
            Type = ActivityTypes.Message,
            From = reference.Bot,
            Locale = Locale,
            Text = isProgress ? null : MessageAbout.CitingText(message),
            Summary = Wording.Shortened(CardText.Defused(message.Summary), LongestSummary),
            Entities = MessageAbout.Write(message, reference.IsShared) is { } about ? [ProtocolJson.ToElement(about)] : null,
            ChannelData = isProgress ? null : ProtocolJson.ToElement(DataOf(message)),
            SuggestedActions = Prompts(message, reference),
        };
    }

    /// <summary>Results and what waits for a decision call the person; an answer they are waiting for need not, and progress must not.</summary>
    private static JsonObject DataOf(ReplyMessage message)
    {
        var data = new JsonObject { ["feedbackLoop"] = new JsonObject { ["type"] = "default" } };
        if (MessageAbout.IsFromModel(message) || Waits(message))
            data["notification"] = new JsonObject { ["alert"] = true };
        return data;
    }

    private static bool Waits(ReplyMessage message) => message.Sections.OfType<ApprovalPrompt>().Any(prompt => prompt.Decision is null);

    /// <summary>Teams shows prompts in personal chats only. What would have to be cut is not offered: it would not be understood.</summary>
    private static SuggestedActions? Prompts(ReplyMessage message, ConversationReference reference)
    {
        if (reference.IsShared) return null;
        var prompts = message.Suggestions.Where(words => words.Length is > 0 and <= LongestPrompt).Take(MostPrompts);
        CardAction[] actions = [.. prompts.Select(words => new CardAction("imBack", words, words))];
        return actions.Length == 0 ? null : new SuggestedActions(actions, []);
    }
}
