using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChurnChatBot.Teams.Protocol;

/// <summary>
/// What Teams and a bot send each other: a message, an event or a call (invoke). Only what is used here is typed; everything else is kept
/// in <see cref="Unknown"/>. https://github.com/microsoft/Agents/blob/main/specs/activity/protocol-activity.md
/// </summary>
internal sealed record Activity
{
    public string? Type { get; init; }

    public string? Id { get; init; }

    /// <summary>What an invoke asks for: "adaptiveCard/action".</summary>
    public string? Name { get; init; }

    public string? ChannelId { get; init; }

    public string? ServiceUrl { get; init; }

    public ChannelAccount? From { get; init; }

    public ChannelAccount? Recipient { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public string? Text { get; init; }

    /// <summary>plain, markdown or xml.</summary>
    public string? TextFormat { get; init; }

    /// <summary>What a notification says.</summary>
    public string? Summary { get; init; }

    public string? ReplyToId { get; init; }

    public string? Locale { get; init; }

    /// <summary>add, remove, add-upgrade, remove-upgrade of an installationUpdate.</summary>
    public string? Action { get; init; }

    public JsonElement? Value { get; init; }

    public JsonElement? ChannelData { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    public IReadOnlyList<JsonElement>? Entities { get; init; }

    public SuggestedActions? SuggestedActions { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }

    public IReadOnlyList<MessageReaction>? ReactionsAdded { get; init; }

    public IReadOnlyList<MessageReaction>? ReactionsRemoved { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>A person or a bot. <see cref="Id"/> is the channel's own id; people are known by <see cref="AadObjectId"/>.</summary>
internal sealed record ChannelAccount(string? Id, string? Name = null, string? AadObjectId = null);

/// <param name="ConversationType">personal, groupChat or channel.</param>
internal sealed record ConversationAccount(string? Id, string? ConversationType = null, string? TenantId = null, bool? IsGroup = null, string? Name = null);

internal sealed record Attachment
{
    public string? ContentType { get; init; }

    public string? ContentUrl { get; init; }

    public string? Name { get; init; }

    public JsonElement? Content { get; init; }
}

/// <summary>Prompts below the last message of a personal chat.</summary>
internal sealed record SuggestedActions(IReadOnlyList<CardAction> Actions, IReadOnlyList<string> To);

/// <param name="Type">imBack: the value is said for the person.</param>
internal sealed record CardAction(string Type, string Title, string Value);

/// <param name="Type">like, heart, laugh, surprised, sad, angry, or newer ones.</param>
internal sealed record MessageReaction(string? Type);

internal static class ActivityTypes
{
    public const string Message = "message";
    public const string MessageUpdate = "messageUpdate";
    public const string MessageDelete = "messageDelete";
    public const string MessageReaction = "messageReaction";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string Invoke = "invoke";
    public const string Typing = "typing";
}

internal static class ConversationTypes
{
    public const string Personal = "personal";
    public const string GroupChat = "groupChat";
    public const string Channel = "channel";
}

internal static class ContentTypes
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";
    public const string FileDownloadInfo = "application/vnd.microsoft.teams.file.download.info";
    public const string FileConsentCard = "application/vnd.microsoft.teams.card.file.consent";
    public const string FileInfoCard = "application/vnd.microsoft.teams.card.file.info";
}
