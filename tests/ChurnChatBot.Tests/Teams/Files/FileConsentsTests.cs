using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations.Transfers;
using ChurnChatBot.Messages;
using ChurnChatBot.Teams.Files;
using ChurnChatBot.Tests.Teams.Outbound;
using ChurnChatBot.Tests.Teams.StandIn;
using static ChurnChatBot.Tests.Teams.Outbound.ScriptedService;

namespace ChurnChatBot.Tests.Teams.Files;

/// <summary>Files to people: offered, accepted or declined, written and shown.</summary>
public sealed class FileConsentsTests : IAsyncLifetime
{
    private const string ConsentCard = "application/vnd.microsoft.teams.card.file.consent";
    private const string InfoCard = "application/vnd.microsoft.teams.card.file.info";
    private StandInTeams _teams = null!;
    private OutboundBot _bot = null!;
    private StandInPerson _ada = null!;
    private byte[] _content = null!;
    private FileOffer _file = null!;

    public async Task InitializeAsync()
    {
        _teams = await StandInTeams.StartAsync();
        // Where files are opened, the stand-in says, is in SharePoint.
        _bot = await OutboundBot.StartAsync(_teams, options => options with { FileHosts = ["127.0.0.1", "sharepoint.com"] });
        _ada = _teams.People.Add("Ada");
        await KeepAsync(FileUploads.RangeBytes * 2 + 17);
    }

    public async Task DisposeAsync()
    {
        _bot.Dispose();
        await _teams.DisposeAsync();
    }

    private StandInConversation Chat => _teams.People.Personal(_ada);

    private async Task KeepAsync(int size)
    {
        _content = new byte[size];
        new Random(7).NextBytes(_content);
        var stored = await _bot.Artifacts.SaveAsync(new MemoryStream(_content), size, default);
        _file = new FileOffer("scores.csv", "text/csv", stored.Size, stored.Hash, "Made with the champion");
    }

    private ReplyMessage Offered => new(new FileDelivery(_file));

    private ReplyMessage Accepted(string? destination) => new(new FileDelivery(_file, DeliveryState.Accepted, destination));

    private ReplyMessage Accepted(UploadSession session) => Accepted(Destination(session.Address.AbsoluteUri, session.ContentUrl));

    private static string Destination(string upload, string content = "https://contoso-my.sharepoint.com/scores.csv") =>
        JsonSerializer.Serialize(new { name = "scores.csv", uploadUrl = upload, contentUrl = content, uniqueId = "u1", fileType = "csv" });

    private static JsonObject Attachment(PostedActivity message, string type) => Assert.Single(message.Attachments, attachment => (string?)attachment["contentType"] == type);

    [Fact]
    public async Task File_OfferedAndAccepted_IsWrittenAndShown()
    {
        var conversation = await _bot.MeetAsync(Chat);
        var handle = await _bot.SendAsync(conversation, Offered, "message-1");
        var consent = Attachment(Assert.Single(Chat.BotMessages), ConsentCard);
        var session = _teams.Files.OpenUpload("scores.csv");

        var shown = await _bot.UpdateAsync(conversation, handle, Accepted(session), "message-1");

        Assert.Equal(handle, shown);
        Assert.Equal(("scores.csv", _content.Length), ((string?)consent["name"], (int?)consent["content"]!["sizeInBytes"]));
        Assert.Equal(["message-1", "message-1"], new[] { "acceptContext", "declineContext" }.Select(name => (string?)consent["content"]![name]!["message"]));
        Assert.Equal(_content, session.Content);
        var info = Attachment(Assert.Single(Chat.BotMessages), InfoCard);
        Assert.Equal((session.ContentUrl, "u1", "csv"), ((string?)info["contentUrl"], (string?)info["content"]!["uniqueId"], (string?)info["content"]!["fileType"]));
        Assert.DoesNotContain("tempauth", _bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_Declined_IsSaidInTheCardsPlace()
    {
        var conversation = await _bot.MeetAsync(Chat);
        var handle = await _bot.SendAsync(conversation, Offered);

        await _bot.UpdateAsync(conversation, handle, new ReplyMessage(new FileDelivery(_file, DeliveryState.Declined)));

        var message = Assert.Single(Chat.BotMessages);
        Assert.Contains("was not sent", message.Card()!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_AskedForInAThread_IsOfferedInThePersonalChat()
    {
        var group = _teams.People.Group("Churn", _ada, _teams.People.Add("Grace"));
        var conversation = await _bot.MeetAsync(group);
        var session = _teams.Files.OpenUpload("scores.csv");

        var handle = await _bot.SendAsync(conversation, Offered with { OnlyFor = $"teams:t:{_ada.AadObjectId}" });
        await _bot.UpdateAsync(conversation, handle, Accepted(session) with { OnlyFor = $"teams:t:{_ada.AadObjectId}" });

        Attachment(Assert.Single(Chat.BotMessages), InfoCard);
        var told = Assert.Single(group.BotMessages);
        Assert.Contains("in our personal chat", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("scores", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_CouldNotBeReplacedAfterTheUpload_RepeatShowsTheFile()
    {
        var conversation = await _bot.MeetAsync(Chat);
        var handle = await _bot.SendAsync(conversation, Offered);
        var session = _teams.Files.OpenUpload("scores.csv");
        _teams.Faults.Order(new FaultOrder(FaultKind.ServerError, "PUT") { Times = 4 });

        await Assert.ThrowsAnyAsync<Exception>(() => _bot.UpdateAsync(conversation, handle, Accepted(session)));
        await _bot.UpdateAsync(conversation, handle, Accepted(session));

        Attachment(Assert.Single(Chat.BotMessages), InfoCard);
    }

    [Fact]
    public async Task Session_Gone_IsASentence()
    {
        await AssertSentenceAsync("could not be written", Destination(new Uri(_teams.Root, "files/upload/gone").AbsoluteUri));
    }

    [Theory]
    [InlineData("https://evil.example/up", "https://contoso-my.sharepoint.com/f")]
    [InlineData("http://169.254.169.254/up", "https://contoso-my.sharepoint.com/f")]
    [InlineData("https://contoso-my.sharepoint.com/up", "https://evil.example/f")]
    [InlineData("https://contoso-my.sharepoint.com/up", "javascript:alert(1)")]
    [InlineData("no address", "https://contoso-my.sharepoint.com/f")]
    public async Task Destination_Foreign_IsASentence(string upload, string content) => await AssertSentenceAsync("not one where files of Teams are kept", Destination(upload, content));

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"uploadUrl":{}}""")]
    public async Task Destination_Odd_IsASentence(string destination) => await AssertSentenceAsync("not one where files of Teams are kept", destination);

    [Fact]
    public async Task File_NotKeptAnyMore_IsASentence()
    {
        _bot.Artifacts.Delete(_file.ArtifactHash);

        await AssertSentenceAsync("not kept any more", Destination(_teams.Files.OpenUpload("x").Address.AbsoluteUri));
    }

    [Fact]
    public async Task Session_HalfWritten_IsGoneOnWith()
    {
        const int Written = 320 * 1024;
        await using var storage = await StartAsync(
            Say(416, "application/json", ""),
            Json(200, $$"""{"nextExpectedRanges":["{{Written}}-"]}"""),
            Json(202, "{}"),
            Json(201, "{}"));

        Assert.True(await WriteAsync(storage));

        Assert.Equal(["PUT", "GET", "PUT", "PUT"], storage.Received.Select(request => request.Method));
        Assert.Equal([FileUploads.RangeBytes, 0, FileUploads.RangeBytes, FileUploads.RangeBytes + 17 - Written], storage.Received.Select(request => request.Length ?? 0));
        Assert.All(storage.Received, request => Assert.Equal("", request.Authorization));
    }

    [Theory]
    [InlineData("""{"nextExpectedRanges":["0-"]}""")]
    [InlineData("""{"nextExpectedRanges":[]}""")]
    [InlineData("""{"nextExpectedRanges":["99999999999-"]}""")]
    [InlineData("<html>")]
    public async Task Session_ThatNeverAgrees_IsLeft(string status)
    {
        // Every range is refused, whatever was said to be expected.
        await using var storage = await StartAsync(context => context.Request.Method == "PUT" ? Say(416, "text/plain", "")(context) : Json(200, status)(context));

        Assert.False(await WriteAsync(storage));
        Assert.InRange(storage.Received.Count, 2, 20);
    }

    [Fact]
    public async Task Session_Sick_IsThrown()
    {
        await using var storage = await StartAsync(Json(503, ""));

        await Assert.ThrowsAsync<HttpRequestException>(() => WriteAsync(storage));
    }

    private async Task<bool> WriteAsync(ScriptedService storage)
    {
        using var hosts = new FileHosts(["127.0.0.1"], TimeProvider.System);
        return await new FileUploads(hosts, _bot.Artifacts).WriteAsync(new Uri(storage.Address, "up?tempauth=key"), _file, default);
    }

    private async Task AssertSentenceAsync(string words, string destination)
    {
        var conversation = await _bot.MeetAsync(Chat);
        var handle = await _bot.SendAsync(conversation, Offered);

        await _bot.UpdateAsync(conversation, handle, Accepted(destination));

        var message = Assert.Single(Chat.BotMessages);
        Assert.Contains(words, message.Text, StringComparison.Ordinal);
        Assert.Empty(message.Attachments);
    }
}
