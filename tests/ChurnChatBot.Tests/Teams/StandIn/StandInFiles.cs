using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>
/// The storage behind Teams: addresses that need no token because they are one themselves, downloads that go wrong in every way, and
/// sessions into which a bot writes a file that a person consented to.
/// </summary>
internal sealed class StandInFiles(Func<Uri> root, Action<string> violate)
{
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _downloads = new();
    private readonly ConcurrentDictionary<string, UploadSession> _uploads = new();
    private int _downloadCount;

    public int Downloads => Volatile.Read(ref _downloadCount);

    /// <summary>A file as it should be.</summary>
    public Uri Offer(byte[] content) => Add(async context =>
    {
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    });

    public Uri OfferFile(string path) => Offer(File.ReadAllBytes(path));

    public Uri Redirect(Uri target, int status = 302) => Add(context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = target.AbsoluteUri;
        return Task.CompletedTask;
    });

    public Uri Refuse(int status) => Add(context => ConnectorAnswer.Page(status, "No file").ExecuteAsync(context));

    /// <summary>Rows without end and without a stated length.</summary>
    public Uri Endless() => Add(async context =>
    {
        var line = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1,2,3\n", 2000)));
        while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(line, context.RequestAborted);
    });

    /// <summary>One byte at a time.</summary>
    public Uri Slow(byte[] content, TimeSpan rest) => Add(async context =>
    {
        foreach (var one in content)
        {
            await context.Response.Body.WriteAsync(new[] { one }, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(rest, context.RequestAborted);
        }
    });

    /// <summary>States more than comes: the connection ends before.</summary>
    public Uri Truncated(byte[] content) => Add(async context =>
    {
        context.Response.ContentLength = content.Length + 1000;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    });

    /// <summary>States so many bytes and sends none.</summary>
    public Uri Announcing(long length) => Add(async context =>
    {
        context.Response.ContentLength = length;
        await context.Response.StartAsync(context.RequestAborted);
        await StandInFaults.HangAsync(context);
    });

    /// <summary>Where a consented file is written to.</summary>
    public UploadSession OpenUpload(string name)
    {
        var key = Guid.NewGuid().ToString("N");
        return _uploads[key] = new UploadSession(name, new Uri(root(), $"files/upload/{key}?tempauth={Guid.NewGuid():N}"));
    }

    public void Map(WebApplication app)
    {
        app.MapGet("/files/download/{key}", DownloadAsync);
        app.MapPut("/files/upload/{key}", UploadAsync);
    }

    private Uri Add(Func<HttpContext, Task> answer)
    {
        var key = Guid.NewGuid().ToString("N");
        _downloads[key] = answer;
        return new Uri(root(), $"files/download/{key}?tempauth={Guid.NewGuid():N}");
    }

    private async Task DownloadAsync(HttpContext context, string key)
    {
        Interlocked.Increment(ref _downloadCount);
        CheckNoToken(context);
        if (_downloads.TryGetValue(key, out var answer)) await answer(context);
        else context.Response.StatusCode = 404;
    }

    private async Task<IResult> UploadAsync(HttpContext context, string key)
    {
        CheckNoToken(context);
        if (!_uploads.TryGetValue(key, out var session)) return Results.NotFound();
        using var part = new MemoryStream();
        await context.Request.Body.CopyToAsync(part, context.RequestAborted);
        return session.Take(part.ToArray(), context.Request.Headers.ContentRange);
    }

    private void CheckNoToken(HttpContext context)
    {
        if (!StringValues.IsNullOrEmpty(context.Request.Headers.Authorization)) violate("A token was sent to the file storage.");
    }
}

/// <summary>A file that is being written in parts, in order.</summary>
internal sealed class UploadSession(string name, Uri address)
{
    private readonly Lock _lock = new();
    private readonly List<byte> _content = [];

    public Uri Address { get; } = address;

    /// <summary>The address under which people open it.</summary>
    public string ContentUrl { get; } = $"https://contoso-my.sharepoint.com/personal/documents/{Uri.EscapeDataString(name)}";

    public string UniqueId { get; } = Guid.NewGuid().ToString();

    public bool IsComplete { get; private set; }

    public byte[] Content
    {
        get { lock (_lock) return [.. _content]; }
    }

    public IResult Take(byte[] part, string? range)
    {
        lock (_lock)
        {
            if (IsComplete || Range.Parse(range) is not { } stated || part.Length == 0) return ConnectorAnswer.Error(400, "invalidRequest", "A Content-Range is needed.");
            if (stated.From != _content.Count || stated.To - stated.From + 1 != part.Length || stated.To >= stated.Total)
                return ConnectorAnswer.Error(416, "invalidRange", $"Bytes from {_content.Count} on are expected.");
            _content.AddRange(part);
            IsComplete = _content.Count == stated.Total;
            return IsComplete
                ? Results.Json(new JsonObject { ["id"] = UniqueId, ["name"] = name, ["size"] = _content.Count }, statusCode: 201)
                : Results.Json(new JsonObject { ["nextExpectedRanges"] = new JsonArray($"{_content.Count}-") }, statusCode: 202);
        }
    }

    /// <summary>"bytes 0-99/250".</summary>
    private sealed record Range(long From, long To, long Total)
    {
        public static Range? Parse(string? header)
        {
            if (!System.Net.Http.Headers.ContentRangeHeaderValue.TryParse(header, out var range)) return null;
            return range is { Unit: "bytes", From: { } from, To: { } to, Length: { } total } ? new Range(from, to, total) : null;
        }
    }
}
