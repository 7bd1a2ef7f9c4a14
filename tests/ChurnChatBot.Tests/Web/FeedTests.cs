using System.Net;
using System.Text.Json;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Rendering;
using ChurnChatBot.Web;

namespace ChurnChatBot.Tests.Web;

public sealed class FeedTests(SharedWebHost shared) : IClassFixture<SharedWebHost>
{
    private readonly string _id = ConversationId.New();
    private readonly WebHost _host = shared.Host;

    [Fact]
    public async Task Message_ArrivesAsSoonAsItIsSaid()
    {
        await using var feed = await FollowAsync();
        await feed.NextAsync("state");

        await _host.SayAsync(_id, M(1), SampleMessages.Welcome);

        var message = await feed.NextAsync("message");
        Assert.Equal(M(1), message.Body.GetProperty("messageId").GetString());
        var article = Markup.Parse(message.Body.GetProperty("html").GetString()!);
        Assert.Equal(M(1), article.Get("data-message-id"));
        Assert.Equal("customer_data.csv", (await feed.NextAsync("state")).Body.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Update_ArrivesWithItsRevision()
    {
        await _host.SayAsync(_id, M(1), SampleMessages.Cleaning);
        await using var feed = await FollowAsync();
        Assert.Equal(1, (await feed.NextAsync("message")).Body.GetProperty("revision").GetInt32());

        await _host.SayAsync(_id, M(1), SampleMessages.CleaningDecided);

        var update = await feed.NextAsync("message");
        Assert.Equal(2, update.Body.GetProperty("revision").GetInt32());
        Assert.Contains("Approved by", update.Body.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resuming_GivesOnlyWhatCameLater(bool byHeader)
    {
        await _host.SayAsync(_id, M(1), SampleMessages.Welcome);
        string seen;
        await using (var first = await FollowAsync()) seen = (await first.NextAsync("message")).Id!;
        await _host.SayAsync(_id, M(2), SampleMessages.Profile);

        await using var second = byHeader ? await FollowAsync(header: seen) : await FollowAsync(query: seen);

        var message = await second.NextAsync("message");
        Assert.Equal(M(2), message.Body.GetProperty("messageId").GetString());
        Assert.True(long.Parse(message.Id!, System.Globalization.CultureInfo.InvariantCulture) > long.Parse(seen, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("1; drop table message")]
    [InlineData("99999999999999999999999")]
    public async Task OddPlaceToResume_GivesEverything(string place)
    {
        await _host.SayAsync(_id, M(1), SampleMessages.Welcome);

        await using var feed = await FollowAsync(header: place);

        Assert.Equal(M(1), (await feed.NextAsync("message")).Body.GetProperty("messageId").GetString());
    }

    [Fact]
    public async Task PendingTurn_ShowsAsWorkingUntilItIsDone()
    {
        await using var feed = await FollowAsync();
        Assert.False((await feed.NextAsync("state")).Body.GetProperty("isWorking").GetBoolean());
        var turnId = Guid.NewGuid();

        await _host.PostTurnAsync(_id, new { turnId, text = "hello" });
        Assert.True((await feed.NextAsync("state")).Body.GetProperty("isWorking").GetBoolean());

        var conversation = WebChannel.Key(_id);
        await _host.Database.CompleteTurnAsync($"web:{turnId}", DateTimeOffset.UnixEpoch, [new MessageWrite(M(1), conversation, MessageRow.BotAuthor, StoredJson.Write(SampleMessages.Welcome))]);
        await feed.NextAsync("message");
        Assert.False((await feed.NextAsync("state")).Body.GetProperty("isWorking").GetBoolean());
    }

    [Fact]
    public async Task RemovedProject_AsksThePageToStartAfresh()
    {
        await _host.SayAsync(_id, M(1), SampleMessages.Welcome);
        await using var feed = await FollowAsync();
        await feed.NextAsync("state");

        await _host.Database.DeleteProjectAsync("project-" + _id, new NewAudit(DateTimeOffset.UnixEpoch, "web:1", "Ada", "delete_project"));

        Assert.Equal("removed", (await feed.NextAsync("removed")).Name);
    }

    [Fact]
    public async Task OtherConversations_AreNotHeard()
    {
        await using var feed = await FollowAsync();
        await feed.NextAsync("state");
        await _host.SayAsync(ConversationId.New(), M(8), SampleMessages.Welcome);
        await _host.SayAsync(_id, M(9), SampleMessages.Welcome);

        Assert.Equal(M(9), (await feed.NextAsync("message")).Body.GetProperty("messageId").GetString());
    }

    [Fact]
    public async Task SilentFeed_SaysThatItIsAlive()
    {
        await using var feed = await FollowAsync();

        Assert.Equal(": still here", await feed.LineAsync(line => line.StartsWith(':')));
    }

    [Fact]
    public async Task TooManyFeeds_AreRefusedUntilOneCloses()
    {
        await using var first = await FollowAsync();
        var second = await FollowAsync();

        using var refused = await _host.Client.GetAsync($"/projects/{_id}/events");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);

        await second.DisposeAsync();
        await using var again = await RetryAsync();
        await again.NextAsync("state");
    }

    /// <summary>The server notices a closed connection a moment later.</summary>
    private async Task<Feed> RetryAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await FollowAsync();
            }
            catch (HttpRequestException) when (attempt < 50)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<Feed> FollowAsync(string? header = null, string? query = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/projects/{_id}/events" + (query is null ? "" : "?after=" + query));
        if (header is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", header);
        var response = await _host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new Feed(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    private sealed record FeedEntry(string Name, string? Id, JsonElement Body);

    private sealed class Feed(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
    {
        private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(15));

        public async Task<string> LineAsync(Func<string, bool> isIt)
        {
            while (true)
            {
                var line = await reader.ReadLineAsync(_patience.Token) ?? throw new EndOfStreamException("The feed ended.");
                if (isIt(line)) return line;
            }
        }

        /// <summary>The next event of this name; others are passed over.</summary>
        public async Task<FeedEntry> NextAsync(string name)
        {
            string? id = null;
            while (true)
            {
                var line = await LineAsync(line => line.Length > 0);
                if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
                if (!line.StartsWith("event: ", StringComparison.Ordinal)) continue;
                var isIt = line[7..] == name;
                var data = await LineAsync(candidate => candidate.StartsWith("data: ", StringComparison.Ordinal));
                if (isIt) return new FeedEntry(name, id, JsonDocument.Parse(data[6..]).RootElement);
                id = null;
            }
        }

        public ValueTask DisposeAsync()
        {
            _patience.Dispose();
            reader.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private string M(int number) => $"{_id}-{number}";
}
