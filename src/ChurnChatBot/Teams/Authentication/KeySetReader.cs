using System.Buffers.Text;
using System.Collections.Frozen;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace ChurnChatBot.Teams.Authentication;

/// <summary>
/// Reads a JSON Web Key Set (RFC 7517). What cannot verify RS256 is passed over: other kinds of keys, keys for encryption, short ones.
/// </summary>
internal static class KeySetReader
{
    private const int MinBits = 2048;
    private const int MaxBits = 8192;
    private const int MaxKeys = 200;

    // Verified tokens are remembered, so signatures are seldom checked, and a provider that is kept for a key would outlive it.
    private static readonly CryptoProviderFactory Uncached = new() { CacheSignatureProviders = false };

    /// <exception cref="InvalidDataException">It has no key that can be used.</exception>
    public static FrozenDictionary<string, SigningKey> Read(JsonElement document)
    {
        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var element in Elements(document, "keys").Take(MaxKeys))
        {
            // Of two keys under one id the first counts, so that the set means the same to every reader of it.
            if (ReadKey(element) is { } key) keys.TryAdd(key.Id, key);
        }

        if (keys.Count == 0) throw new InvalidDataException("no usable key in the key set");
        return keys.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static SigningKey? ReadKey(JsonElement element)
    {
        if (Text(element, "kty") != "RSA" || Text(element, "use") is not (null or "sig") || Text(element, "alg") is not (null or SecurityAlgorithms.RsaSha256)) return null;
        if (Text(element, "kid") is not { Length: > 0 and <= CompactToken.MaxKeyIdLength } id) return null;
        if (Bytes(element, "n") is not { } modulus || Bytes(element, "e") is not { Length: <= 8 } exponent) return null;
        if (new BigInteger(modulus, isUnsigned: true, isBigEndian: true).GetBitLength() is < MinBits or > MaxBits) return null;
        if (new BigInteger(exponent, isUnsigned: true, isBigEndian: true) is var e && (e.IsEven || e < 3)) return null;
        var rsa = new RsaSecurityKey(new RSAParameters { Modulus = modulus, Exponent = exponent }) { KeyId = id, CryptoProviderFactory = Uncached };
        var endorsements = Elements(element, "endorsements").Where(endorsement => endorsement.ValueKind == JsonValueKind.String);
        return new SigningKey(id, rsa, [.. endorsements.Select(endorsement => endorsement.GetString()!)]);
    }

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<JsonElement> Elements(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    private static byte[]? Bytes(JsonElement element, string name)
    {
        if (Text(element, name) is not { } text || !Base64Url.IsValid(text)) return null;
        // RSA wants its numbers without the zeros that some writers put in front.
        var bytes = Base64Url.DecodeFromChars(text).AsSpan().TrimStart((byte)0);
        return bytes.IsEmpty ? null : bytes.ToArray();
    }
}
