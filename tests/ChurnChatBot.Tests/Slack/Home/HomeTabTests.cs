using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Home;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Tests.Teams.Authentication;

namespace ChurnChatBot.Tests.Slack.Home;

public sealed class HomeTabTests : HomeTest
{
    private readonly List<(string Team, string Method, JsonObject Arguments)> _calls = [];
    private readonly Dictionary<string, string> _hashes = [];
    private readonly CapturingLogger<HomeTab> _log = new();
    private Func<string, string?> _refuse = _ => null;

    [Fact]
    public async Task Publish_ForAPerson_ShowsTheirProjectsWithTheirThreads()
    {
        await AddAsync(new SeededProject("p", "p.csv") { State = Waiting() });

        Assert.True(await Tab().PublishAsync("T1", "UADA", CancellationToken.None));

        var publish = _calls.Single(call => call.Method == "views.publish");
        Assert.Equal(("T1", "UADA"), (publish.Team, publish.Arguments["user_id"]!.GetValue<string>()));
        Assert.Contains("p.csv", TextOf(publish.Arguments["view"]!), StringComparison.Ordinal);
        Assert.Contains("https://acme.slack.com/archives/C1/p1700000000000100", publish.Arguments.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hash", publish.Arguments.Select(pair => pair.Key));
    }

    [Fact]
    public async Task Publish_Again_CarriesTheHashAndAsksForNoThreadTwice()
    {
        await AddAsync(new SeededProject("p", "p.csv") { State = Waiting() });
        var tab = Tab();

        Assert.True(await tab.PublishAsync("T1", "UADA", CancellationToken.None));
        Assert.True(await tab.PublishAsync("T1", "UADA", CancellationToken.None));

        Assert.Equal([null, "1"], Published.Select(arguments => arguments["hash"]?.GetValue<string>()));
        Assert.Single(_calls, call => call.Method == "chat.getPermalink");
    }

    [Fact]
    public async Task Publish_AfterAnotherOneCameBetween_ReadsAnewAndOverwrites()
    {
        var tab = Tab();
        await tab.PublishAsync("T1", "UADA", CancellationToken.None);
        // Another process published.
        _hashes["UADA"] = "of the other";
        await AddAsync(new SeededProject("p", "meanwhile.csv"));

        Assert.True(await tab.PublishAsync("T1", "UADA", CancellationToken.None));

        Assert.Equal([null, "1", null], Published.Select(arguments => arguments["hash"]?.GetValue<string>()));
        Assert.Contains("meanwhile.csv", TextOf(Published.Last()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ThatSlackRefuses_IsLoggedByItsWordAlone()
    {
        _refuse = method => method == "views.publish" ? "not_enabled" : null;

        Assert.False(await Tab().PublishAsync("T1", "UADA", CancellationToken.None));

        Assert.Single(Published);
        Assert.Contains("T1 could not be published: not_enabled.", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_WithoutAnAddressOfTheThread_LeadsToTheChannel()
    {
        _refuse = method => method == "chat.getPermalink" ? "channel_not_found" : null;
        await AddAsync(new SeededProject("p", "p.csv") { State = Waiting() });

        Assert.True(await Tab().PublishAsync("T1", "UADA", CancellationToken.None));

        Assert.Contains(Nodes(Published.Single()), node => node["url"]?.GetValue<string>() == "https://slack.com/app_redirect?channel=C1&team=T1");
    }

    [Fact]
    public async Task Publish_WhereTheBotIsNotInstalled_CallsNothing()
    {
        Assert.False(await Tab(new SlackOptions()).PublishAsync("T1", "UADA", CancellationToken.None));
        Assert.Empty(_calls);
    }

    private IEnumerable<JsonObject> Published => _calls.Where(call => call.Method == "views.publish").Select(call => call.Arguments);

    private HomeTab Tab(SlackOptions? options = null) => new(
        Reader(), new Installations(options ?? new SlackOptions { BotToken = "xoxb-1" }), new Permalinks(CallAsync), CallAsync,
        (team, user, _) => new ValueTask<Person>(new Person($"slack:{team}:{user}", "Ada")), _log);

    /// <summary>As Slack does: a hash that is not that of the view that is there is a conflict; none overwrites.</summary>
    private Task<JsonElement> CallAsync(string team, string method, JsonObject arguments, CancellationToken cancellation)
    {
        _calls.Add((team, method, (JsonObject)arguments.DeepClone()));
        return Task.FromResult(JsonElement.Parse((_refuse(method) is { } error ? Refusal(error) : method == "views.publish" ? Publish(arguments) : Permalink(arguments)).ToJsonString()));
    }

    private JsonObject Publish(JsonObject arguments)
    {
        var user = arguments["user_id"]!.GetValue<string>();
        if (arguments["hash"]?.GetValue<string>() is { } hash && hash != _hashes.GetValueOrDefault(user)) return Refusal("hash_conflict");
        _hashes[user] = $"{_calls.Count(call => call.Method == "views.publish")}";
        return new JsonObject { ["ok"] = true, ["view"] = new JsonObject { ["hash"] = _hashes[user] } };
    }

    private static JsonObject Permalink(JsonObject arguments) => new()
    {
        ["ok"] = true,
        ["permalink"] = $"https://acme.slack.com/archives/{arguments["channel"]}/p{arguments["message_ts"]!.GetValue<string>().Replace(".", "", StringComparison.Ordinal)}",
    };

    private static JsonObject Refusal(string error) => new() { ["ok"] = false, ["error"] = error };
}
