using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Teams.Authentication;

/// <summary>Makes tokens as the channel does, and such as it never would: every part can be changed, and the signature is made by hand.</summary>
internal sealed class TokenForge(RSA key, DateTimeOffset now)
{
    public const string AppId = "6f2c5b1e-0d3a-4c55-9a3e-2b8f0f6f1d11";
    public const string ServiceUrl = "https://smba.trafficmanager.net/emea/8d1a/";

    public JsonObject Header { get; } = new() { ["alg"] = "RS256", ["kid"] = "key-1", ["x5t"] = "key-1", ["typ"] = "JWT" };

    public JsonObject Claims { get; } = new()
    {
        ["serviceurl"] = ServiceUrl,
        ["nbf"] = now.AddMinutes(-1).ToUnixTimeSeconds(),
        ["exp"] = now.AddMinutes(59).ToUnixTimeSeconds(),
        ["iss"] = "https://api.botframework.com",
        ["aud"] = AppId,
    };

    public static string Part(JsonNode json) => Part(json.ToJsonString());

    public static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public TokenForge WithHeader(string name, JsonNode? value) => Set(Header, name, value);

    public TokenForge With(string name, JsonNode? value) => Set(Claims, name, value);

    public TokenForge At(string name, double minutes) => With(name, now.AddMinutes(minutes).ToUnixTimeSeconds());

    public string Sign() => Sign(signed => key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public string Sign(Func<byte[], byte[]> sign)
    {
        var signed = $"{Part(Header)}.{Part(Claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private TokenForge Set(JsonObject part, string name, JsonNode? value)
    {
        part.Remove(name);
        if (value is not null) part[name] = value;
        return this;
    }
}
