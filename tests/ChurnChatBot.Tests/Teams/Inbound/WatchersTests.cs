using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams;
using ChurnChatBot.Teams.Outbound;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Tests.Teams.Inbound;

/// <summary>Where others read along, a card that waits is drawn anew for those who may not decide, and for nobody else.</summary>
public sealed class WatchersTests : IAsyncLifetime
{
    private const string Ben = "22222222-0000-0000-0000-000000000002";
    private static readonly ConversationKey Group = new("teams", "19:thread");
    private static readonly ReplyMessage Plan = new(new Heading("A plan"), new ApprovalPrompt("a1", "h1", [new Choice("Approve 8 steps", new ActionCommand(ActionVerb.Approve, ("approval", "a1"), ("hash", "h1")))]));
    private TeamsHost _host = null!;

    public async Task InitializeAsync() => _host = await TeamsHost.StartAsync(new TeamsOptions { Roles = [new RoleAssignment { Role = Role.Approver, People = [Ben] }] });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Viewer_WhoSpoke_SeesTheCardWithoutItsButtons_WhileAnApproverKeepsThem()
    {
        await SayAsync(Said("groupChat"), "1");
        await SayAsync(ByBen(Said("groupChat")), "2");
        await SayAsync(Said("groupChat"), "3");

        var card = await CardAsync(Plan);
        Assert.Equal(["29:ada"], Watchers(card));
        Assert.Equal("refresh", (string?)card["refresh"]!["action"]!["verb"]);

        await StoreAsync(Plan);
        Assert.DoesNotContain("Approve 8 steps", await RefreshedAsync(Said("groupChat")), StringComparison.Ordinal);
        Assert.Contains("Approve 8 steps", await RefreshedAsync(ByBen(Said("groupChat"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_ThatWaitsForNobody_IsTheSameForAll()
    {
        await SayAsync(Said("groupChat"), "1");

        Assert.Null((await CardAsync(new ReplyMessage(new Heading("An answer"))))["refresh"]);
        Assert.Null((await CardAsync(Decided.With(Plan, "Approved by Ben")))["refresh"]);
    }

    [Fact]
    public async Task PersonalChat_HasNoWatchers()
    {
        await SayAsync(Said("personal"), "1");

        Assert.Null((await CardAsync(Plan))["refresh"]);
    }

    [Fact]
    public async Task Watchers_AreNoMoreThanTeamsDrawsFor()
    {
        for (var i = 0; i < 70; i++)
        {
            var activity = Said("groupChat");
            activity["from"] = new JsonObject { ["id"] = FormattableString.Invariant($"29:person{i}"), ["name"] = "Somebody", ["aadObjectId"] = Guid.NewGuid().ToString() };
            await SayAsync(activity, FormattableString.Invariant($"m{i}"));
        }

        Assert.Equal(60, Watchers(await CardAsync(Plan)).Length);
    }

    private static JsonObject Said(string type) => SampleActivities.Message("<at>ChurnChatBot</at> hello", type).With("serviceUrl", "http://127.0.0.1:9/")
        .With("entities", new JsonArray(SampleActivities.Mention("<at>ChurnChatBot</at>")));

    private static JsonObject ByBen(JsonObject activity) => activity.With("from", new JsonObject { ["id"] = "29:ben", ["name"] = "Ben", ["aadObjectId"] = Ben });

    private static string[] Watchers(JsonNode card) => [.. card["refresh"]!["userIds"]!.AsArray().Select(id => (string)id!)];

    private async Task SayAsync(JsonObject activity, string id)
    {
        using var answer = await _host.PostAsync(activity.With("id", id));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<JsonNode> CardAsync(ReplyMessage message)
    {
        var reference = JsonSerializer.Deserialize<ConversationReference>((await _host.Database.ReferenceAsync(Group))!.BodyJson, ProtocolJson.Options)!;
        return JsonNode.Parse(ActivityWriter.Write(new OutgoingMessage("m1", 1, message), reference).Attachments![0].Content!.Value.GetRawText())!;
    }

    private Task StoreAsync(ReplyMessage message) => _host.Database.CommitAsync(new ProjectCommit
    {
        ProjectId = "p1",
        ExpectedVersion = 0,
        Name = "customers.csv",
        StateJson = "{}",
        LinkConversation = Group,
        Messages = [new MessageWrite("m1", Group, MessageRow.BotAuthor, StoredJson.Write(message))],
        At = DateTimeOffset.UnixEpoch,
    });

    private async Task<string> RefreshedAsync(JsonObject activity)
    {
        var action = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "refresh", ["data"] = new JsonObject { ["message"] = "m1" } };
        using var answer = await _host.PostAsync(activity.With("type", "invoke").With("name", "adaptiveCard/action").With("id", Guid.NewGuid().ToString()).With("value", new JsonObject { ["action"] = action }));
        return await answer.Content.ReadAsStringAsync();
    }
}
