using System.Text;
using System.Text.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Conversations.Transfers;
using ChurnChatBot.Teams;
using ChurnChatBot.Teams.Files;
using ChurnChatBot.Teams.Inbound;
using ChurnChatBot.Teams.Protocol;
using ChurnChatBot.Tests.Teams.Outbound;
using ChurnChatBot.Tests.Teams.StandIn;

namespace ChurnChatBot.Tests.Teams.Files;

/// <summary>Files that people send: brought as they are, refused in sentences, or tried again.</summary>
public sealed class FileDownloadsTests : IAsyncLifetime
{
    private static readonly byte[] Rows = Encoding.ASCII.GetBytes("id,churned\n1,0\n2,1\n");
    private StandInTeams _teams = null!;
    private OutboundBot _bot = null!;

    public async Task InitializeAsync() => await StartAsync(options => options with { MaxUploadBytes = 100_000 });

    public async Task DisposeAsync()
    {
        _bot.Dispose();
        await _teams.DisposeAsync();
    }

    private async Task StartAsync(Func<TeamsOptions, TeamsOptions> tune)
    {
        _teams ??= await StandInTeams.StartAsync();
        _bot?.Dispose();
        _bot = await OutboundBot.StartAsync(_teams, tune);
    }

    private Task<FetchedFile> FetchAsync(string url, string kind = "download") =>
        _bot.Channel.FetchAsync(new ConversationAddress("teams", "c"), JsonSerializer.Serialize(new SentFiles.FileSource(kind, url, "../a/data.csv"), ProtocolJson.Options), default);

    private Task<FetchedFile> FetchAsync(Uri url) => FetchAsync(url.AbsoluteUri);

    private async Task AssertRefusedAsync(string found, Task<FetchedFile> fetch)
    {
        var file = await fetch;
        Assert.Contains(found, file.Found?.ToPlainText(), StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(file.Advice?.ToPlainText()));
        Assert.Null(file.ArtifactHash);
        // The address is a key: whoever has it has the file.
        Assert.DoesNotContain("tempauth", _bot.Log.Text + file.Found!.ToPlainText() + file.Advice!.ToPlainText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_AsItShouldBe_IsStoredWhole()
    {
        var file = await FetchAsync(_teams.Files.Redirect(_teams.Files.Offer(Rows)));

        using var stored = new MemoryStream();
        await using (var content = _bot.Artifacts.OpenRead(file.ArtifactHash!)) await content.CopyToAsync(stored);
        Assert.Equal(Rows, stored.ToArray());
        Assert.Equal((Rows.Length, "data.csv"), (file.Size, file.Name));
    }

    [Theory]
    [InlineData("https://evilsharepoint.com/f?tempauth=1")]
    [InlineData("https://sharepoint.com@evil.example/?tempauth=1")]
    [InlineData("http://contoso.sharepoint.com/f?tempauth=1")]
    [InlineData("http://169.254.169.254/latest/meta-data?tempauth=1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("no address")]
    public async Task Address_Foreign_IsRefused(string url) => await AssertRefusedAsync("not where files of Teams are kept", FetchAsync(url));

    [Fact]
    public async Task Redirect_ToAForeignAddress_IsRefused() =>
        await AssertRefusedAsync("not where files of Teams are kept", FetchAsync(_teams.Files.Redirect(new Uri("http://10.0.0.1/f?tempauth=1"))));

    [Theory]
    [InlineData(401, "expired")]
    [InlineData(403, "expired")]
    [InlineData(404, "expired")]
    [InlineData(410, "expired")]
    [InlineData(400, "does not hand it out")]
    public async Task Status_OfARefusal_IsASentence(int status, string found) => await AssertRefusedAsync(found, FetchAsync(_teams.Files.Refuse(status)));

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Status_ThatPasses_IsThrown(int status) => await Assert.ThrowsAsync<HttpRequestException>(() => FetchAsync(_teams.Files.Refuse(status)));

    [Fact]
    public async Task Body_WithoutEnd_IsCutAtTheLimit()
    {
        await AssertRefusedAsync("larger than", FetchAsync(_teams.Files.Endless()));

        Assert.Empty(Directory.EnumerateFiles(ArtifactFolder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Length_Huge_IsRefusedBeforeAByteIsRead()
    {
        await using var storage = await ScriptedService.StartAsync(async context =>
        {
            context.Response.ContentLength = 1L << 40;
            await context.Response.Body.FlushAsync();
            await ScriptedService.Hang(context);
        });

        await AssertRefusedAsync("The file has", FetchAsync(storage.Address));
    }

    [Fact]
    public async Task Body_ShorterThanStated_IsThrownAndNotKept()
    {
        // The connection may break before the headers are read, or after.
        var problem = await Record.ExceptionAsync(() => FetchAsync(_teams.Files.Truncated(Rows)));

        Assert.True(problem is IOException or HttpRequestException, $"{problem}");
        Assert.Empty(Directory.EnumerateFiles(ArtifactFolder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Body_TooSlow_IsRefusedAfterTheWholeTime()
    {
        await StartAsync(options => options with { DownloadTimeout = TimeSpan.FromSeconds(1) });

        await AssertRefusedAsync("in time", FetchAsync(_teams.Files.Slow(new byte[1000], TimeSpan.FromMilliseconds(50))));
    }

    [Fact]
    public async Task Stream_ThatStops_EndsLongBeforeTheWholeTime()
    {
        await using var stalled = new IdleLimit(new StalledStream(), TimeSpan.FromMilliseconds(200), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await stalled.ReadExactlyAsync(new byte[10]));
    }

    [Fact]
    public async Task Link_ToAFile_IsOpenedThroughGraph()
    {
        _teams.Graph.Share("https://contoso.sharepoint.com/:x:/s/a?e=b+c/d", "shared.csv", Rows.Length, _teams.Files.Offer(Rows));

        var file = await FetchAsync("https://contoso.sharepoint.com/:x:/s/a?e=b+c/d", "link");

        Assert.Equal((Rows.Length, "shared.csv"), (file.Size, file.Name));
        Assert.Empty(_teams.Violations);
    }

    [Fact]
    public async Task Link_WithoutPermissionUnknownOrTooLarge_IsRefused()
    {
        _teams.Graph.Share("https://contoso.sharepoint.com/private", "p.csv", 1, null);
        _teams.Graph.Share("https://contoso.sharepoint.com/large", "l.csv", 1L << 40, _teams.Files.Offer(Rows));
        _teams.Graph.Share("https://contoso.sharepoint.com/away", "a.csv", 1, new Uri("https://evil.example/f?tempauth=1"));

        await AssertRefusedAsync("may not open this link", FetchAsync("https://contoso.sharepoint.com/private", "link"));
        await AssertRefusedAsync("may not open this link", FetchAsync("https://contoso.sharepoint.com/unknown", "link"));
        await AssertRefusedAsync("The file has", FetchAsync("https://contoso.sharepoint.com/large", "link"));
        await AssertRefusedAsync("not where files of Teams are kept", FetchAsync("https://contoso.sharepoint.com/away", "link"));
    }

    [Fact]
    public async Task Link_WhereGraphIsSick_IsThrown()
    {
        _teams.Graph.Outage = 503;

        await Assert.ThrowsAsync<HttpRequestException>(() => FetchAsync("https://contoso.sharepoint.com/x", "link"));
    }

    [Fact]
    public async Task Link_NotPermitted_IsExplainedAndGraphIsNotAsked()
    {
        await StartAsync(options => options with { ReadsLinkedFiles = false });

        await AssertRefusedAsync("do not open links", FetchAsync("https://contoso.sharepoint.com/x", "link"));

        Assert.Equal(0, _teams.Graph.Requests);
    }

    [Fact]
    public void Graph_OverAnOpenConnection_IsRefusedAtStart() =>
        Assert.Throws<ArgumentException>(() => new SharedLinks(new TeamsOptions { Graph = new Uri("http://graph.example/") }));

    private string ArtifactFolder => _bot.ArtifactFolder;

    private sealed class StalledStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }
}
