using System.Net;
using System.Text;
using System.Text.Json;
using ChurnChatBot.Requests;
using ChurnChatBot.Web;

namespace ChurnChatBot.Tests.Web;

public sealed class TurnEndpointTests(SharedWebHost shared) : IClassFixture<SharedWebHost>
{
    private readonly string _id = ConversationId.New();
    private readonly WebHost _host = shared.Host;

    [Fact]
    public async Task Text_IsStoredBeforeItIsAcknowledged()
    {
        var turnId = Guid.NewGuid();

        var answer = await _host.PostTurnAsync(_id, new { turnId, text = " churn rate by city? " });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var turn = (await _host.PendingTurnAsync(_id))!;
        Assert.Equal(($"web:{turnId}", "churn rate by city?", "You"), (turn.TurnId, turn.Text, turn.Person.Name));
    }

    [Fact]
    public async Task SameTurnAgain_IsAcknowledgedButTakenOnce()
    {
        var turn = new { turnId = Guid.NewGuid(), text = "once" };

        Assert.Equal(HttpStatusCode.Accepted, (await _host.PostTurnAsync(_id, turn)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await _host.PostTurnAsync(_id, turn)).StatusCode);

        await _host.Database.CompleteTurnAsync($"web:{turn.turnId}", DateTimeOffset.UnixEpoch);
        Assert.Null(await _host.PendingTurnAsync(_id));
    }

    [Fact]
    public async Task Action_KeepsVerbDataInputsAndMessage()
    {
        await _host.PostTurnAsync(_id, new
        {
            turnId = Guid.NewGuid(),
            action = new { verb = ActionVerb.Approve, data = new { approval = "ap-1", hash = "h" }, inputs = new { items = "a,b" }, messageId = "m1" },
        });

        var action = (await _host.PendingTurnAsync(_id))!.Action!;
        Assert.Equal((ActionVerb.Approve, "ap-1", "a,b", "m1"), (action.Command.Verb, action.Command.Data["approval"], action.Inputs["items"], action.MessageId));
    }

    public static TheoryData<string, int> Refused => new()
    {
        { """{"text":"no id"}""", 400 },
        { """{"turnId":"web:1","text":"no UUID"}""", 400 },
        { """{"turnId":"11111111-1111-4111-8111-111111111111"}""", 400 },
        { """{"turnId":"11111111-1111-4111-8111-111111111111","text":"  "}""", 400 },
        { """{"turnId":"11111111-1111-4111-8111-111111111111","text":"both","action":{"verb":"say"}}""", 400 },
        { """{"turnId":"11111111-1111-4111-8111-111111111111","action":{"verb":"format_disk"}}""", 400 },
        { """{"turnId":"11111111-1111-4111-8111-111111111111","action":{"verb":"welcome"}}""", 400 },
        { """{"turnId":"11111111-1111-4111-8111-111111111111","action":{"verb":"say","data":{"text":null}}}""", 400 },
        { """{"turnId":"11111111-1111-4111-8111-111111111111","action":{"verb":"say","data":{"a":{"b":{"c":{"d":{"e":{"f":1}}}}}}}}""", 400 },
        { "null", 400 },
        { "{", 400 },
        { "{\"turnId\":\"11111111-1111-4111-8111-111111111111\",\"text\":\"" + new string('x', 4001) + "\"}", 400 },
        { "{\"turnId\":\"11111111-1111-4111-8111-111111111111\",\"action\":{\"verb\":\"say\",\"data\":{\"text\":\"" + new string('<', 15_000) + "\"}}}", 400 },
        { "{\"text\":\"" + new string('x', 200_000) + "\"}", 413 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task WrongTurn_IsRefusedInASentence(string body, int status)
    {
        var answer = await _host.Client.PostAsync($"/projects/{_id}/turns", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(status, (int)answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.EndsWith(".", problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Null(await _host.PendingTurnAsync(_id));
    }

    [Fact]
    public async Task LargestAllowedAction_IsTaken()
    {
        var answer = await _host.PostTurnAsync(_id, new { turnId = Guid.NewGuid(), action = new { verb = ActionVerb.Say, data = new { text = new string('<', 14_900) } } });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task FormPost_IsRefused()
    {
        var answer = await _host.Client.PostAsync($"/projects/{_id}/turns", new FormUrlEncodedContent([new("text", "hi")]));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }
}
