using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>What was ordered to go wrong does, as often as it was ordered, and then no more.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private StandInSlack _slack = null!;
    private StandInCaller _caller = null!;
    private StandInChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _slack = await StandInSlack.StartAsync();
        _caller = StandInCaller.For(_slack);
        _channel = _slack.Workspace.Channel("churn", _slack.Workspace.Add("Ada"));
    }

    public async Task DisposeAsync()
    {
        _caller.Dispose();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task RateLimit_SaysHowLongToWait()
    {
        _slack.Faults.Order(new FaultOrder(FaultKind.RateLimited, "chat.postMessage") { Times = 2, RetryAfter = TimeSpan.FromSeconds(7) });

        var other = await _caller.CallFormAsync("auth.test");
        var first = await _caller.PostAsync(_channel, "a");
        var second = await _caller.PostAsync(_channel, "b");
        var third = await _caller.PostAsync(_channel, "c");

        Assert.True(other.IsOk);
        Assert.Equal((429, "ratelimited", TimeSpan.FromSeconds(7)), (first.Status, first.Error, first.RetryAfter));
        Assert.Equal((429, 200), (second.Status, third.Status));
        Assert.Equal("c", Assert.Single(_channel.Messages).Text);
    }

    [Fact]
    public async Task Page_IsHtml()
    {
        _slack.Faults.Order(new FaultOrder(FaultKind.Page));
        _slack.Faults.Order(new FaultOrder(FaultKind.PageWithOk));

        var down = await _caller.PostAsync(_channel, "a");
        var signIn = await _caller.PostAsync(_channel, "a");

        Assert.Equal((503, 200), (down.Status, signIn.Status));
        Assert.All([down, signIn], answer => Assert.StartsWith("<!DOCTYPE html>", answer.Text, StringComparison.Ordinal));
        Assert.Empty(_channel.Messages);
    }

    [Fact]
    public async Task Refusal_ByOrder_MeetsOnlyTheCallsItIsMeantFor()
    {
        _slack.Faults.Order(new FaultOrder(FaultKind.Refused, "chat.postMessage") { Error = "invalid_blocks", Messages = ["[ERROR] no [json-pointer:/blocks/0]"], Fits = call => call.ContainsKey("blocks") });

        var plain = await _caller.PostAsync(_channel, "a");
        var blocks = await _caller.CallAsync("chat.postMessage", new JsonObject { ["channel"] = _channel.Id, ["blocks"] = new JsonArray(new JsonObject { ["type"] = "divider" }) });

        Assert.True(plain.IsOk);
        Assert.Equal(("invalid_blocks", "[ERROR] no [json-pointer:/blocks/0]"), (blocks.Error, blocks.Messages[0]));
    }

    [Fact]
    public async Task Reset_AfterwardsHasDoneWhatWasAsked_AndBeforeHasNot()
    {
        _slack.Faults.Order(new FaultOrder(FaultKind.Reset));
        _slack.Faults.Order(new FaultOrder(FaultKind.ResetAfterwards));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _caller.PostAsync(_channel, "before"));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _caller.PostAsync(_channel, "afterwards"));

        Assert.Equal("afterwards", Assert.Single(_channel.Messages).Text);
        Assert.Equal(2, _slack.Faults.Count("chat.postMessage"));
    }

    [Fact]
    public async Task Hang_AnswersNothingUntilTheCallerGivesUp()
    {
        _slack.Faults.Order(new FaultOrder(FaultKind.Hang));
        using var impatient = new HttpClient { Timeout = TimeSpan.FromMilliseconds(200) };

        await Assert.ThrowsAsync<TaskCanceledException>(() => impatient.GetAsync(new Uri(_slack.Api, "auth.test")));
    }
}
