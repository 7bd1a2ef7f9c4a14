using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>The smallest caller of the Web API there is, so that the stand-in itself can be tested.</summary>
internal sealed class StandInCaller : IDisposable
{
    private readonly StandInSlack _slack;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private StandInCaller(StandInSlack slack) => _slack = slack;

    /// <summary>With the token of the stand-in's own workspace.</summary>
    public static StandInCaller For(StandInSlack slack)
    {
        var caller = new StandInCaller(slack);
        caller.Use(slack.BotToken);
        return caller;
    }

    public void Use(string? token) => _http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

    public Task<Answer> CallAsync(string method, JsonObject arguments) => SendAsync(method, new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json"));

    /// <summary>As the official clients call: a form, its nested values JSON in a string.</summary>
    public Task<Answer> CallFormAsync(string method, params (string Name, string Value)[] fields) =>
        SendAsync(method, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public async Task<Answer> SendAsync(string method, HttpContent content)
    {
        using var answer = await _http.PostAsync(new Uri(_slack.Api, method), content);
        var text = await answer.Content.ReadAsStringAsync();
        var isJson = answer.Content.Headers.ContentType?.MediaType == "application/json";
        return new Answer((int)answer.StatusCode, text, isJson ? JsonNode.Parse(text) as JsonObject : null, answer.Headers.RetryAfter?.Delta);
    }

    public Task<Answer> PostAsync(StandInChannel channel, string text, string? threadTs = null)
    {
        var arguments = new JsonObject { ["channel"] = channel.Id, ["text"] = text };
        if (threadTs is not null) arguments["thread_ts"] = threadTs;
        return CallAsync("chat.postMessage", arguments);
    }

    public Task<HttpResponseMessage> GetAsync(Uri address) => _http.GetAsync(address);

    public Task<HttpResponseMessage> SendBytesAsync(Uri address, HttpContent content) => _http.PostAsync(address, content);

    public void Dispose() => _http.Dispose();

    internal sealed record Answer(int Status, string Text, JsonObject? Body, TimeSpan? RetryAfter)
    {
        public bool IsOk => Body?["ok"]?.GetValue<bool>() == true;

        public string? Error => (string?)Body?["error"];

        public string? Ts => (string?)Body?["ts"];

        public IReadOnlyList<string> Messages => [.. (Body?["response_metadata"]?["messages"] as JsonArray ?? []).Select(message => message!.ToString())];
    }
}
