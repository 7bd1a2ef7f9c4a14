using Microsoft.IdentityModel.Tokens;

namespace ChurnChatBot.Teams.Authentication;

/// <summary>A key that signs tokens, and the channels it may sign for.</summary>
/// <param name="Endorsements">Ids of channels, as "msteams". Empty: the key is not bound to any.</param>
internal sealed record SigningKey(string Id, RsaSecurityKey Rsa, IReadOnlyList<string> Endorsements)
{
    public bool Endorses(string? channelId) => Endorsements.Count == 0 || (channelId is not null && Endorsements.Contains(channelId, StringComparer.Ordinal));
}
