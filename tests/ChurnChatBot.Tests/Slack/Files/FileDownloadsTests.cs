using System.Text;
using ChurnChatBot.Conversations;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Api;
using ChurnChatBot.Slack.Files;
using ChurnChatBot.Tests.Slack.Outbound;
using static ChurnChatBot.Tests.Teams.Outbound.ScriptedService;

namespace ChurnChatBot.Tests.Slack.Files;

/// <summary>Files that people send: brought as they are, refused in sentences, or tried again; the token is shown to nobody else.</summary>
public sealed class FileDownloadsTests : IAsyncLifetime
{
    private const string Rows = "id,churned\n1,0\n2,1\n";
    private ScriptedSlack _slack = null!;
    private SlackBot _bot = null!;

    public async Task InitializeAsync()
    {
        _slack = await ScriptedSlack.StartAsync();
        Tune(options => options with { MaxUploadBytes = 100_000 });
    }

    public async Task DisposeAsync()
    {
        _bot.Dispose();
        await _slack.DisposeAsync();
    }

    private void Tune(Func<SlackOptions, SlackOptions> tune)
    {
        _bot?.Dispose();
        _bot = SlackBot.Start(_slack, tune);
    }

    private string Address => new Uri(_slack.Root, "/files-pri/T1-F1/download/data.csv").AbsoluteUri;

    private Task<FetchedFile> FetchAsync(string? url, string? access = null) =>
        _bot.Channel.FetchAsync(SlackBot.Thread, new SlackFileSource("F1", url, "T1", access).Write(), default);

    private async Task AssertRefusedAsync(string found, Task<FetchedFile> fetch)
    {
        var file = await fetch;
        Assert.Contains(found, file.Found?.ToPlainText(), StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(file.Advice?.ToPlainText()));
        Assert.Null(file.ArtifactHash);
        Assert.DoesNotContain("secret", _bot.Log.Text + file.Found!.ToPlainText() + file.Advice!.ToPlainText(), StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(FetchedFile file)
    {
        using var reader = new StreamReader(_bot.Artifacts.OpenRead(file.ArtifactHash!));
        return await reader.ReadToEndAsync();
    }

    [Fact]
    public async Task File_AsItShouldBe_IsStoredWhole()
    {
        _slack.Script("data.csv", Say(200, "text/csv", Rows));

        var file = await FetchAsync(Address);

        Assert.Equal((Rows, Rows.Length), (await ReadAsync(file), file.Size));
        Assert.Equal($"Bearer {SlackBot.Token}", Assert.Single(_slack.Received).Authorization);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("https://elsewhere.example/", "check_file_info")]
    public async Task File_OfAnotherOrganisation_IsLookedUpFirst(string? url, string? access)
    {
        _slack.Script("files.info", Json(200, $$$"""{"ok":true,"file":{"name":"../x/their.csv","size":19,"url_private_download":"{{{Address}}}"}}"""));
        _slack.Script("data.csv", Say(200, "text/csv", Rows));

        var file = await FetchAsync(url, access);

        Assert.Equal((Rows, "their.csv"), (await ReadAsync(file), file.Name));
        Assert.Equal("file=F1", _slack.Calls("files.info")[0].Body);
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"missing_scope","needed":"files:read"}""", "files:read")]
    [InlineData("""{"ok":false,"error":"file_not_found"}""", "may not see it")]
    [InlineData("""{"ok":true,"file":{"is_external":true,"url_private":"https://docs.example/1"}}""", "kept elsewhere")]
    [InlineData("""{"ok":true}""", "kept elsewhere")]
    [InlineData("""{"ok":true,"file":{"url_private_download":"https://evil.example/","size":5}}""", "not kept by Slack")]
    [InlineData("""{"ok":true,"file":{"url_private_download":"https://files.slack.com/","size":100001}}""", "The file has")]
    public async Task LookUp_WithoutAFile_IsASentence(string answer, string found)
    {
        _slack.Script("files.info", Json(200, answer));

        await AssertRefusedAsync(found, FetchAsync(null));
    }

    [Fact]
    public async Task LookUp_WhereSlackIsSick_IsThrown()
    {
        _slack.Script("files.info", [.. Enumerable.Repeat(Json(503, ""), 4)]);

        await Assert.ThrowsAsync<SlackApiException>(() => FetchAsync(null));
    }

    [Theory]
    [InlineData("https://evilslack.com/f")]
    [InlineData("https://files.slack.com@evil.example/f")]
    [InlineData("http://files.slack.com/f")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("file:///etc/passwd")]
    [InlineData("no address")]
    public async Task Address_Foreign_IsRefused(string url) => await AssertRefusedAsync("not kept by Slack", FetchAsync(url));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"id":"F1"}""")]
    [InlineData("{")]
    public async Task Source_Odd_IsRefused(string source) =>
        await AssertRefusedAsync("not kept by Slack", _bot.Channel.FetchAsync(SlackBot.Thread, source, default));

    [Fact]
    public async Task Redirect_ToAnotherHost_IsNotFollowedAndSeesNoToken()
    {
        await using var other = await StartAsync(Say(200, "text/csv", Rows));
        _slack.Script("data.csv", Say(302, "text/plain", "", ("Location", $"http://127.0.0.2:{other.Address.Port}/")));

        await AssertRefusedAsync("not kept by Slack", FetchAsync(Address));

        Assert.Empty(other.Received);
    }

    [Fact]
    public async Task SignInPage_InPlaceOfAFile_IsExplained()
    {
        _slack.Script("data.csv", Say(200, "text/html; charset=utf-8", "<html>Sign in"));

        await AssertRefusedAsync("files:read", FetchAsync(Address));
    }

    [Fact]
    public async Task WebPage_ThatSomebodySent_IsAFile()
    {
        _slack.Script("data.csv", Say(200, "text/html", "<table>", ("Content-Disposition", "attachment; filename=\"data.html\"")));

        Assert.Equal("<table>", await ReadAsync(await FetchAsync(Address)));
    }

    [Theory]
    [InlineData(401, "does not hand")]
    [InlineData(403, "does not hand")]
    [InlineData(404, "not there any more")]
    [InlineData(410, "not there any more")]
    public async Task Status_OfARefusal_IsASentence(int status, string found)
    {
        _slack.Script("data.csv", Say(status, "text/plain", ""));

        await AssertRefusedAsync(found, FetchAsync(Address));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Status_ThatPasses_IsThrown(int status)
    {
        _slack.Script("data.csv", Say(status, "text/plain", ""));

        await Assert.ThrowsAsync<HttpRequestException>(() => FetchAsync(Address));
    }

    [Fact]
    public async Task Length_Huge_IsRefusedBeforeAByteIsRead()
    {
        _slack.Script("data.csv", async context =>
        {
            context.Response.ContentLength = 1L << 40;
            await context.Response.Body.FlushAsync();
            await Hang(context);
        });

        await AssertRefusedAsync("The file has", FetchAsync(Address));
    }

    [Fact]
    public async Task Body_WithoutEnd_IsCutAtTheLimit()
    {
        _slack.Script("data.csv", async context =>
        {
            for (var i = 0; i < 1_000; i++) await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(new string('1', 1_000)), context.RequestAborted);
        });

        await AssertRefusedAsync("larger than", FetchAsync(Address));

        Assert.Empty(Directory.EnumerateFiles(_bot.ArtifactFolder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Body_TooSlow_IsRefusedAfterTheWholeTime()
    {
        Tune(options => options with { DownloadTimeout = TimeSpan.FromSeconds(1) });
        _slack.Script("data.csv", async context =>
        {
            await context.Response.Body.FlushAsync();
            await Hang(context);
        });

        await AssertRefusedAsync("in time", FetchAsync(Address));
    }

    [Fact]
    public async Task Workspace_NotInstalledIn_IsSaidWithoutACall()
    {
        Tune(options => options with { BotToken = null });

        await AssertRefusedAsync("not installed", FetchAsync(Address));

        Assert.Empty(_slack.Received);
    }
}
