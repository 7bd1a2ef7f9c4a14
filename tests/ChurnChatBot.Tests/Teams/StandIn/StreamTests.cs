using System.Text.Json.Nodes;
using ChurnChatBot.Tests.Projects;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>Answers that are written before the person's eyes, as the stand-in takes and refuses them.</summary>
public sealed class StreamTests : IAsyncLifetime
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
    public async Task Stream_FromFirstToFinal_IsOneMessage()
    {
        var first = await _bot.PostAsync(_chat, Chunk("Looking", "informative", 1));
        var second = await _bot.PostAsync(_chat, Chunk("The city", "streaming", 2, first.Id));
        var third = await _bot.PostAsync(_chat, Chunk("The city is Leipzig", "streaming", 3, first.Id));
        var final = await _bot.PostAsync(_chat, Chunk("The city is Leipzig.", "final", null, first.Id));

        Assert.Equal([201, 202, 202, 202], new[] { first, second, third, final }.Select(answer => answer.Status));
        Assert.All([second, third, final], answer => Assert.Equal("", answer.Text));
        var message = Assert.Single(_chat.BotMessages);
        Assert.Equal((first.Id, "The city is Leipzig.", 4), (message.Id, message.Text, message.Revisions.Count));
    }

    [Fact]
    public async Task Chunk_OfAnUnknownStream_IsAnErrorOfTheServer()
    {
        var answer = await _bot.PostAsync(_chat, Chunk("x", "streaming", 2, "1"));

        Assert.Equal((500, "ActivityNotFoundInConversation"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Chunk_WhoseSequenceDoesNotRise_IsRefused()
    {
        var id = (await _bot.PostAsync(_chat, Chunk("a", "streaming", 1))).Id;
        await _bot.PostAsync(_chat, Chunk("ab", "streaming", 2, id));

        Assert.Equal(400, (await _bot.PostAsync(_chat, Chunk("abc", "streaming", 2, id))).Status);
        Assert.Equal(400, (await _bot.PostAsync(_chat, Chunk("a", "streaming", 2))).Status);
    }

    [Fact]
    public async Task Chunk_WithoutSequence_IsNeverAnswered()
    {
        await Assert.ThrowsAsync<TaskCanceledException>(() => _bot.PostAsync(_chat, Chunk("a", "streaming", null)));
    }

    [Fact]
    public async Task Chunk_ThatTakesWordsBack_IsAViolation()
    {
        var id = (await _bot.PostAsync(_chat, Chunk("abc", "streaming", 1))).Id;

        await _bot.PostAsync(_chat, Chunk("ax", "streaming", 2, id));

        Assert.Single(_teams.TakeViolations());
    }

    [Fact]
    public async Task Stream_OutsideOfPersonalChats_IsNotAllowed()
    {
        var group = _teams.People.Group("Churn", _teams.People.Add("Ben"));

        var answer = await _bot.PostAsync(group, Chunk("a", "streaming", 1));

        Assert.Equal(403, answer.Status);
        Assert.Contains("not allowed", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_LongerThanTwoMinutes_IsOverButCanBeUpdated()
    {
        var id = (await _bot.PostAsync(_chat, Chunk("a", "streaming", 1))).Id!;
        _clock.Now += TimeSpan.FromSeconds(121);

        var answer = await _bot.PostAsync(_chat, Chunk("ab", "streaming", 2, id));

        Assert.Equal(403, answer.Status);
        Assert.Contains("exceeded streaming time", answer.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await _bot.PutAsync(_chat, id, new JsonObject { ["type"] = "message", ["text"] = "abc" })).Status);
    }

    [Fact]
    public async Task Stream_StoppedByThePerson_IsCancelled()
    {
        var id = (await _bot.PostAsync(_chat, Chunk("a", "streaming", 1))).Id;
        _chat.StopStreams();

        var answer = await _bot.PostAsync(_chat, Chunk("ab", "streaming", 2, id));

        Assert.Equal(403, answer.Status);
        Assert.Contains("cancel", answer.Message, StringComparison.Ordinal);
    }

    private static JsonObject Chunk(string text, string type, int? sequence, string? id = null)
    {
        var info = new JsonObject { ["streamType"] = type };
        if (sequence is not null) info["streamSequence"] = sequence;
        if (id is not null) info["streamId"] = id;
        var entity = (JsonObject)info.DeepClone();
        entity["type"] = "streaminfo";
        return new JsonObject { ["type"] = type == "final" ? "message" : "typing", ["text"] = text, ["channelData"] = info, ["entities"] = new JsonArray(entity) };
    }
}
