using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>
/// Slack's files: what people shared is given to those who show the workspace's token (others get a page to sign in, with 200), in every way in
/// which a download can go wrong; and what the bot sends is taken at addresses that need no token.
/// </summary>
internal sealed class StandInFiles(StandInSlack slack)
{
    private readonly ConcurrentDictionary<string, (StandInWorkspace Workspace, Func<HttpContext, Task> Answer)> _downloads = new();
    private readonly ConcurrentDictionary<string, StandInUpload> _uploads = new();
    private int _downloadCount;

    public int Downloads => Volatile.Read(ref _downloadCount);

    /// <summary>A file as it should be.</summary>
    public StandInFile Offer(StandInWorkspace workspace, string name, byte[] content) => Add(workspace, name, content.Length, async context =>
    {
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    });

    public StandInFile Redirect(StandInWorkspace workspace, string name, Uri target) => Add(workspace, name, 100, context =>
    {
        context.Response.Redirect(target.AbsoluteUri);
        return Task.CompletedTask;
    });

    public StandInFile Refuse(StandInWorkspace workspace, string name, int status) => Add(workspace, name, 100, context => StandInFaults.Page(status, "No file").ExecuteAsync(context));

    /// <summary>As if the bot had no right to read files: the page to sign in, with 200.</summary>
    public StandInFile SignInPage(StandInWorkspace workspace, string name) => Add(workspace, name, 100, context => StandInFaults.Page(200, "Sign in").ExecuteAsync(context));

    /// <summary>Rows without end and without a stated length.</summary>
    public StandInFile Endless(StandInWorkspace workspace, string name) => Add(workspace, name, 100, async context =>
    {
        var line = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1,2,3\n", 2000)));
        while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(line, context.RequestAborted);
    });

    /// <summary>States more than comes: the connection ends before.</summary>
    public StandInFile Truncated(StandInWorkspace workspace, string name, byte[] content) => Add(workspace, name, content.Length + 1000, async context =>
    {
        context.Response.ContentLength = content.Length + 1000;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    });

    /// <summary>States so many bytes and sends none.</summary>
    public StandInFile Announcing(StandInWorkspace workspace, string name, long length) => Add(workspace, name, length, async context =>
    {
        context.Response.ContentLength = length;
        await context.Response.StartAsync(context.RequestAborted);
        await StandInFaults.HangAsync(context);
    });

    public StandInUpload Begin(StandInWorkspace workspace, string name, int length)
    {
        var id = workspace.NextId("F");
        return _uploads[id] = new StandInUpload(id, workspace, name, length, new Uri(slack.Root, $"upload/v1/{id}"));
    }

    /// <exception cref="WebApiRefusal">Nothing was sent for it, or it is another workspace's, or it was shared already.</exception>
    public StandInFile Complete(StandInWorkspace workspace, string? id, string? title)
    {
        if (id is null || !_uploads.TryGetValue(id, out var upload) || upload.Workspace != workspace || upload.Content is not { } content) throw new WebApiRefusal("file_not_found");
        if (!upload.Share()) throw new WebApiRefusal("file_not_found");
        return workspace.Add(Offer(workspace, upload.Name, content) with { Id = id, Title = title });
    }

    /// <summary>What the bot sent, by the id of the file.</summary>
    public byte[]? Content(string fileId) => _uploads.GetValueOrDefault(fileId)?.Content;

    public void Map(WebApplication app)
    {
        app.MapGet("/files-pri/{key}/download/{name}", DownloadAsync);
        app.MapPost("/upload/v1/{id}", UploadAsync);
    }

    private StandInFile Add(StandInWorkspace workspace, string name, long size, Func<HttpContext, Task> answer)
    {
        var key = Guid.NewGuid().ToString("N");
        _downloads[key] = (workspace, answer);
        return workspace.Add(new StandInFile(workspace.NextId("F"), name, size, new Uri(slack.Root, $"files-pri/{key}/download/{Uri.EscapeDataString(name)}")));
    }

    private async Task DownloadAsync(HttpContext context, string key)
    {
        Interlocked.Increment(ref _downloadCount);
        if (!_downloads.TryGetValue(key, out var file)) await StandInFaults.Page(404, "Not found").ExecuteAsync(context);
        else if (!slack.Tokens.Opens(WebApiRequest.Token(context.Request), file.Workspace)) await StandInFaults.Page(200, "Sign in").ExecuteAsync(context);
        else await file.Answer(context);
    }

    private async Task<IResult> UploadAsync(HttpContext context, string id)
    {
        if (!_uploads.TryGetValue(id, out var upload)) return StandInFaults.Page(404, "Not found");
        using var content = new MemoryStream();
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            if (form.Files.Count != 1) return Results.BadRequest();
            await form.Files[0].CopyToAsync(content, context.RequestAborted);
        }
        else
        {
            await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        }

        if (!upload.Take(content.ToArray()))
        {
            slack.Violate($"An upload of {upload.Length} bytes was announced, and {content.Length} came.");
            return Results.BadRequest();
        }

        return Results.Text($"OK - {content.Length}");
    }
}

/// <summary>A file that the bot is about to share.</summary>
internal sealed class StandInUpload(string fileId, StandInWorkspace workspace, string name, int length, Uri address)
{
    private int _isShared;

    public string FileId { get; } = fileId;

    public StandInWorkspace Workspace { get; } = workspace;

    public string Name { get; } = name;

    public int Length { get; } = length;

    public Uri Address { get; } = address;

    /// <summary>Null until it came.</summary>
    public byte[]? Content { get; private set; }

    /// <returns>Whether it is as long as it was said to be.</returns>
    public bool Take(byte[] content)
    {
        if (content.Length != Length) return false;
        Content = content;
        return true;
    }

    /// <returns>False where it was shared before.</returns>
    public bool Share() => Interlocked.Exchange(ref _isShared, 1) == 0;
}
