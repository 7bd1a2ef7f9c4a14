using ChurnChatBot.Jobs;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Conversations;

/// <summary>
/// Where turns of every channel arrive. Once <see cref="AcceptAsync"/> has returned, the turn is on the disk under its id and will be
/// handled, whatever happens to the process; only then may a channel acknowledge it.
/// </summary>
internal sealed class TurnInbox(ProjectDatabase database, JobScheduler jobs)
{
    private const int MaxIdLength = 200;
    private const int MaxTextLength = 4_000;
    private const int MaxFiles = 20;
    private const int MaxBodyLength = 100_000;

    /// <param name="forwardedFrom">The conversation whose awaited file the turn brings here.</param>
    /// <returns>False for a turn that was accepted before: acknowledge it again, it is handled once.</returns>
    /// <exception cref="ArgumentException">The turn is beyond its limits; the channel answers for what it lets in.</exception>
    public async Task<bool> AcceptAsync(ConversationTurn turn, ConversationKey? forwardedFrom = null, CancellationToken cancellation = default)
    {
        var body = Validate(turn);
        var conversation = turn.Conversation.ToKey();
        if (!await database.AddTurnAsync(turn.TurnId, conversation, body, turn.ReceivedAt, forwardedFrom, cancellation).ConfigureAwait(false)) return false;
        await jobs.EnqueueTurnsAsync(conversation, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    /// <exception cref="System.Text.Json.JsonException">The body is not a turn.</exception>
    public static ConversationTurn Read(TurnRow row) => StoredJson.Read<ConversationTurn>(row.BodyJson);

    private static string Validate(ConversationTurn turn)
    {
        Require(turn.TurnId.Length is > 0 and <= MaxIdLength, $"An id of 1 to {MaxIdLength} characters");
        Require(turn.Conversation.Channel.Length is > 0 and <= MaxIdLength, $"A channel of 1 to {MaxIdLength} characters");
        Require(turn.Conversation.ConversationId.Length is > 0 and <= MaxIdLength, $"A conversation id of 1 to {MaxIdLength} characters");
        Require(turn.Text.Length <= MaxTextLength, $"A text of at most {MaxTextLength} characters");
        Require(turn.Files.Count <= MaxFiles, $"At most {MaxFiles} files");
        Require(turn.Files.All(file => file.Source is { Length: > 0 } || ArtifactHash.IsValid(file.ArtifactHash)), "An artifact hash or a source for each file");
        var body = StoredJson.Write(turn);
        Require(body.Length <= MaxBodyLength, $"At most {MaxBodyLength} characters in all");
        return body;

        static void Require(bool holds, string expected)
        {
            if (!holds) throw new ArgumentException($"{expected} was expected of a turn.", nameof(turn));
        }
    }
}

/// <summary>A conversation as storage knows it, and back.</summary>
internal static class ConversationKeys
{
    public static ConversationKey ToKey(this ConversationAddress address) => new(address.Channel, address.ConversationId);

    public static ConversationAddress ToAddress(this ConversationKey key) => new(key.Channel, key.ConversationId);
}
