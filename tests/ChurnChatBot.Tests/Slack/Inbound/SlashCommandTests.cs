using System.Net;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Slack.Inbound;

public sealed class SlashCommandTests : IAsyncLifetime
{
    private const string Person = "slack:T1:U1";
    private SlackHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await SlackHost.StartAsync();
        _host.Api.Answer("chat.postMessage", new JsonObject { ["ok"] = true, ["ts"] = "900.1" });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    private async Task<string?> SayAsync(string text, params (string Name, string Value)[] fields)
    {
        using var answer = await _host.CommandAsync(text, fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync();
        if (body.Length == 0) return null;
        var json = JsonNode.Parse(body)!;
        Assert.Equal("ephemeral", (string?)json["response_type"]);
        return (string)json["text"]!;
    }

    private static NewAudit Worked(string person, int minute = 0) => new(DateTimeOffset.UnixEpoch.AddMinutes(minute), person, "ada", "upload");

    [Fact]
    public async Task Command_BeginsAThread_AndSaysSo()
    {
        _host.Api.Answer("users.info", new JsonObject { ["ok"] = true, ["user"] = new JsonObject { ["profile"] = new JsonObject { ["display_name"] = "<!here> Ada" } } });
        Assert.Contains("began a thread", await SayAsync("status"), StringComparison.Ordinal);

        var posted = await _host.Api.NextAsync("chat.postMessage");
        Assert.Equal(("C1", "&lt;!here&gt; Ada: /churn status"), ((string?)posted.Body["channel"], (string?)posted.Body["text"]));
        Assert.Equal("where are we?", Assert.Single(await _host.TakeAsync("T1/C1/900.1")).Text);
    }

    [Fact]
    public async Task Command_IsAboutTheProjectThatThisPersonLastWorkedOnInThisChannel()
    {
        await _host.SayAsync("other", new ReplyMessage(new Heading("x")), "T1/C2/1.1", Worked(Person));
        await _host.SayAsync("alike", new ReplyMessage(new Heading("x")), "T1/C12/1.1", Worked(Person));
        await _host.SayAsync("hers", new ReplyMessage(new Heading("x")), "T1/C1/2.1", Worked("slack:T1:U2"));
        await _host.SayAsync("mine", new ReplyMessage(new Heading("x")), "T1/C1/3.1", Worked(Person));
        await SayAsync("status");

        Assert.Equal("p-mine", (await _host.Database.FindProjectAsync(new ConversationKey("slack", "T1/C1/900.1")))?.Id);
        Assert.Equal("p-mine", (await _host.Database.FindProjectAsync(new ConversationKey("slack", "T1/C1/3.1")))?.Id);
    }

    [Fact]
    public async Task Command_WhereNothingWasWorkedOn_TakesUpNoProjectFromElsewhere()
    {
        await _host.SayAsync("secret", new ReplyMessage(new Heading("x")), "T1/D1/1.1", Worked(Person));
        await SayAsync("status");

        Assert.Null(await _host.Database.FindProjectAsync(new ConversationKey("slack", "T1/C1/900.1")));
        Assert.Single(await _host.TakeAsync("T1/C1/900.1"));
    }

    [Theory]
    [InlineData("not_in_channel", "not in this conversation")]
    [InlineData("is_archived", "archived")]
    [InlineData("fatal_error", "did not let me begin a thread")]
    public async Task Thread_ThatCannotBegin_IsTold(string error, string sentence)
    {
        _host.Api.Answer("chat.postMessage", new JsonObject { ["ok"] = false, ["error"] = error });
        Assert.Contains(sentence, await SayAsync("status"), StringComparison.Ordinal);
        Assert.True(await _host.IsEmptyAsync());
    }

    [Theory]
    [InlineData("", "What you can say")]
    [InlineData("help", "What you can say")]
    [InlineData("HELP", "What you can say")]
    [InlineData("tune 50 trials for F1", "cannot be told a number of trials")]
    public async Task Commands_ThatNeedNoThread_AreAnsweredAtOnce(string text, string sentence)
    {
        Assert.Contains(sentence, await SayAsync(text), StringComparison.Ordinal);
        Assert.True(await _host.IsEmptyAsync());
        Assert.Empty(_host.Api.Calls);
    }

    [Fact]
    public async Task Slack_ThatIsSlow_DoesNotHoldTheAcknowledgementUp()
    {
        var isReady = new TaskCompletionSource<JsonObject>();
        _host.Api.Answers["chat.postMessage"] = _ => isReady.Task;
        var started = TimeProvider.System.GetTimestamp();

        Assert.Null(await SayAsync("status"));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 1.9, 2.9);
        isReady.SetResult(new JsonObject { ["ok"] = true, ["ts"] = "900.1" });

        Assert.Contains("began a thread", (string?)(await _host.Api.NextAsync("respond")).Body["text"], StringComparison.Ordinal);
        Assert.Single(await _host.TakeAsync("T1/C1/900.1"));
    }

    [Fact]
    public async Task Command_OfAForeignWorkspace_IsRefusedInWords()
    {
        await using var host = await SlackHost.StartAsync(options => options with { AllowedTeams = ["T2"] });
        using var answer = await host.CommandAsync("status");
        Assert.Contains("do not answer people of your workspace", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(await host.IsEmptyAsync());
    }
}
