using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChurnChatBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace ChurnChatBot.Slack.Install;

/// <summary>
/// What ties the way back from Slack to the browser that went there: a state that only this program can have written, and a cookie whose hash it
/// holds. Without both, somebody could have another person finish an installation that they began. Each state comes back once, within ten minutes.
/// </summary>
internal sealed class InstallStates(IDataProtectionProvider protection, ProjectDatabase database, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string Purpose = "ChurnChatBot.Slack.InstallState";
    private const int SecretBytes = 32;
    private const int LongestState = 1_000;
    private const int LongestCookie = 100;

    private readonly IDataProtector _protector = protection.CreateProtector(Purpose, "v1");

    public (string State, string Cookie) Issue()
    {
        var cookie = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));
        var expires = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return (_protector.Protect($"{expires} {Convert.ToHexString(Hash(cookie))}"), cookie);
    }

    /// <returns>Whether the two belong together and are used for the first time, in time.</returns>
    public async Task<bool> UseAsync(string? state, string? cookie, CancellationToken cancellation)
    {
        if (state is not { Length: > 0 and <= LongestState } || cookie is not { Length: > 0 and <= LongestCookie }) return false;
        if (Read(state) is not { } issued) return false;
        var now = time.GetUtcNow();
        if (now >= issued.Expires || !CryptographicOperations.FixedTimeEquals(issued.CookieHash, Hash(cookie))) return false;
        return await database.UseInstallStateAsync(Convert.ToHexString(issued.CookieHash), issued.Expires, now, cancellation).ConfigureAwait(false);
    }

    private (DateTimeOffset Expires, byte[] CookieHash)? Read(string state)
    {
        try
        {
            var parts = _protector.Unprotect(state).Split(' ');
            return (DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture)), Convert.FromHexString(parts[1]));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Hash(string cookie) => SHA256.HashData(Encoding.UTF8.GetBytes(cookie));
}
