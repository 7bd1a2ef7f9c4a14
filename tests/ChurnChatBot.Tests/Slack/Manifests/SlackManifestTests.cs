using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Advice;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Tests.Advice;

namespace ChurnChatBot.Tests.Slack.Manifests;

/// <summary>The manifests against Slack's rules, and against the one list of what the bot handles and asks for.</summary>
public sealed class SlackManifestTests
{
    public static TheoryData<string> Names => SlackManifest.Names;

    [Fact]
    public void Manifests_AreAllKnownHere() =>
        Assert.Equal(SlackManifest.All.Select(manifest => manifest.Name).Order(), Directory.GetFiles(SlackManifest.Folder).Select(Path.GetFileName).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Manifest_WithItsPlaceholdersFilled_KeepsTheRules(string name) => Assert.Empty(SlackManifestRules.Violations(SlackManifest.Get(name).Json));

    [Theory]
    [MemberData(nameof(Names))]
    public void Events_AreThoseThatAreHandled(string name)
    {
        var manifest = SlackManifest.Get(name);

        var handled = SlackFeatures.EventsOf(manifest.View).Where(known => manifest.HasAddress || !known.NeedsAddress).ToArray();

        Assert.Equal(handled.Select(known => known.Name).Order(), manifest.Events.Order());
        Assert.All(handled.Where(known => known.Scope is not null), known => Assert.Contains(known.Scope!, manifest.Scopes));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scopes_AreThoseThatAreNeeded_AndOptionalWhereTheBotDoesWithout(string name)
    {
        var manifest = SlackManifest.Get(name);
        var needed = SlackFeatures.Scopes.Where(scope => manifest.HasAddress || !scope.NeedsAddress).ToArray();

        Assert.Equal(needed.Select(scope => scope.Name).Order(), manifest.Scopes.Order());
        Assert.Equal(needed.Where(scope => scope.IsOptional).Select(scope => scope.Name).Order(), manifest.OptionalScopes.Order());
    }

    /// <summary>Whatever reads more than what is said to the bot, or writes unasked, must be left to those who install it, or not be there at all.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Scopes_ThatReachFar_AreOptionalOrAbsent(string name)
    {
        var manifest = SlackManifest.Get(name);

        Assert.Empty(manifest.Scopes.Intersect(["chat:write.public", "chat:write.customize", "channels:join", "channels:read", "users:read.email", "admin"]));
        Assert.Empty(manifest.Scopes.Except(manifest.OptionalScopes).Intersect(["channels:history", "groups:history", "mpim:history", "links:read", "reactions:read", "users:read"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Entries_AreThoseThatAreHandled(string name)
    {
        var features = SlackManifest.Get(name).Features;

        var command = Assert.Single(features.GetProperty("slash_commands").EnumerateArray());
        Assert.Equal(SlackFeatures.Command, command.GetProperty("command").GetString());
        Assert.True(command.GetProperty("should_escape").GetBoolean());
        Assert.Equal(SlackFeatures.Shortcuts.Order(Comparer<SlackShortcut>.Create((one, other) => string.CompareOrdinal(one.CallbackId, other.CallbackId))),
            features.GetProperty("shortcuts").EnumerateArray().Select(shortcut => new SlackShortcut(shortcut.GetProperty("callback_id").GetString()!, shortcut.GetProperty("type").GetString()!)));
        Assert.True(features.GetProperty("app_home").GetProperty("home_tab_enabled").GetBoolean());
        Assert.False(features.GetProperty("app_home").GetProperty("messages_tab_read_only_enabled").GetBoolean());
    }

    [Theory]
    [InlineData("agent.manifest.json")]
    [InlineData("assistant.manifest.json")]
    public void Addresses_AreThoseThatTheBotListensAt(string name)
    {
        var manifest = SlackManifest.Get(name);
        var settings = manifest.Json.GetProperty("settings");

        Assert.Equal(Of(SlackFeatures.EventsPath), settings.GetProperty("event_subscriptions").GetProperty("request_url").GetString());
        Assert.Equal(Of(SlackFeatures.InteractionsPath), settings.GetProperty("interactivity").GetProperty("request_url").GetString());
        Assert.Equal(Of(SlackFeatures.CommandsPath), manifest.Features.GetProperty("slash_commands")[0].GetProperty("url").GetString());
        Assert.Equal(Of(InstallEndpoints.ReturnPath), Assert.Single(manifest.Json.GetProperty("oauth_config").GetProperty("redirect_urls").EnumerateArray()).GetString());
        Assert.Equal(SlackManifest.Domain, Assert.Single(manifest.Features.GetProperty("unfurl_domains").EnumerateArray()).GetString());
        Assert.True(settings.GetProperty("token_rotation_enabled").GetBoolean());

        static string Of(string path) => $"https://{SlackManifest.Domain}{path}";
    }

    [Fact]
    public void Socket_OfABotThatIsInstalledByHand_HasATokenThatDoesNotEnd()
    {
        var settings = SlackManifest.Get("socket.manifest.json").Json.GetProperty("settings");

        Assert.True(settings.GetProperty("socket_mode_enabled").GetBoolean());
        Assert.False(settings.GetProperty("token_rotation_enabled").GetBoolean());
        Assert.False(settings.GetProperty("org_deploy_enabled").GetBoolean());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Prompts_AtAnyMoment_AreUnderstood(string name)
    {
        foreach (var prompt in SlackManifest.Get(name).Pane.GetProperty("suggested_prompts").EnumerateArray())
        {
            foreach (var moment in ExampleContexts.Names)
            {
                var meant = await new RuleAdvisor().InterpretAsync(prompt.GetProperty("message").GetString()!, ExampleContexts.Get(moment), CancellationToken.None);
                Assert.IsNotType<CannotYetRequest>(Assert.IsType<Understood>(meant).Request);
            }
        }
    }

    [Fact]
    public void Features_AreEachNamedOnce()
    {
        Assert.Equal(SlackFeatures.Events.Count, SlackFeatures.Events.Select(known => known.Name).Distinct().Count());
        Assert.Equal(SlackFeatures.Scopes.Count, SlackFeatures.Scopes.Select(scope => scope.Name).Distinct().Count());
        Assert.All(SlackFeatures.Events.Where(known => known.Scope is not null), known => Assert.Contains(SlackFeatures.Scopes, scope => scope.Name == known.Scope));
    }

    [Theory]
    [InlineData("display_information.name", "\"A name that is longer than thirty-five\"", "name has not 1 to 35 characters")]
    [InlineData("display_information.long_description", "\"short\"", "long_description has not 175 to 4000 characters")]
    [InlineData("display_information.background_color", "\"teal\"", "background_color is not #rrggbb")]
    [InlineData("features.assistant_view", "{}", "there is not exactly one of agent_view and assistant_view")]
    [InlineData("features.agent_view.suggested_prompts", "[]", "suggested_prompts are not 1 to 4")]
    [InlineData("features.agent_view.agent_description", "\"\"", "the pane's description has not 1 to 300 characters")]
    [InlineData("features.slash_commands.0.command", "\"churn\"", "a command is not a slash and 1 to 31 characters")]
    [InlineData("features.shortcuts.0.name", "\"Ask about this message now\"", "a shortcut's name has not 1 to 24 characters")]
    [InlineData("features.shortcuts.0.type", "\"app\"", "a shortcut's type is not message or global")]
    [InlineData("features.unfurl_domains.0", "\"https://churn.example.com\"", "unfurl_domains are not at most 5 host names")]
    [InlineData("features.workflows", "{}", "workflows is not a property of this rule book")]
    [InlineData("oauth_config.scopes.bot_optional.0", "\"users:write\"", "an optional scope is not among those of the bot")]
    [InlineData("oauth_config.redirect_urls.0", "\"http://churn.example.com/slack/oauth\"", "an address is not https")]
    [InlineData("settings.socket_mode_enabled", "true", "an address is given where none is needed")]
    [InlineData("settings.interactivity", "{\"is_enabled\":true}", "interactivity has an address although it is a socket, or none although it is not")]
    [InlineData("settings.event_subscriptions.bot_events", "[]", "bot_events are not 1 to 100")]
    public void Rules_OfABrokenManifest_NameWhatIsBroken(string path, string value, string expected)
    {
        var manifest = JsonNode.Parse(SlackManifest.All[0].Filled)!;
        var steps = path.Split('.');
        var holder = steps[..^1].Aggregate(manifest, (node, step) => node is JsonArray list ? list[Index(step)]! : node[step]!);
        if (holder is JsonArray array) array[Index(steps[^1])] = JsonNode.Parse(value);
        else holder[steps[^1]] = JsonNode.Parse(value);
        Assert.Contains(expected, SlackManifestRules.Violations(JsonElement.Parse(manifest.ToJsonString())));
    }

    private static int Index(string step) => int.Parse(step, CultureInfo.InvariantCulture);
}
