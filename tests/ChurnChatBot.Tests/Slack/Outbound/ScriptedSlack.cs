using System.Collections.Concurrent;
using System.Globalization;
using ChurnChatBot.Tests.Teams.Outbound;
using Microsoft.AspNetCore.Http;
using static ChurnChatBot.Tests.Teams.Outbound.ScriptedService;

namespace ChurnChatBot.Tests.Slack.Outbound;

/// <summary>A Web API on the loopback: each method is ok unless a script says otherwise, one answer a call. It keeps what it was sent.</summary>
internal sealed class ScriptedSlack : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> _scripts = new(StringComparer.Ordinal);
    private ScriptedService _service = null!;
    private int _posted;

    /// <summary>With the slash at its end that the options ask for.</summary>
    public Uri Api => new(_service.Address, "/api/");

    public Uri Root => _service.Address;

    public IReadOnlyList<ReceivedRequest> Received => _service.Received;

    public static async Task<ScriptedSlack> StartAsync()
    {
        var slack = new ScriptedSlack();
        slack._service = await ScriptedService.StartAsync(slack.AnswerAsync);
        return slack;
    }

    /// <summary>The next calls of the method get these answers, in order.</summary>
    public void Script(string method, params Func<HttpContext, Task>[] answers)
    {
        foreach (var answer in answers) _scripts.GetOrAdd(method, _ => new ConcurrentQueue<Func<HttpContext, Task>>()).Enqueue(answer);
    }

    public void Refuse(string method, string error, int times = 1) => Script(method, [.. Enumerable.Repeat(Json(200, $$"""{"ok":false,"error":"{{error}}"}"""), times)]);

    public IReadOnlyList<ReceivedRequest> Calls(string method) => [.. Received.Where(request => Last(request.Target) == method)];

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var method = Last(context.Request.Path.Value!);
        if (_scripts.TryGetValue(method, out var script) && script.TryDequeue(out var answer)) return answer(context);
        return Json(200, method switch
        {
            "chat.postMessage" => string.Create(CultureInfo.InvariantCulture, $$"""{"ok":true,"channel":"D7","ts":"1700000000.{{Interlocked.Increment(ref _posted):000000}}"}"""),
            "files.getUploadURLExternal" => $$"""{"ok":true,"upload_url":"{{new Uri(Root, "/upload/v1/key")}}","file_id":"F9"}""",
            _ => """{"ok":true}""",
        })(context);
    }

    private static string Last(string target) => target.Split('?')[0].Split('/')[^1];
}
