using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;

namespace ChurnChatBot.Teams.Authentication;

/// <summary>
/// A signed token in three parts (RFC 7515), read but not yet believed. Its size, depth, algorithm and duplicate names are checked here,
/// before the library that verifies it parses the same text with a more lenient reader.
/// </summary>
internal sealed record CompactToken(string Text, string KeyId, TokenLifetime Lifetime, string ServiceUrl)
{
    public const int MaxLength = 16 * 1024;
    public const int MaxKeyIdLength = 200;

    private const string Scheme = "Bearer ";

    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static readonly JsonDocumentOptions Format = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Takes the token out of the Authorization header.</summary>
    public static (string? Text, CallerRefusal? Refusal) Bearer(StringValues authorization)
    {
        if (authorization.Count > 1) return (null, CallerRefusal.SeveralTokens);
        if (authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return (null, CallerRefusal.MissingToken);
        if (header.Length > MaxLength + Scheme.Length) return (null, CallerRefusal.OversizedToken);
        var text = header[Scheme.Length..].Trim(' ');
        return text.Length == 0 ? (null, CallerRefusal.MissingToken) : (text, null);
    }

    public static (CompactToken? Token, CallerRefusal? Refusal) Read(string text)
    {
        try
        {
            return ReadParts(text);
        }
        // Half a surrogate pair, escaped: good JSON, but no text.
        catch (InvalidOperationException)
        {
            return (null, CallerRefusal.MalformedToken);
        }
    }

    /// <summary>Keeps the token itself out of whatever this is written into.</summary>
    public override string ToString() => nameof(CompactToken);

    private static (CompactToken? Token, CallerRefusal? Refusal) ReadParts(string text)
    {
        var parts = text.Split('.', 4);
        if (parts.Length != 3 || text.AsSpan().ContainsAnyExcept(Alphabet)) return (null, CallerRefusal.MalformedToken);
        using var header = Parse(parts[0]);
        using var claims = Parse(parts[1]);
        if (header is null || claims is null) return (null, CallerRefusal.MalformedToken);
        if (KeySetReader.Text(header.RootElement, "alg") != SecurityAlgorithms.RsaSha256) return (null, CallerRefusal.WrongAlgorithm);
        // "crit" names what the reader must understand to believe the token (RFC 7515, 4.1.11); nothing of that kind is understood here.
        if (header.RootElement.TryGetProperty("crit", out _)) return (null, CallerRefusal.MalformedToken);
        if (KeySetReader.Text(header.RootElement, "kid") is not { Length: > 0 and <= MaxKeyIdLength } keyId) return (null, CallerRefusal.UnknownKey);
        if (Time(claims, "nbf") is not { } notBefore || Time(claims, "exp") is not { } expires) return (null, CallerRefusal.MissingLifetime);
        if (KeySetReader.Text(claims.RootElement, "serviceurl") is not { Length: > 0 } serviceUrl) return (null, CallerRefusal.MissingServiceUrl);
        return (new CompactToken(text, keyId, new TokenLifetime(notBefore, expires), serviceUrl), null);
    }

    private static JsonDocument? Parse(string part)
    {
        if (!Base64Url.IsValid(part)) return null;
        try
        {
            var bytes = Base64Url.DecodeFromChars(part);
            if (!Utf8.IsValid(bytes)) return null;
            var document = JsonDocument.Parse(bytes, Format);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Time(JsonDocument claims, string name)
    {
        if (!claims.RootElement.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var seconds)) return null;
        // Up to the year 9999; what lies beyond is no time.
        return seconds is >= 0 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }
}
