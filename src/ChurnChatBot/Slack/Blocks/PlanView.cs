using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// A proposal in a dialog of its own (a modal), opened by "Change...": its boxes and inputs, and room to say it in one's own words. What is sent back
/// tells of which message in which conversation it is.
/// https://docs.slack.dev/reference/views/modal-views
/// </summary>
internal static class PlanView
{
    public const string CallbackId = "amend";

    /// <summary>The input for words, beside those of the message.</summary>
    public const string OwnWords = "own_words";

    private const string Title = "Change the proposal";
    private const int LongestMetadata = 3_000;

    /// <summary>Slack takes 100 blocks; the other ones hold texts, inputs and words.</summary>
    private const int MostBlocks = 95;

    /// <summary>As long as a message of a person may be.</summary>
    private const int LongestWords = 3_000;

    /// <param name="options">Its ticked ids are shown as ticked.</param>
    public static JsonObject Of(ReplyMessage message, BlockOptions options, SlackPlace place)
    {
        var blocks = Inputs(message, options).ToArray();
        if (blocks.Length > MostBlocks) blocks = [BlockText.Context("There are too many boxes for one dialog: tick them on the message itself.")];
        return new JsonObject
        {
            ["type"] = "modal",
            ["callback_id"] = CallbackId,
            ["title"] = BlockText.PlainText(Title),
            ["submit"] = BlockText.PlainText("Change"),
            ["close"] = BlockText.PlainText("Cancel"),
            ["private_metadata"] = Metadata(options, place),
            ["blocks"] = new JsonArray([.. blocks, Words()]),
        };
    }

    /// <returns>Null for what <see cref="Of"/> would not give.</returns>
    public static (SlackPlace Place, string MessageId)? ReadMetadata(string? metadata)
    {
        if (metadata is not { Length: > 0 and <= LongestMetadata }) return null;
        try
        {
            return JsonSerializer.Deserialize<Opened>(metadata) is { Conversation: { } conversation, Message: { Length: > 0 } message } ? (SlackPlace.Parse(conversation), message) : null;
        }
        catch (Exception odd) when (odd is JsonException or FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonObject> Inputs(ReplyMessage message, BlockOptions options)
    {
        var ticked = options.Ticked?.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        // Reasons are read on the message; here there is something to be done.
        message = Reasons.Behind(message);
        var inputs = new BlockInputs(options.Culture, ticked) { SaysOptional = true };
        return message.Sections.SelectMany(section => section switch
        {
            Toggles { IsEnabled: true, Items.Count: > 0 } toggles => inputs.Write(toggles),
            ChoiceInput or TextInput or NumberInput => inputs.Write(section),
            _ => [],
        });
    }

    private static string Metadata(BlockOptions options, SlackPlace place) => JsonSerializer.Serialize(new Opened(place.Address.ConversationId, options.MessageId));

    private static JsonObject Words()
    {
        var words = new BlockInputs(System.Globalization.CultureInfo.InvariantCulture, null)
            .Write(new TextInput(OwnWords, "In your own words", "fill total_spend with 0 instead: no purchase means no spend", LongestWords)).Single();
        words["optional"] = true;
        return words;
    }

    private sealed record Opened(string? Conversation, string? Message);
}
