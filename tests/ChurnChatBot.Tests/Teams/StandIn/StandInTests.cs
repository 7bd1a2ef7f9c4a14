using System.Text.Json.Nodes;
using ChurnChatBot.Tests.Projects;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>The connector service of the stand-in answers as the real one was seen to answer, call by call.</summary>
public sealed class StandInTests : IAsyncLifetime
{
    private readonly AdjustableClock _clock = new();
    private StandInTeams _teams = null!;
    private StandInBot _bot = null!;
    private StandInConversation _chat = null!;

    public async Task InitializeAsync()
    {
        _teams = await StandInTeams.StartAsync(new StandInOptions { Clock = _clock });
        _bot = await StandInBot.StartAsync(_teams);
        _chat = _teams.People.Personal(_teams.People.Add("Ada"));
    }

    public async Task DisposeAsync()
    {
        _bot.Dispose();
        await _teams.DisposeAsync();
    }

    [Fact]
    public async Task Message_Posted_GetsAnIdOfMillisecondsAndStands()
    {
        var first = await _bot.PostAsync(_chat, Text("hello"));
        var second = await _bot.PostAsync(_chat, Text("again"), "/unknown");

        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.Equal(_clock.Now.ToUnixTimeMilliseconds() + 1, long.Parse(second.Id!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(["hello", "again"], _chat.BotMessages.Select(message => message.Text));
    }

    [Theory]
    [InlineData("""{"type":"typing"}""")]
    [InlineData("""{"type":"message","text":""}""")]
    [InlineData("""{"type":"message","text":"beside","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{}}]}""")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"image/png","contentUrl":"data:,"}]}""")]
    public async Task Activity_WithoutLastingId_IsAcceptedWithAnEmptyBody(string activity)
    {
        var answer = await _bot.PostAsync(_chat, Json(activity));

        Assert.Equal((202, ""), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("""{"text":"hello"}""", "BadArgument")]
    [InlineData("""{"type":"event"}""", "BadArgument")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":"x"}]}""", "BadArgument")]
    [InlineData("""{"type":"message"}""", "BadSyntax")]
    public async Task Activity_Malformed_IsRefused(string activity, string code)
    {
        var answer = await _bot.PostAsync(_chat, Json(activity));

        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.Empty(_chat.Activities);
    }

    [Fact]
    public async Task Body_TooLargeOrBroken_IsAnsweredWithAPage()
    {
        var large = await _bot.PostAsync(_chat, Text(new string('x', 110_000)));
        var broken = await _bot.CallAsync(HttpMethod.Post, $"v3/conversations/{_chat.Id}/activities", "{");

        Assert.Equal((413, 400), (large.Status, broken.Status));
        Assert.All([large, broken], answer => Assert.StartsWith("<html>", answer.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Body_AboveWhatTeamsKeeps_IsAViolation()
    {
        Assert.Equal(201, (await _bot.PostAsync(_chat, Text(new string('x', 30_000)))).Status);

        Assert.Contains("An activity of 30", Assert.Single(_teams.TakeViolations()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversation_Unknown_IsNotFound()
    {
        var answer = await _bot.CallAsync(HttpMethod.Post, "v3/conversations/a:0/activities", Text("hello").ToJsonString());

        Assert.Equal((404, "ConversationNotFound"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Put_OnAKnownMessage_ReplacesItAndKeepsItsHistory()
    {
        var id = (await _bot.PostAsync(_chat, Text("first"))).Id!;
        _clock.Now += TimeSpan.FromSeconds(3);

        var answer = await _bot.PutAsync(_chat, id, Text("second"));

        Assert.Equal((200, id), (answer.Status, answer.Id));
        var message = Assert.Single(_chat.BotMessages);
        Assert.Equal(["first", "second"], message.Revisions.Select(revision => (string)revision.Activity["text"]!));
        Assert.Equal(TimeSpan.FromSeconds(3), message.Revisions[1].At - message.Revisions[0].At);
    }

    [Fact]
    public async Task PutAndDelete_OnAnUnknownOrDeletedMessage_AreNotFound()
    {
        var id = (await _bot.PostAsync(_chat, Text("first"))).Id!;
        Assert.Equal(404, (await _bot.PutAsync(_chat, "1", Text("second"))).Status);
        Assert.Equal(200, (await _bot.DeleteAsync(_chat, id)).Status);

        var answers = new[] { await _bot.PutAsync(_chat, id, Text("second")), await _bot.DeleteAsync(_chat, id) };

        Assert.All(answers, answer => Assert.Equal((404, "ActivityNotFoundInConversation"), (answer.Status, answer.Code)));
        Assert.Empty(_chat.BotMessages);
    }

    [Fact]
    public async Task Bot_Removed_IsRefused()
    {
        _chat.IsBotRemoved = true;

        var answer = await _bot.PostAsync(_chat, Text("hello"));

        Assert.Equal((403, "BotNotInConversationRoster"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task PersonalConversation_Created_IsTheSameOne()
    {
        var person = _chat.Members.Single();
        var asked = new JsonObject { ["members"] = new JsonArray(new JsonObject { ["id"] = person.Id }) }.ToJsonString();

        var answers = new[] { await _bot.CallAsync(HttpMethod.Post, "v3/conversations", asked), await _bot.CallAsync(HttpMethod.Post, "v3/conversations", asked) };

        Assert.All(answers, answer => Assert.Equal((201, _chat.Id), (answer.Status, answer.Id)));
        Assert.Equal(500, (await _bot.CallAsync(HttpMethod.Post, "v3/conversations", "{}")).Status);
    }

    [Fact]
    public async Task Members_AreNamedInTwoWays()
    {
        var person = _chat.Members.Single();

        var members = await _bot.CallAsync(HttpMethod.Get, $"v3/conversations/{_chat.Id}/members");
        var paged = await _bot.CallAsync(HttpMethod.Get, $"v3/conversations/{_chat.Id}/pagedmembers");
        var other = await _bot.CallAsync(HttpMethod.Get, $"v3/conversations/{_chat.Id}/members/29:x");

        Assert.Equal(person.AadObjectId, (string?)members.Body![0]!["objectId"]);
        Assert.Equal(person.AadObjectId, (string?)paged.Body!["members"]![0]!["aadObjectId"]);
        Assert.Equal((404, "MemberNotFoundInConversation"), (other.Status, other.Code));
    }

    [Fact]
    public async Task TargetedMessage_IsForItsRecipientAlone()
    {
        var person = _chat.Members.Single();
        var message = Text("for you");
        message["recipient"] = person.Anonymous();

        Assert.Equal(201, (await _bot.PostAsync(_chat, message, "?isTargetedActivity=true")).Status);
        Assert.Equal(400, (await _bot.PostAsync(_chat, Text("for whom?"), "?isTargetedActivity=true")).Status);
        Assert.Equal(person.Id, Assert.Single(_chat.BotMessages).OnlyFor);
    }

    [Fact]
    public async Task Call_OfWhatIsNotThere_IsAPage()
    {
        var answer = await _bot.CallAsync(HttpMethod.Get, "v3/meetings");

        Assert.Equal(404, answer.Status);
        Assert.StartsWith("<html>", answer.Text, StringComparison.Ordinal);
    }

    private static JsonObject Text(string text) => new() { ["type"] = "message", ["text"] = text };

    private static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;
}
