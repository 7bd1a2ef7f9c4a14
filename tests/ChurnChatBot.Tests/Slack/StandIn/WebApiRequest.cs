using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>Reads the arguments and the token of a call, wherever a client put them.</summary>
internal static class WebApiRequest
{
    /// <summary>The argument under which a client's id and secret stand that came as HTTP's basic authentication.</summary>
    public const string Basic = ":basic";

    private const string Bearer = "Bearer ";
    private const string BasicScheme = "Basic ";

    public static string? Token(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith(Bearer, StringComparison.Ordinal) ? header[Bearer.Length..] : null;

    /// <exception cref="WebApiRefusal">The body is not what its type says.</exception>
    public static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        var arguments = new JsonObject();
        if (request.Headers.Authorization.ToString() is var header && header.StartsWith(BasicScheme, StringComparison.Ordinal)) arguments[Basic] = header[BasicScheme.Length..];
        foreach (var (name, value) in request.Query) arguments[name] = value.ToString();
        if (request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync(request.HttpContext.RequestAborted)) arguments[name] = value.ToString();
            return arguments;
        }

        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (body.Length == 0) return arguments;
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true) throw new WebApiRefusal("invalid_post_type");
        foreach (var (name, value) in Parse(body)) arguments[name] = value?.DeepClone();
        return arguments;
    }

    private static JsonObject Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw new WebApiRefusal("json_not_object");
        }
        catch (JsonException)
        {
            throw new WebApiRefusal("invalid_json");
        }
    }
}
