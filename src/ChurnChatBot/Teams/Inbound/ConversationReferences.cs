using System.Collections.Concurrent;
using System.Text.Json;
using ChurnChatBot.Projects;
using ChurnChatBot.Requests;
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
    private readonly ConcurrentDictionary<ConversationKey, Written> _written = new();

    /// <returns>The reference; null when the activity does not say enough, or comes from another tenant than the conversation does.</returns>
    public async Task<ConversationReference?> NoteAsync(Activity activity, bool isVerified, Person person, CancellationToken cancellation)
    {
        if (Of(activity, isVerified) is not { } said) return null;
        var key = new ConversationKey(TeamsNames.Channel, activity.Conversation!.Id!);
        var body = JsonSerializer.Serialize(said, ProtocolJson.Options);
        var watcher = said.IsShared && !Permissions.Decides(person.Role) ? activity.From?.Id : null;
        if (_written.TryGetValue(key, out var written) && written.Said == body && Watching(written.Noted.Watchers, watcher) is null) return written.Noted;
        var known = await FindAsync(key, cancellation);
        if (known is not null && known.TenantId != said.TenantId) return null;
        var watchers = known?.Watchers ?? [];
        var noted = said with { Watchers = Watching(watchers, watcher) ?? watchers };
        await database.SaveReferenceAsync(key, JsonSerializer.Serialize(noted, ProtocolJson.Options), time.GetUtcNow(), cancellation);
        if (_written.Count >= MostRemembered) _written.Clear();
        _written[key] = new Written(body, noted);
        return noted;
    }

    /// <returns>Null where nobody has to be added.</returns>
    private static IReadOnlyList<string>? Watching(IReadOnlyList<string> watchers, string? one) =>
        one is { Length: > 0 and <= 200 } && watchers.Count < ConversationReference.MostWatchers && !watchers.Contains(one) ? [.. watchers, one] : null;

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

    /// <param name="Said">What the last activity said of it.</param>
    /// <param name="Noted">The same with what earlier ones said.</param>
    private sealed record Written(string Said, ConversationReference Noted);

    public static string? TenantOf(Activity activity) => activity.Conversation?.TenantId ?? Inside(activity.ChannelData, "tenant", "id");

    private static string? Inside(JsonElement? data, string outer, string inner) =>
        data is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(outer, out var part) && part.ValueKind == JsonValueKind.Object
        && part.TryGetProperty(inner, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
