using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Rendering;
using ChurnChatBot.Web;

namespace ChurnChatBot.Tests.Web;

public sealed class UploadAndFileTests(SharedWebHost shared) : IClassFixture<SharedWebHost>
{
    private readonly string _id = ConversationId.New();
    private readonly WebHost _host = shared.Host;

    [Fact]
    public async Task BareBody_IsStoredAndNamedByATurn()
    {
        var content = Encoding.UTF8.GetBytes("customer_id,churned\n1,0\n");

        var answer = await UploadAsync("customer_data.csv", new ByteArrayContent(content));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var file = Assert.Single((await _host.PendingTurnAsync(_id))!.Files);
        Assert.Equal(("customer_data.csv", content.Length, Convert.ToHexStringLower(SHA256.HashData(content))), (file.Name, (int)file.Size, file.ArtifactHash));
        await using var stored = _host.Service<IArtifactStore>().OpenRead(file.ArtifactHash);
        Assert.Equal(content, await new StreamContent(stored).ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Form_IsTakenWithItsOwnFileName()
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "note" }, { new ByteArrayContent([1, 2, 3]), "file", "data.xlsx" } };

        Assert.Equal(HttpStatusCode.Accepted, (await UploadAsync("", form)).StatusCode);
        var file = Assert.Single((await _host.PendingTurnAsync(_id))!.Files);
        Assert.Equal(("data.xlsx", 3), (file.Name, (int)file.Size));
    }

    [Fact]
    public async Task LargestAllowedFile_IsTaken() =>
        Assert.Equal(HttpStatusCode.Accepted, (await UploadAsync("a.csv", new ByteArrayContent(new byte[SharedWebHost.UploadLimit]))).StatusCode);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LargerFile_IsRefusedAndNotKept(bool isLengthKnown)
    {
        var bytes = new byte[SharedWebHost.UploadLimit + 1];
        HttpContent content = isLengthKnown ? new ByteArrayContent(bytes) : new StreamContent(new UnseekableStream(bytes));

        var answer = await UploadAsync("a.csv", content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("300 kB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(await _host.PendingTurnAsync(_id));
        Assert.False(_host.Service<IArtifactStore>().Exists(Convert.ToHexStringLower(SHA256.HashData(bytes))));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\windows\\evil.csv", "evil.csv")]
    [InlineData("\u202Evsc.exe\0\r\n", "vsc.exe")]
    [InlineData("...", "upload")]
    [InlineData("", "upload")]
    [InlineData("<script>.csv", "<script>.csv")]
    public async Task Name_BecomesItsLastSegmentInOneLine(string name, string expected)
    {
        await UploadAsync(name, new ByteArrayContent([1]));

        Assert.Equal(expected, Assert.Single((await _host.PendingTurnAsync(_id))!.Files).Name);
    }

    [Fact]
    public void LongName_KeepsItsEnding()
    {
        var name = FileName.Clean(new string('a', 500) + ".xlsx");

        Assert.True(name.Length <= 150);
        Assert.EndsWith("….xlsx", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormWithoutFile_IsRefused()
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "note" } };

        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync("", form)).StatusCode);
    }

    [Fact]
    public async Task UploadWithoutTurnId_IsRefused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.Client.PostAsync($"/projects/{_id}/files?name=a.csv", new ByteArrayContent([1]))).StatusCode);

    [Fact]
    public async Task File_OfTheProject_IsSavedUnderItsName()
    {
        var (project, hash) = await LinkAsync("customers \"at\" risk.csv", "text/csv");

        var answer = await _host.Client.GetAsync($"/files/{hash}/anything?project={project}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("customers \"at\" risk.csv", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("content", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Report_OpensInASandbox()
    {
        var (project, hash) = await LinkAsync("report.html", "text/html");

        var answer = await _host.Client.GetAsync($"/files/{hash}/report.html?project={project}");

        Assert.Null(answer.Content.Headers.ContentDisposition);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("sandbox; default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OddMediaType_IsServedAsBytes()
    {
        var (project, hash) = await LinkAsync("x.bin", "text/html; charset=utf-7");

        Assert.Equal("application/octet-stream", (await _host.Client.GetAsync($"/files/{hash}/x?project={project}")).Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task File_OfAnotherProject_IsNotFound()
    {
        var (project, hash) = await LinkAsync("report.html", "text/html");
        await _host.SayAsync(ConversationId.New(), "other-" + _id, SampleMessages.Welcome);

        foreach (var path in new[]
        {
            $"/files/{hash}/report.html", $"/files/{hash}/report.html?project=other", $"/files/{new string('0', 64)}/x?project={project}",
            $"/files/..%2f..%2fetc%2fpasswd/x?project={project}", $"/files/{hash.ToUpperInvariant()}/x?project={project}",
        }) Assert.Equal(HttpStatusCode.NotFound, (await _host.Client.GetAsync(path)).StatusCode);
    }

    private Task<HttpResponseMessage> UploadAsync(string name, HttpContent content)
    {
        if (content is not MultipartFormDataContent) content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return _host.Client.PostAsync($"/projects/{_id}/files?name={Uri.EscapeDataString(name)}&turn={Guid.NewGuid()}", content);
    }

    private async Task<(string ProjectId, string Hash)> LinkAsync(string name, string mediaType)
    {
        var stored = await _host.Service<IArtifactStore>().SaveAsync(new MemoryStream("content"u8.ToArray()), 100, CancellationToken.None);
        var projectId = "project-" + _id;
        await _host.Database.CommitAsync(new ProjectCommit
        {
            ProjectId = projectId,
            ExpectedVersion = 0,
            Name = "p",
            StateJson = "{}",
            LinkConversation = WebChannel.Key(_id),
            Artifacts = [new ArtifactLink(projectId, stored.Hash, "file", name, mediaType, stored.Size)],
            At = DateTimeOffset.UnixEpoch,
        });
        return (projectId, stored.Hash);
    }

    /// <summary>Sent in chunks, without a length that could be refused at once.</summary>
    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
