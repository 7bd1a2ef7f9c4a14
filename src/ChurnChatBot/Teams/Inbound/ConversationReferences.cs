using System.Collections.Concurrent;
using System.Text.Json;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Inbound;

/// <summary>
/// Notes from every activity how its conversation is reached, so that the bot can speak there later, after a restart too. What has not
/// changed is not written again. A conversation belongs to the tenant it was first seen in.
/// </summary>
internal sealed class ConversationReferences(ProjectDatabase database, TimeProvider time)
{
    private const int MostRemembered = 20_000;
    private readonly ConcurrentDictionary<ConversationKey, string> _written = new();

    /// <returns>The reference; null when the activity does not say enough, or comes from another tenant than the conversation does.</returns>
    public async Task<ConversationReference?> NoteAsync(Activity activity, bool isVerified, CancellationToken cancellation)
    {
        if (Of(activity, isVerified) is not { } reference) return null;
        var key = new ConversationKey(TeamsNames.Channel, activity.Conversation!.Id!);
        var body = JsonSerializer.Serialize(reference, ProtocolJson.Options);
        if (_written.TryGetValue(key, out var written) && written == body) return reference;
        if (await FindAsync(key, cancellation) is { } known && known.TenantId != reference.TenantId) return null;
        await database.SaveReferenceAsync(key, body, time.GetUtcNow(), cancellation);
        if (_written.Count >= MostRemembered) _written.Clear();
        _written[key] = body;
        return reference;
    }

    /// <summary>The bot was removed: nothing is sent there until somebody speaks there again.</summary>
    public async Task CloseAsync(string conversationId, CancellationToken cancellation)
    {
        var key = new ConversationKey(TeamsNames.Channel, conversationId);
        _written.TryRemove(key, out _);
        await database.CloseConversationAsync(key, time.GetUtcNow(), cancellation);
    }

    /// <summary>Someone else found it closed or changed it: what is remembered no longer counts.</summary>
    public void Forget(ConversationKey key) => _written.TryRemove(key, out _);

    private async Task<ConversationReference?> FindAsync(ConversationKey key, CancellationToken cancellation) =>
        await database.ReferenceAsync(key, cancellation) is { } row ? JsonSerializer.Deserialize<ConversationReference>(row.BodyJson, ProtocolJson.Options) : null;

    private static ConversationReference? Of(Activity activity, bool isVerified)
    {
        if (activity is not { ServiceUrl: { Length: > 0 and <= 1_000 } address, Recipient.Id: { Length: > 0 }, Conversation: { } conversation }) return null;
        return new ConversationReference
        {
            ServiceUrl = address,
            IsVerified = isVerified,
            TenantId = TenantOf(activity),
            Bot = activity.Recipient,
            ConversationType = conversation.ConversationType ?? (conversation.IsGroup == true ? ConversationTypes.GroupChat : ConversationTypes.Personal),
            TeamGroupId = Inside(activity.ChannelData, "team", "aadGroupId"),
        };
    }

    public static string? TenantOf(Activity activity) => activity.Conversation?.TenantId ?? Inside(activity.ChannelData, "tenant", "id");

    private static string? Inside(JsonElement? data, string outer, string inner) =>
        data is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(outer, out var part) && part.ValueKind == JsonValueKind.Object
        && part.TryGetProperty(inner, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
