using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack.Blocks;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// All that what arrives from Slack needs of what goes to Slack: to draw a message, to read the inputs of one, and to call. The way out knows
/// nothing of the way in, and the way in no more of the way out than this.
/// </summary>
internal sealed record SlackReplies
{
    public required Func<ReplyMessage, BlockOptions, SlackMessage> Render { get; init; }

    /// <summary>The values of a message's or a form's inputs by the ids of the inputs, from their state as Slack sends it: an object with "values".</summary>
    public required Func<JsonElement, IReadOnlyDictionary<string, string>> ReadState { get; init; }

    /// <summary>
    /// These values as the message means them: with the boxes of its other pages too, which the data of a pressed button carry. Under the id of the
    /// boxes stand the ids of all that is ticked, comma-separated.
    /// </summary>
    public required Func<ReplyMessage, IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> Complete { get; init; }

    /// <summary>A form (modal) in which a proposal is changed. What it comes back as is set by who opens it.</summary>
    public required Func<ReplyMessage, BlockOptions, SlackPlace, JsonObject> Plan { get; init; }

    public required SlackCalls Calls { get; init; }

    /// <summary>A turn was stored: a first sign of life may be given. Returns at once and never fails.</summary>
    public Action<ConversationTurn> Watch { get; init; } = _ => { };

    /// <summary>An event of a workspace whose people are answered, of whatever type: for what is no turn (Home, uninstallation). It is acknowledged after that.</summary>
    public Func<EventEnvelope, CancellationToken, Task> NoteAsync { get; init; } = (_, _) => Task.CompletedTask;
}

/// <summary>Calls to Slack, each with the token of the workspace.</summary>
/// <param name="CallAsync">A method of the Web API in a workspace: its answer where it is ok, and its error where it is not.</param>
/// <param name="RespondAsync">An answer to a response_url.</param>
internal sealed record SlackCalls(
    Func<string, string, JsonObject, CancellationToken, Task<CallAnswer>> CallAsync, Func<Uri, JsonObject, CancellationToken, Task> RespondAsync);

/// <param name="Body">Slack's answer; nothing where it is an error.</param>
/// <param name="Error">Slack's word for what was wrong, such as not_in_channel; null where the call was ok.</param>
internal sealed record CallAnswer(JsonElement Body, string? Error = null);
