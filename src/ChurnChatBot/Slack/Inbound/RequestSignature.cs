using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>Why a request is not taken to be Slack's.</summary>
internal enum SignatureRefusal
{
    /// <summary>A header is missing, is there twice, or does not have the form that Slack gives it.</summary>
    Headers,

    /// <summary>Made too long ago, or in the future.</summary>
    Time,

    /// <summary>Made with another secret, or for another body.</summary>
    Signature,
}

/// <summary>
/// Slack's proof that a request comes from Slack: v0= and the HMAC-SHA256 of "v0:{timestamp}:{body}" under the app's signing secret. It is
/// checked over the bytes as they came, before anything in them is read.
/// See https://docs.slack.dev/authentication/verifying-requests-from-slack
/// </summary>
internal static class RequestSignature
{
    public const string Header = "X-Slack-Signature";
    public const string TimestampHeader = "X-Slack-Request-Timestamp";

    private const string Version = "v0";
    private const int MostDigits = 12;

    /// <summary>
    /// How far Slack's clock and this one may lie apart, either way: a request from the future would otherwise stay good for as long as
    /// somebody who recorded it likes.
    /// </summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    /// <returns>Null for a request of Slack.</returns>
    public static SignatureRefusal? Check(IHeaderDictionary headers, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        if (Timestamp(headers[TimestampHeader]) is not var (text, seconds) || Claimed(headers[Header]) is not { } claimed) return SignatureRefusal.Headers;
        if (Math.Abs(now.ToUnixTimeSeconds() - seconds) > Window.TotalSeconds) return SignatureRefusal.Time;
        return CryptographicOperations.FixedTimeEquals(claimed, Of(text, body, secret)) ? null : SignatureRefusal.Signature;
    }

    private static byte[] Of(string timestamp, ReadOnlySpan<byte> body, string secret)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes($"{Version}:{timestamp}:"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    /// <summary>The digits as they came, since they are what was signed.</summary>
    private static (string Text, long Seconds)? Timestamp(StringValues values) =>
        values is [{ Length: > 0 and <= MostDigits } text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? (text, seconds) : null;

    private static byte[]? Claimed(StringValues values)
    {
        const string Start = Version + "=";
        if (values is not [{ } text] || text.Length != Start.Length + 2 * HMACSHA256.HashSizeInBytes || !text.StartsWith(Start, StringComparison.Ordinal)) return null;
        var bytes = new byte[HMACSHA256.HashSizeInBytes];
        return Convert.FromHexString(text.AsSpan(Start.Length), bytes, out _, out _) == OperationStatus.Done ? bytes : null;
    }
}
