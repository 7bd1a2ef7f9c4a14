using System.Text.Json.Nodes;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Tests.Projects;
using ChurnChatBot.Tests.Teams.Authentication;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Slack.Install;

public sealed class ConfiguredTokenTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly AdjustableClock _clock = new();
    private readonly CapturingLogger<ConfiguredToken> _log = new();
    private TokenIssuer _slack = null!;

    public async Task InitializeAsync() => _slack = await TokenIssuer.StartAsync();

    public async Task DisposeAsync() => await _slack.DisposeAsync();

    [Fact]
    public async Task Token_ForManyAtOnce_IsAskedAboutOnce()
    {
        var configured = Configured();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => configured.ForAsync("T1", None).AsTask())));

        Assert.All(tokens, token => Assert.Equal(("xoxb-configured", "T1", "UBOT", "B1"), (token!.Value, token.TeamId, token.BotUserId, token.BotId)));
        Assert.Equal(["chat:write", "commands"], tokens[0]!.Scopes.Order());
        var call = Assert.Single(_slack.Calls);
        Assert.Equal(("auth.test", "Bearer xoxb-configured"), (call.Method, call.Authorization));
        Assert.DoesNotContain("xoxb", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_OfAnotherWorkspace_IsNotShownThere()
    {
        Assert.Null(await Configured().ForAsync("T2", None));
    }

    [Fact]
    public async Task Token_OfAWholeOrganisation_ServesItsWorkspaces()
    {
        _slack.Test = new JsonObject { ["ok"] = true, ["team_id"] = "E1", ["enterprise_id"] = "E1", ["user_id"] = "UBOT", ["bot_id"] = "B1", ["is_enterprise_install"] = true };

        Assert.Equal("T2", (await Configured().ForAsync("T2", None))!.TeamId);
    }

    [Fact]
    public async Task Token_ThatSlackRefuses_IsNotUsedAndSaidLoudly()
    {
        _slack.Test = new JsonObject { ["ok"] = false, ["error"] = "invalid_auth" };
        var configured = Configured();

        Assert.Null(await configured.ForAsync("T1", None));
        Assert.Null(await configured.ForAsync("T1", None));

        Assert.Single(_slack.Calls);
        Assert.Contains("Error Slack refuses the token in the configuration (Slack:BotToken): invalid_auth.", _log.Text, StringComparison.Ordinal);
        _slack.Test = new JsonObject { ["ok"] = true, ["team_id"] = "T1" };
        _clock.Now += ConfiguredToken.RefusalRest;
        Assert.NotNull(await configured.ForAsync("T1", None));
    }

    [Fact]
    public async Task Token_WhileSlackIsDown_IsUsedWithoutKnowingItsOwner()
    {
        _slack.Trouble = context => context.Response.WriteAsync("<html>busy</html>");
        var configured = Configured();

        var unknown = (await configured.ForAsync("T1", None))!;
        Assert.Equal(("xoxb-configured", (string?)null, (string?)null), (unknown.Value, unknown.BotUserId, unknown.BotId));
        Assert.Contains("Error Slack could not be asked", _log.Text, StringComparison.Ordinal);
        _slack.Trouble = null;
        Assert.Null((await configured.ForAsync("T1", None))!.BotUserId);
        _clock.Now += ConfiguredToken.FailureRest;

        Assert.Equal("UBOT", (await configured.ForAsync("T1", None))!.BotUserId);
    }

    [Fact]
    public async Task Token_AfterSomethingHappenedToIt_IsAskedAboutAnew()
    {
        var configured = Configured();
        Assert.NotNull(await configured.ForAsync("T1", None));
        _slack.Test = new JsonObject { ["ok"] = false, ["error"] = "account_inactive" };
        Assert.NotNull(await configured.ForAsync("T1", None));

        await new Installations(_slack.Options, configured).RemoveAsync("T1", null, _clock.Now, None);

        Assert.Null(await configured.ForAsync("T1", None));
    }

    [Fact]
    public async Task Token_ThatIsRotated_IsWarnedOf()
    {
        await Configured("xoxe.xoxb-1").ForAsync("T1", None);

        Assert.Contains("it ends after twelve hours", _log.Text, StringComparison.Ordinal);
    }

    private ConfiguredToken Configured(string token = "xoxb-configured") => new(token, _slack.Client(), _clock, _log);
}
