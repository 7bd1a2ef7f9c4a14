using System.Text;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>Files are read with the right token alone, and sent in three steps.</summary>
public sealed class FileTests : IAsyncLifetime
{
    private static readonly byte[] Rows = Encoding.UTF8.GetBytes("a,b\n1,2\n");
    private StandInSlack _slack = null!;
    private StandInCaller _caller = null!;
    private ThreadMember _ada = null!;

    public async Task InitializeAsync()
    {
        _slack = await StandInSlack.StartAsync();
        _caller = StandInCaller.For(_slack);
        _ada = ThreadMember.Direct(_slack, _slack.Workspace.Add("Ada"));
    }

    public async Task DisposeAsync()
    {
        _caller.Dispose();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Download_WithTheToken_GivesTheFile_AndWithoutASignInPage()
    {
        var file = _slack.Files.Offer(_slack.Workspace, "customers.csv", Rows);

        using var right = await _caller.GetAsync(file.Download);
        _caller.Use(_slack.Tokens.Issue(_slack.AddWorkspace("Other")));
        using var other = await _caller.GetAsync(file.Download);
        _caller.Use(null);
        using var nobody = await _caller.GetAsync(file.Download);

        Assert.Equal(Rows, await right.Content.ReadAsByteArrayAsync());
        foreach (var refused in (HttpResponseMessage[])[other, nobody])
        {
            Assert.Equal((200, "text/html"), ((int)refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task Download_ThatGoesWrong_DoesSoInItsWay()
    {
        var files = _slack.Files;
        using var signIn = await _caller.GetAsync(files.SignInPage(_slack.Workspace, "a.csv").Download);
        using var refused = await _caller.GetAsync(files.Refuse(_slack.Workspace, "a.csv", 403).Download);
        using var elsewhere = await _caller.GetAsync(files.Redirect(_slack.Workspace, "a.csv", files.Offer(_slack.Workspace, "b.csv", Rows).Download).Download);
        using var gone = await _caller.GetAsync(new Uri(_slack.Root, "files-pri/none/download/a.csv"));

        Assert.Equal(("text/html", 403, 404), (signIn.Content.Headers.ContentType!.MediaType, (int)refused.StatusCode, (int)gone.StatusCode));
        // A client that follows leaves the token behind.
        Assert.Equal("text/html", elsewhere.Content.Headers.ContentType!.MediaType);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _caller.GetAsync(files.Truncated(_slack.Workspace, "a.csv", Rows).Download));
    }

    [Fact]
    public async Task File_OfSlackConnect_IsToBeAskedFor()
    {
        await using var receiver = await StandInReceiver.StartAsync(_slack);
        var file = _slack.Workspace.Add(_slack.Files.Offer(_slack.Workspace, "customers.csv", Rows) with { IsConnect = true });

        await _ada.ShareAsync([file], "look");
        var info = (await _caller.CallFormAsync("files.info", ("file", file.Id))).Body!["file"]!;

        var shared = receiver.All.Select(one => one.Json["event"]!).First(inner => (string?)inner["subtype"] == "file_share");
        Assert.Equal(("check_file_info", null), ((string?)shared["files"]![0]!["file_access"], shared["files"]![0]!["url_private_download"]));
        Assert.Equal(file.Download.AbsoluteUri, (string?)info["url_private_download"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_InThreeSteps_StandsInTheThread(bool isMultipart)
    {
        var root = _ada.Write("export");
        var begun = (await _caller.CallFormAsync("files.getUploadURLExternal", ("filename", "scores.csv"), ("length", "8"))).Body!;
        var id = (string)begun["file_id"]!;
        var early = await CompleteAsync(id, root.Ts);
        using HttpContent content = isMultipart ? new MultipartFormDataContent { { new ByteArrayContent(Rows), "file", "scores.csv" } } : new ByteArrayContent(Rows);
        using var sent = await _caller.SendBytesAsync(new Uri((string)begun["upload_url"]!), content);
        var done = await CompleteAsync(id, root.Ts);
        var again = await CompleteAsync(id, root.Ts);

        Assert.Equal(("OK - 8", "file_not_found", true, "file_not_found"), (await sent.Content.ReadAsStringAsync(), early.Error, done.IsOk, again.Error));
        var message = Assert.Single(_ada.In(root).Seen, message => message.IsBot);
        Assert.Equal(("Here", "scores.csv"), (message.Text, Assert.Single(message.Files).Name));
        Assert.Equal(Rows, _slack.Files.Content(id));
    }

    [Fact]
    public async Task Upload_OfAnotherLength_IsRefusedAndNoted()
    {
        var begun = (await _caller.CallFormAsync("files.getUploadURLExternal", ("filename", "scores.csv"), ("length", "9"))).Body!;

        using var sent = await _caller.SendBytesAsync(new Uri((string)begun["upload_url"]!), new ByteArrayContent(Rows));

        Assert.Equal(400, (int)sent.StatusCode);
        Assert.Single(_slack.TakeViolations());
    }

    private Task<StandInCaller.Answer> CompleteAsync(string id, string thread) => _caller.CallAsync("files.completeUploadExternal", new JsonObject
    {
        ["files"] = new JsonArray(new JsonObject { ["id"] = id, ["title"] = "Scores" }),
        ["channel_id"] = _ada.Channel.Id,
        ["thread_ts"] = thread,
        ["initial_comment"] = "Here",
    });
}
