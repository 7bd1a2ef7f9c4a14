using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>Slack's own clients get along with the stand-in: what it answers, sends and signs is what they take for Slack.</summary>
public sealed class SlackClientTests
{
    private const string Plan = """
        [{"type":"actions","elements":[{"type":"checkboxes","action_id":"items","options":[{"text":{"type":"plain_text","text":"One"},"value":"1"}],"initial_options":[{"text":{"type":"plain_text","text":"One"},"value":"1"}]},
          {"type":"button","action_id":"approve","text":{"type":"plain_text","text":"Approve"},"value":"v"}]}]
        """;

    [SlackClientsFact]
    public async Task WebClient_CallsWhateverTheBotCalls_AndUnderstandsTheAnswers()
    {
        await using var slack = await StandInSlack.StartAsync();
        var ada = slack.Workspace.Add("Ada Lovelace");
        var channel = slack.Workspace.Channel("churn", ada);
        slack.Faults.Order(new FaultOrder(FaultKind.RateLimited, "auth.test"));
        slack.Faults.Order(new FaultOrder(FaultKind.Page, "chat.postMessage") { Fits = arguments => (string?)arguments["text"] == "after the page" });
        await using var script = NodeScript.Start("web-client.js", slack, new Dictionary<string, string>
        {
            ["SLACK_CHANNEL"] = channel.Id,
            ["SLACK_USER"] = ada.Id,
            ["SLACK_THREAD"] = ThreadMember.Direct(slack, ada).Write("hello").Ts,
        });

        // A trigger lasts three seconds, so it is given when it is needed.
        await script.LineAsync("ok a stream");
        script.Say(slack.Triggers.Give(ada));
        await script.LineAsync("done");

        Assert.Equal(["Approved", "Answer", "Here", "Trying models", "after the page"], channel.SeenBy(ada).Where(message => message.OnlyFor is null).Select(message => message.Text));
        Assert.Equal(1, channel.Messages.Count(message => message.IsDeleted));
        Assert.Equal("a,b\n1,2\n"u8.ToArray(), slack.Files.Content(channel.Messages.SelectMany(message => message.Files).Single().Id));
        Assert.Equal("home", (string?)ada.Home!["type"]);
        Assert.Single(slack.Workspace.Direct(ada).Assistant.Prompts);
    }

    [SlackClientsFact]
    public async Task SocketModeClient_TakesEnvelopes_AndComesBackAfterDisconnect()
    {
        await using var slack = await StandInSlack.StartAsync(new StandInSlackOptions { UsesSockets = true });
        var ada = ThreadMember.Direct(slack, slack.Workspace.Add("Ada"));
        var inChannel = ada with { Channel = slack.Workspace.Channel("churn", ada.User) };
        await using var script = NodeScript.Start("socket-client.js", slack);
        await script.LineAsync("started");

        var mentioning = inChannel.MentionAsync("hello");
        await script.LineAsync("unacknowledged");
        await script.LineAsync($"mention 1 <@{slack.Workspace.BotUserId}> hello");
        await mentioning;
        await inChannel.RunAsync("/churn", "status");
        await script.LineAsync("command /churn status");
        await ada.UseShortcutAsync("new_project");
        await script.LineAsync("interactive shortcut");
        await slack.Sockets.RefreshAsync(TimeSpan.FromMilliseconds(100));
        await slack.Sockets.WaitForOpenAsync(2);
        await ada.SayAsync("again");
        await script.LineAsync("message again");
        await script.EndAsync();

        Assert.Equal("heard status", inChannel.Seen[^1].Text);
        Assert.Empty(slack.Delivery.Failures);
    }

    [SlackClientsFact]
    public async Task Bolt_AcceptsWhatIsSigned_AndNothingElse()
    {
        await using var slack = await StandInSlack.StartAsync();
        var ada = ThreadMember.Direct(slack, slack.Workspace.Add("Ada"));
        await using var script = NodeScript.Start("bolt-receiver.js", slack);
        slack.Bot = new Uri((await script.LineAsync("listening "))["listening ".Length..]);

        var verification = await slack.Delivery.VerifyUrlAsync("challenge");
        var forged = await slack.Delivery.PostJsonAsync(slack.BotAddress("events"), "{}", new Dictionary<string, string> { [SlackSignature.Header] = "v0=" + new string('0', 64) });
        await ada.OpenMessagesAsync();
        await script.LineAsync("home messages");
        await ada.SayAsync("hello");
        await script.LineAsync("message hello");
        await (ada with { Channel = slack.Workspace.Channel("churn", ada.User) }).MentionAsync("hello");
        await script.LineAsync($"mention <@{slack.Workspace.BotUserId}> hello");
        var message = slack.Post(ada.Channel, new MessageContent("Plan", BlockElements.WithIds((JsonArray)JsonNode.Parse(Plan)!)), null);
        await ada.PressAsync(message, BlockElements.Of(message.Blocks).Last());
        await script.LineAsync("action v 1");
        await ada.RunAsync("/churn", "status");
        await script.LineAsync("command status");
        await ada.UseShortcutAsync("new_project");
        await script.LineAsync("shortcut");
        var modal = ViewMember.Modal(slack, ada.User);
        await modal.FillAsync(modal.Element("text"), "Q3");
        var (_, errors) = await modal.SubmitAsync();
        await script.LineAsync("view Q3");
        await script.EndAsync();

        Assert.Equal("challenge", (string?)verification.Json!["challenge"]);
        Assert.Equal((401, "Taken"), (forged.Status, errors["name"]));
        Assert.Equal("heard status", ada.Seen[^1].Text);
        Assert.Empty(slack.Delivery.Failures);
    }
}
