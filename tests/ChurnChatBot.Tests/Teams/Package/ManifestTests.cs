using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Advice;
using ChurnChatBot.Requests;
using ChurnChatBot.Tests.Advice;

namespace ChurnChatBot.Tests.Teams.Package;

/// <summary>The manifest keeps the rules, the rules find what breaks them, and the bot understands what the manifest proposes to say.</summary>
public sealed class ManifestTests
{
    /// <summary>The moments at which a command may be chosen: Teams shows the same list at each.</summary>
    private static readonly string[] Moments = ["empty", "cleaning", "features", "training", "model"];

    public static TheoryData<string, string> Sayings
    {
        get
        {
            var sayings = ManifestSource.Commands.SelectMany(command => new[] { command.Command.GetProperty("title").GetString()!, command.Command.GetProperty("prompt").GetString()! });
            var rows = new TheoryData<string, string>();
            foreach (var saying in sayings.Distinct())
                foreach (var moment in Moments) rows.Add(moment, saying);
            return rows;
        }
    }

    [Fact]
    public void Manifest_WithItsPlaceholdersFilled_KeepsTheRules() => Assert.Empty(ManifestRules.Violations(JsonElement.Parse(ManifestSource.Filled)));

    [Fact]
    public void Manifest_AsItIsKept_NamesNoBot()
    {
        var found = ManifestRules.Violations(JsonElement.Parse(ManifestSource.Text));
        Assert.Contains("a placeholder is left", found);
        Assert.Contains("id is not a GUID", found);
        Assert.Contains("botId is not a GUID", found);
    }

    [Theory]
    [InlineData("name.short", "\"A name that is longer than thirty\"", "name.short has not 1 to 30 characters")]
    [InlineData("description.short", "\"\"", "description.short has not 1 to 80 characters")]
    [InlineData("description.features", "[]", "description.features are not 1 to 3")]
    [InlineData("version", "\"1.0\"", "version is not a semantic version")]
    [InlineData("manifestVersion", "\"1.17\"", "$schema is not that of manifestVersion")]
    [InlineData("id", "\"churn\"", "id is not a GUID")]
    [InlineData("accentColor", "\"teal\"", "accentColor is not #rrggbb")]
    [InlineData("icons.color", "\"icons/color.png\"", "icons.color is not a file at the root")]
    [InlineData("authorization", "{}", "authorization is not a property of this rule book")]
    [InlineData("webApplicationInfo.id", "\"churn\"", "webApplicationInfo.id is not a GUID")]
    [InlineData("webApplicationInfo.resource", "\"api://elsewhere.example.com/1\"", "webApplicationInfo.resource is not api://, a valid domain and the id")]
    [InlineData("developer.privacyUrl", "\"http://example.com/\"", "developer.privacyUrl is not an https address")]
    [InlineData("bots.0.scopes", "[\"personal\"]", "the bot's scopes are not personal, team and groupChat")]
    [InlineData("bots.0.commandLists.1.scopes", "[\"team\"]", "a scope has not exactly one command list")]
    [InlineData("bots.0.commandLists.0.commands", "[]", "a list has not 1 to 10 commands")]
    [InlineData("bots.0.commandLists.0.commands.0.title", "\"try the sample\"", "a list has a command twice")]
    [InlineData("bots.0.commandLists.0.commands.0.prompt", "\"\"", "a command is not a prompt of 1 to 4000 characters")]
    [InlineData("staticTabs.1.contentUrl", "\"https://elsewhere.example.com/\"", "a tab's contentUrl is not an https address below a valid domain")]
    [InlineData("staticTabs.1.scopes", "[\"team\"]", "a static tab is not personal")]
    [InlineData("staticTabs.0.name", "\"Chat\"", "a tab of Teams itself has more than entityId and scopes")]
    [InlineData("staticTabs.2.entityId", "\"conversations\"", "an entityId is there twice")]
    [InlineData("validDomains.0", "\"https://churn.example.com\"", "a valid domain is not a host name")]
    public void Rules_OfABrokenManifest_NameWhatIsBroken(string path, string value, string expected)
    {
        var manifest = JsonNode.Parse(ManifestSource.Filled)!;
        var steps = path.Split('.');
        var holder = steps[..^1].Aggregate(manifest, (node, step) => node is JsonArray list ? list[Index(step)]! : node[step]!);
        if (holder is JsonArray array) array[Index(steps[^1])] = JsonNode.Parse(value);
        else holder[steps[^1]] = JsonNode.Parse(value);
        Assert.Contains(expected, ManifestRules.Violations(JsonElement.Parse(manifest.ToJsonString())));
    }

    [Fact]
    public void Manifest_OfABotThatTalksAndTakesFiles_SaysSo()
    {
        var bot = JsonElement.Parse(ManifestSource.Filled).GetProperty("bots")[0];
        Assert.True(bot.GetProperty("supportsFiles").GetBoolean());
        Assert.False(bot.GetProperty("isNotificationOnly").GetBoolean());
    }

    /// <summary>Older clients put the title into the box where newer ones put the prompt, so both are said to the bot.</summary>
    [Theory]
    [MemberData(nameof(Sayings))]
    public async Task Command_AtAnyMoment_IsUnderstood(string moment, string saying)
    {
        var meant = await new RuleAdvisor().InterpretAsync(saying, ExampleContexts.Get(moment), CancellationToken.None);
        Assert.IsNotType<CannotYetRequest>(Assert.IsType<Understood>(meant).Request);
    }

    [Fact]
    public async Task Command_ByItsTitleAndByItsPrompt_MeansTheSame()
    {
        foreach (var (scope, command) in ManifestSource.Commands)
            Assert.Equal((scope, await MeaningOf(command, "prompt")), (scope, await MeaningOf(command, "title")));
    }

    [Fact]
    public void Commands_WhereOthersRead_NeitherDeleteNorNameCustomers()
    {
        var personalOnly = new[] { "delete this project", "who is at risk?" };
        var shared = ManifestSource.Commands.Where(command => command.Scope != "personal").Select(command => command.Command.GetProperty("prompt").GetString()!);
        Assert.Empty(shared.Intersect(personalOnly));
    }

    private static int Index(string step) => int.Parse(step, CultureInfo.InvariantCulture);

    private static async Task<string> MeaningOf(JsonElement command, string property) =>
        InterpretationText.Of(await new RuleAdvisor().InterpretAsync(command.GetProperty(property).GetString()!, ExampleContexts.Get("model"), CancellationToken.None));
}
