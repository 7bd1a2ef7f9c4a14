using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChurnChatBot.Tests.Teams.Package;

/// <summary>
/// What Teams asks of a manifest, as far as ours uses it: version 1.29 of the schema, and what its reference says beside the schema.
/// Lengths of commands are the narrower ones of older clients. https://learn.microsoft.com/microsoft-365/extensibility/schema/
/// </summary>
internal static partial class ManifestRules
{
    private const int MaxCommands = 10;
    private static readonly string[] Scopes = ["personal", "team", "groupChat"];
    private static readonly string[] BuiltInTabs = ["conversations", "about"];

    private static readonly string[] Required = ["$schema", "manifestVersion", "version", "id", "developer", "name", "description", "icons", "accentColor"];

    private static readonly string[] Known = [.. Required, "defaultInstallScope", "defaultGroupCapability", "bots", "staticTabs", "validDomains", "webApplicationInfo"];

    /// <returns>A sentence for each rule that is broken, naming the property.</returns>
    public static IReadOnlyList<string> Violations(JsonElement manifest) =>
        [.. new[] { Whole(manifest), Texts(manifest), Developer(manifest), Bot(manifest), Tabs(manifest), Domains(manifest), SignIn(manifest) }.SelectMany(found => found)];

    private static IEnumerable<string> Whole(JsonElement manifest)
    {
        foreach (var name in Required.Where(name => !manifest.TryGetProperty(name, out _))) yield return $"{name} is missing";
        foreach (var property in manifest.EnumerateObject().Where(property => !Known.Contains(property.Name))) yield return $"{property.Name} is not a property of this rule book";
        if (manifest.GetRawText().Contains("${{", StringComparison.Ordinal)) yield return "a placeholder is left";
        var version = Text(manifest, "manifestVersion");
        if (!Text(manifest, "$schema").Equals($"https://developer.microsoft.com/json-schemas/teams/v{version}/MicrosoftTeams.schema.json", StringComparison.Ordinal)) yield return "$schema is not that of manifestVersion";
        if (!SemanticVersion().IsMatch(Text(manifest, "version"))) yield return "version is not a semantic version";
        if (!IsGuid(manifest, "id")) yield return "id is not a GUID";
        if (!HexColor().IsMatch(Text(manifest, "accentColor"))) yield return "accentColor is not #rrggbb";
        if (!Scopes.Contains(Text(manifest, "defaultInstallScope"))) yield return "defaultInstallScope is not a scope";
        foreach (var icon in new[] { "color", "outline" })
            if (Text(manifest.GetProperty("icons"), icon) is not { Length: > 0 } file || Path.GetFileName(file) != file) yield return $"icons.{icon} is not a file at the root";
    }

    private static IEnumerable<string> Texts(JsonElement manifest)
    {
        var (name, description) = (manifest.GetProperty("name"), manifest.GetProperty("description"));
        if (!Fits(name, "short", 30)) yield return "name.short has not 1 to 30 characters";
        if (!Fits(name, "full", 100)) yield return "name.full has not 1 to 100 characters";
        if (!Fits(description, "short", 80)) yield return "description.short has not 1 to 80 characters";
        if (!Fits(description, "full", 4000)) yield return "description.full has not 1 to 4000 characters";
        var features = List(description, "features");
        if (features.Count is 0 or > 3) yield return "description.features are not 1 to 3";
        foreach (var feature in features)
        {
            if (!Fits(feature, "title", 45)) yield return "a feature's title has not 1 to 45 characters";
            if (!Fits(feature, "description", 120)) yield return "a feature's description has not 1 to 120 characters";
        }
    }

    private static IEnumerable<string> Developer(JsonElement manifest)
    {
        var developer = manifest.GetProperty("developer");
        if (!Fits(developer, "name", 32)) yield return "developer.name has not 1 to 32 characters";
        foreach (var page in new[] { "websiteUrl", "privacyUrl", "termsOfUseUrl" })
            if (HostOf(developer, page) is null) yield return $"developer.{page} is not an https address";
    }

    private static IEnumerable<string> Bot(JsonElement manifest)
    {
        var bots = List(manifest, "bots");
        if (bots.Count != 1) yield return "bots are not one";
        if (bots.Count == 0) yield break;
        var lists = List(bots[0], "commandLists");
        if (!IsGuid(bots[0], "botId")) yield return "botId is not a GUID";
        if (!Words(bots[0], "scopes").Order().SequenceEqual(Scopes.Order())) yield return "the bot's scopes are not personal, team and groupChat";
        if (lists.Count > 3) yield return "commandLists are more than 3";
        if (!lists.SelectMany(list => Words(list, "scopes")).Order().SequenceEqual(Scopes.Order())) yield return "a scope has not exactly one command list";
        foreach (var found in lists.SelectMany(Commands)) yield return found;
    }

    private static IEnumerable<string> Commands(JsonElement list)
    {
        var commands = List(list, "commands");
        if (commands.Count is 0 or > MaxCommands) yield return $"a list has not 1 to {MaxCommands} commands";
        if (commands.Select(command => Text(command, "title")).Distinct(StringComparer.OrdinalIgnoreCase).Count() < commands.Count) yield return "a list has a command twice";
        foreach (var command in commands)
        {
            if (!Fits(command, "title", 32)) yield return "a command's title has not 1 to 32 characters";
            if (!Fits(command, "description", 128)) yield return "a command's description has not 1 to 128 characters";
            if (Text(command, "type") != "prompt" || !Fits(command, "prompt", 4000)) yield return "a command is not a prompt of 1 to 4000 characters";
        }
    }

    private static IEnumerable<string> Tabs(JsonElement manifest)
    {
        var tabs = List(manifest, "staticTabs");
        var domains = Words(manifest, "validDomains").ToList();
        if (tabs.Count > 16) yield return "staticTabs are more than 16";
        if (tabs.Select(tab => Text(tab, "entityId")).Distinct().Count() < tabs.Count) yield return "an entityId is there twice";
        foreach (var tab in tabs)
        {
            if (!Fits(tab, "entityId", 64)) yield return "an entityId has not 1 to 64 characters";
            if (!Words(tab, "scopes").SequenceEqual(["personal"])) yield return "a static tab is not personal";
            if (BuiltInTabs.Contains(Text(tab, "entityId")))
            {
                if (tab.EnumerateObject().Count() != 2) yield return "a tab of Teams itself has more than entityId and scopes";
                continue;
            }

            if (!Fits(tab, "name", 128)) yield return "a tab's name has not 1 to 128 characters";
            foreach (var address in new[] { "contentUrl", "websiteUrl" })
                if (HostOf(tab, address) is not { } host || !domains.Contains(host)) yield return $"a tab's {address} is not an https address below a valid domain";
        }
    }

    private static IEnumerable<string> Domains(JsonElement manifest)
    {
        var domains = Words(manifest, "validDomains").ToList();
        if (domains.Count is 0 or > 100) yield return "validDomains are not 1 to 100";
        if (domains.Any(domain => Uri.CheckHostName(domain) != UriHostNameType.Dns || !domain.Contains('.'))) yield return "a valid domain is not a host name";
    }

    /// <summary>What Teams signs people in for on a page of the app: the app's own registration, under a name that holds the page's host.</summary>
    private static IEnumerable<string> SignIn(JsonElement manifest)
    {
        if (!manifest.TryGetProperty("webApplicationInfo", out var info)) yield break;
        if (!IsGuid(info, "id")) yield return "webApplicationInfo.id is not a GUID";
        if (!Words(manifest, "validDomains").Any(domain => Text(info, "resource") == $"api://{domain}/{Text(info, "id")}")) yield return "webApplicationInfo.resource is not api://, a valid domain and the id";
    }

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static bool Fits(JsonElement of, string name, int most) => !string.IsNullOrWhiteSpace(Text(of, name)) && Text(of, name).Length <= most;

    private static IReadOnlyList<JsonElement> List(JsonElement of, string name) => of.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private static IEnumerable<string> Words(JsonElement of, string name) => List(of, name).Select(word => word.GetString()!);

    private static bool IsGuid(JsonElement of, string name) => Guid.TryParseExact(Text(of, name), "D", out _);

    private static string? HostOf(JsonElement of, string name) =>
        Uri.TryCreate(Text(of, name), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address.Host : null;

    [GeneratedRegex(@"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)\z")]
    private static partial Regex SemanticVersion();

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z")]
    private static partial Regex HexColor();
}
