using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChurnChatBot.Tests.Slack.Manifests;

/// <summary>What Slack asks of a manifest, as far as ours use it. https://docs.slack.dev/reference/app-manifest</summary>
internal static partial class SlackManifestRules
{
    private static readonly string[] Parts = ["_metadata", "display_information", "features", "oauth_config", "settings"];
    private static readonly string[] Features = ["app_home", "bot_user", "agent_view", "assistant_view", "shortcuts", "slash_commands", "unfurl_domains"];
    private static readonly string[] Settings = ["event_subscriptions", "interactivity", "org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled"];

    /// <returns>A sentence for each rule that is broken, naming the property.</returns>
    public static IReadOnlyList<string> Violations(JsonElement manifest) =>
        [.. new[] { Whole(manifest), Display(manifest.GetProperty("display_information")), Pane(manifest.GetProperty("features")), Entries(manifest.GetProperty("features")), OAuth(manifest), Delivery(manifest) }.SelectMany(found => found)];

    private static IEnumerable<string> Whole(JsonElement manifest)
    {
        if (manifest.GetRawText().Contains("${{", StringComparison.Ordinal)) yield return "a placeholder is left";
        foreach (var name in Strangers(manifest, Parts).Concat(Strangers(manifest.GetProperty("features"), Features)).Concat(Strangers(manifest.GetProperty("settings"), Settings)))
            yield return $"{name} is not a property of this rule book";
    }

    private static IEnumerable<string> Display(JsonElement display)
    {
        if (!Fits(display, "name", 1, 35)) yield return "name has not 1 to 35 characters";
        if (!Fits(display, "description", 1, 140)) yield return "description has not 1 to 140 characters";
        if (!Fits(display, "long_description", 175, 4_000)) yield return "long_description has not 175 to 4000 characters";
        if (!HexColor().IsMatch(Text(display, "background_color"))) yield return "background_color is not #rrggbb";
    }

    private static IEnumerable<string> Pane(JsonElement features)
    {
        if (!Fits(features.GetProperty("bot_user"), "display_name", 1, 80)) yield return "display_name has not 1 to 80 characters";
        var panes = new[] { "agent_view", "assistant_view" }.Where(name => features.TryGetProperty(name, out _)).ToArray();
        if (panes.Length != 1) yield return "there is not exactly one of agent_view and assistant_view";
        foreach (var name in panes)
        {
            var pane = features.GetProperty(name);
            if (!Fits(pane, name == "agent_view" ? "agent_description" : "assistant_description", 1, 300)) yield return "the pane's description has not 1 to 300 characters";
            var prompts = List(pane, "suggested_prompts");
            if (prompts.Count is 0 or > 4) yield return "suggested_prompts are not 1 to 4";
            if (prompts.Any(prompt => Text(prompt, "title").Length == 0 || Text(prompt, "message").Length == 0)) yield return "a prompt lacks title or message";
        }
    }

    private static IEnumerable<string> Entries(JsonElement features)
    {
        var (commands, shortcuts) = (List(features, "slash_commands"), List(features, "shortcuts"));
        if (commands.Count is 0 or > 50) yield return "slash_commands are not 1 to 50";
        if (!commands.All(command => Command().IsMatch(Text(command, "command")))) yield return "a command is not a slash and 1 to 31 characters";
        if (!commands.All(command => Fits(command, "description", 1, 2_000) && Fits(command, "usage_hint", 1, 1_000))) yield return "a command's texts have not their lengths";
        if (shortcuts.Count is 0 or > 10) yield return "shortcuts are not 1 to 10";
        foreach (var shortcut in shortcuts)
        {
            if (!Fits(shortcut, "name", 1, 24)) yield return "a shortcut's name has not 1 to 24 characters";
            if (!Fits(shortcut, "description", 1, 150)) yield return "a shortcut's description has not 1 to 150 characters";
            if (!Fits(shortcut, "callback_id", 1, 255)) yield return "a shortcut's callback_id has not 1 to 255 characters";
            if (Text(shortcut, "type") is not ("message" or "global")) yield return "a shortcut's type is not message or global";
        }

        var domains = List(features, "unfurl_domains");
        if (domains.Count > 5 || !domains.All(domain => Host().IsMatch(domain.GetString()!))) yield return "unfurl_domains are not at most 5 host names";
    }

    private static IEnumerable<string> OAuth(JsonElement manifest)
    {
        var scopes = manifest.GetProperty("oauth_config").GetProperty("scopes");
        var (all, optional) = (Words(scopes, "bot"), Words(scopes, "bot_optional"));
        if (all.Length is 0 or > 255 || all.Distinct().Count() < all.Length) yield return "bot has not 1 to 255 different scopes";
        // An optional scope is listed twice: as asked for, and as one that may be left out.
        if (optional.Except(all).Any()) yield return "an optional scope is not among those of the bot";
    }

    private static IEnumerable<string> Delivery(JsonElement manifest)
    {
        var settings = manifest.GetProperty("settings");
        var isSocket = settings.GetProperty("socket_mode_enabled").GetBoolean();
        var addresses = Addresses().Matches(manifest.GetRawText()).Select(match => match.Value).ToArray();
        if (isSocket && addresses.Length > 0) yield return "an address is given where none is needed";
        if (addresses.Any(address => !address.StartsWith("https://", StringComparison.Ordinal))) yield return "an address is not https";
        foreach (var part in new[] { "event_subscriptions", "interactivity" })
            if (settings.GetProperty(part).TryGetProperty("request_url", out _) == isSocket) yield return $"{part} has an address although it is a socket, or none although it is not";
        if (!settings.GetProperty("interactivity").GetProperty("is_enabled").GetBoolean()) yield return "interactivity is off";
        if (Words(settings.GetProperty("event_subscriptions"), "bot_events") is { Length: 0 or > 100 }) yield return "bot_events are not 1 to 100";
    }

    private static IEnumerable<string> Strangers(JsonElement holder, string[] known) => holder.EnumerateObject().Select(property => property.Name).Except(known);

    private static string Text(JsonElement holder, string name) => holder.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static bool Fits(JsonElement holder, string name, int shortest, int longest) => Text(holder, name).Length >= shortest && Text(holder, name).Length <= longest;

    private static List<JsonElement> List(JsonElement holder, string name) => holder.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private static string[] Words(JsonElement holder, string name) => [.. List(holder, name).Select(word => word.GetString()!)];

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$")]
    private static partial Regex HexColor();

    [GeneratedRegex("^/[a-z0-9_-]{1,31}$")]
    private static partial Regex Command();

    [GeneratedRegex(@"^(?![.-])[-a-z0-9.]+[a-z0-9]$")]
    private static partial Regex Host();

    [GeneratedRegex("(?<=\")[a-z]+://[^\"]*")]
    private static partial Regex Addresses();
}
