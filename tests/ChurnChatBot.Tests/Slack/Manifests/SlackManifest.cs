using System.Text.Json;
using ChurnChatBot.Slack;

namespace ChurnChatBot.Tests.Slack.Manifests;

/// <summary>One of the manifests that a Slack app is made from, as it is kept or as it was built.</summary>
/// <param name="View">The form in which the app shows itself.</param>
/// <param name="HasAddress">Whether Slack delivers over HTTP, to an address of the bot.</param>
internal sealed record SlackManifest(string Name, SlackView View, bool HasAddress)
{
    public const string Domain = "churn.example.com";

    public static IReadOnlyList<SlackManifest> All { get; } =
    [
        new("agent.manifest.json", SlackView.Agent, HasAddress: true),
        new("assistant.manifest.json", SlackView.Assistant, HasAddress: true),
        new("socket.manifest.json", SlackView.Agent, HasAddress: false),
    ];

    public static TheoryData<string> Names => [.. All.Select(manifest => manifest.Name)];

    public static string Folder { get; } = Path.Combine(Repository.Root, "manifests", "slack");

    public string Text => File.ReadAllText(Path.Combine(Folder, Name));

    public string Filled => Text.Replace("${{BOT_DOMAIN}}", Domain, StringComparison.Ordinal);

    public JsonElement Json => JsonElement.Parse(Filled);

    public JsonElement Features => Json.GetProperty("features");

    /// <summary>agent_view or assistant_view, with the description and the prompts.</summary>
    public JsonElement Pane => Features.GetProperty(View == SlackView.Agent ? "agent_view" : "assistant_view");

    public IReadOnlyList<string> Events => Words(Json.GetProperty("settings").GetProperty("event_subscriptions").GetProperty("bot_events"));

    public IReadOnlyList<string> Scopes => Words(Json.GetProperty("oauth_config").GetProperty("scopes").GetProperty("bot"));

    public IReadOnlyList<string> OptionalScopes => Words(Json.GetProperty("oauth_config").GetProperty("scopes").GetProperty("bot_optional"));

    public static SlackManifest Get(string name) => All.Single(manifest => manifest.Name == name);

    private static IReadOnlyList<string> Words(JsonElement list) => [.. list.EnumerateArray().Select(word => word.GetString()!)];
}
