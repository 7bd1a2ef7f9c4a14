using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>A call of the Web API. Arguments come as JSON or as a form, whose nested values are JSON in a string; both read the same.</summary>
internal sealed record WebApiCall(string Method, JsonObject Arguments, string? Token)
{
    /// <summary>The workspace whose token was shown.</summary>
    public StandInWorkspace Workspace { get; init; } = null!;

    public string? Text(string name) => Arguments[name] switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? text : null,
        JsonValue value => value.ToJsonString(),
        _ => null,
    };

    /// <exception cref="WebApiRefusal">It is missing.</exception>
    public string Require(string name) => Text(name) ?? throw Missing(name);

    public bool Flag(string name) => Text(name) is "true" or "1";

    public int? Integer(string name) => int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public bool Has(string name) => Arguments.ContainsKey(name);

    /// <returns>Null where it is missing.</returns>
    /// <exception cref="WebApiRefusal">It is a string that is not JSON.</exception>
    public JsonNode? Node(string name, string refusal = "invalid_arguments")
    {
        if (Arguments[name] is not JsonValue value || value.GetValueKind() != JsonValueKind.String) return Arguments[name];
        try
        {
            return JsonNode.Parse(value.GetValue<string>());
        }
        catch (JsonException)
        {
            throw new WebApiRefusal(refusal);
        }
    }

    public StandInUser User(string name) => Workspace.FindUser(Require(name)) ?? throw new WebApiRefusal("user_not_found");

    /// <summary>A channel of the workspace; a person's id stands for the direct message with them.</summary>
    public StandInChannel Channel(string name = "channel")
    {
        if (Text(name) is not { } id) throw new WebApiRefusal("channel_not_found");
        return Workspace.FindChannel(id) ?? (Workspace.FindUser(id) is { } user ? Workspace.Direct(user) : null) ?? throw new WebApiRefusal("channel_not_found");
    }

    /// <summary>A channel that the bot may speak in.</summary>
    public StandInChannel OwnChannel(string name = "channel") => Channel(name) is { HasBot: true } channel ? channel : throw new WebApiRefusal("not_in_channel");

    public static WebApiRefusal Missing(string name) => new("invalid_arguments", $"[ERROR] missing required field: {name} [json-pointer:/{name}]");
}
