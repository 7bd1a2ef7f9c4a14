using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace ChurnChatBot.Slack.Install;

/// <summary>
/// Encrypts the tokens of an installation before they are stored. What was encrypted for one installation cannot be read as another's. The
/// keys lie in the data folder, beside the database and not in it: a copy of the database alone gives no token away.
/// </summary>
internal sealed class TokenVault(IDataProtectionProvider protection)
{
    private const string Purpose = "ChurnChatBot.Slack.Tokens";

    public string Close(string installationId, TokenPair tokens) => For(installationId).Protect(JsonSerializer.Serialize(tokens));

    /// <returns>Null where the text was not encrypted for this installation, or with keys that are gone.</returns>
    public TokenPair? Open(string installationId, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<TokenPair>(For(installationId).Unprotect(text));
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private IDataProtector For(string installationId) => protection.CreateProtector(Purpose, "v1", installationId);
}

/// <param name="Access">What calls are made with.</param>
/// <param name="Refresh">Gives the next pair, once; null where tokens are not rotated.</param>
internal sealed record TokenPair(string Access, string? Refresh)
{
    public override string ToString() => nameof(TokenPair);
}
