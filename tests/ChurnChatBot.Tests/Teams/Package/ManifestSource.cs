using System.Text.Json;

namespace ChurnChatBot.Tests.Teams.Package;

/// <summary>The manifest as it is kept, and with the values of an imagined bot in place of its placeholders.</summary>
internal static class ManifestSource
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "manifests", "teams");

    public static string Text { get; } = File.ReadAllText(Path.Combine(Folder, "manifest.json"));

    public static string Filled { get; } = FilledWith(
        ("BOT_APP_ID", "7c9e6679-7425-40de-944b-e07fc1f90ae7"),
        ("TEAMS_APP_ID", "0f8fad5b-d9cb-469f-a165-70867728950e"),
        ("BOT_DOMAIN", "churn.example.com"),
        ("DEVELOPER_NAME", "Example"),
        ("DEVELOPER_WEBSITE", "https://example.com/"),
        ("DEVELOPER_PRIVACY", "https://example.com/privacy"),
        ("DEVELOPER_TERMS_OF_USE", "https://example.com/terms"));

    /// <summary>Every command with the one scope that its list is for.</summary>
    public static IEnumerable<(string Scope, JsonElement Command)> Commands =>
        from list in JsonElement.Parse(Filled).GetProperty("bots")[0].GetProperty("commandLists").EnumerateArray()
        from command in list.GetProperty("commands").EnumerateArray()
        select (list.GetProperty("scopes")[0].GetString()!, command);

    public static string FilledWith(params (string Placeholder, string Value)[] values) =>
        values.Aggregate(Text, (text, value) => text.Replace("${{" + value.Placeholder + "}}", value.Value, StringComparison.Ordinal));
}
