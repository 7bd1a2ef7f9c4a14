using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Jobs;
using ChurnChatBot.Messages;
using ChurnChatBot.Projects;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Slack.Inbound;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Jobs;
using ChurnChatBot.Tests.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Slack.Inbound;

/// <summary>
/// What arrives from Slack, on a free port of the loopback, over a real database in a temporary folder. Nobody answers the turns. How messages are
/// drawn is not looked at here: each is its summary and what it was drawn with.
/// </summary>
internal sealed class SlackHost : IAsyncDisposable
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private SlackHost(WebApplication app, DirectoryInfo folder, WebApiRecorder api, CapturingLog log)
    {
        (_app, _folder, Api, Log) = (app, folder, api, log);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Client { get; }

    public WebApiRecorder Api { get; }

    public CapturingLog Log { get; }

    public ProjectDatabase Database => Service<ProjectDatabase>();

    public static async Task<SlackHost> StartAsync(Func<SlackOptions, SlackOptions>? configure = null, Action<IServiceCollection>? add = null)
    {
        var folder = Directory.CreateTempSubdirectory("churn-slack-");
        var (api, log) = (await WebApiRecorder.StartAsync(), new CapturingLog());
        var options = new SlackOptions { SigningSecret = Secret, BotToken = "xoxb-test", Api = api.Api };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var storage = new StorageOptions { DataFolder = folder.FullName };
        builder.Services.AddStorage(storage);
        builder.Services.AddSingleton<IJobHandler>(new NobodyAnswers());
        builder.Services.AddJobs(storage);
        builder.Services.AddConversations();
        builder.Services.AddProjects(builder.Configuration);
        builder.Services.AddSingleton(Replies(api));
        add?.Invoke(builder.Services);
        builder.Services.AddSlackChannel(configure?.Invoke(options) ?? options);
        // What the bot says goes nowhere here: it is what arrives that is looked at.
        builder.Services.RemoveAll<IChatChannel>();
        var app = builder.Build();
        app.MapSlackChannel();
        await app.StartAsync();
        return new SlackHost(app, folder, api, log);
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task<HttpResponseMessage> EventAsync(JsonNode envelope) => PostAsync("events", envelope.ToJsonString(), "application/json");

    public Task<HttpResponseMessage> InteractAsync(JsonNode payload) => FormAsync("interactions", ("payload", payload.ToJsonString()));

    public Task<HttpResponseMessage> CommandAsync(string text, params (string Name, string Value)[] fields) => FormAsync("commands",
        [("team_id", "T1"), ("channel_id", "C1"), ("user_id", "U1"), ("user_name", "ada"), ("command", "/churn"), ("text", text), ("trigger_id", "13.37." + text.Length), ("response_url", Api.ResponseUrl), .. fields]);

    public Task<HttpResponseMessage> FormAsync(string path, params (string Name, string Value)[] fields) => PostAsync(
        path, string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}")), "application/x-www-form-urlencoded; charset=utf-8");

    public async Task<HttpResponseMessage> PostAsync(string path, string body, string mediaType, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/slack/" + path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", Sign(timestamp, body));
        change?.Invoke(request);
        return await Client.SendAsync(request);
    }

    public static string Sign(long timestamp, string body, string secret = Secret) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(FormattableString.Invariant($"v0:{timestamp}:{body}"))));

    /// <summary>Every turn that waits in a conversation, in order; they do not wait any more after that.</summary>
    public async Task<IReadOnlyList<ConversationTurn>> TakeAsync(string conversation)
    {
        var turns = new List<ConversationTurn>();
        while (await Database.NextTurnAsync(new ConversationKey("slack", conversation)) is { } row)
        {
            turns.Add(TurnInbox.Read(row));
            await Database.CompleteTurnAsync(row.TurnId, DateTimeOffset.UnixEpoch);
        }

        return turns;
    }

    public async Task<bool> IsEmptyAsync() => (await Database.ConversationsWithPendingTurnsAsync()).Count == 0;

    /// <summary>The bot said something, in a project of its own.</summary>
    public async Task SayAsync(string id, ReplyMessage message, string conversation = "T1/C1/100.1", NewAudit? audit = null)
    {
        var key = new ConversationKey("slack", conversation);
        Assert.Equal(CommitOutcome.Committed, await Database.CommitAsync(new ProjectCommit
        {
            ProjectId = "p-" + id,
            ExpectedVersion = 0,
            Name = "customers.csv",
            StateJson = "{}",
            LinkConversation = key,
            Messages = [new MessageWrite(id, key, MessageRow.BotAuthor, StoredJson.Write(message))],
            Audit = audit is null ? [] : [audit],
            At = DateTimeOffset.UnixEpoch,
        }));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Api.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static SlackReplies Replies(WebApiRecorder api) => new()
    {
        Render = (message, drawn) => new SlackMessage(message.Summary, new JsonArray(new JsonObject
        {
            ["type"] = "section",
            ["text"] = $"page {drawn.Page}, working {drawn.IsWorking}, shared {drawn.IsShared}, ticked {drawn.Ticked}",
        })),
        ReadState = state => state.GetProperty("values").EnumerateObject().SelectMany(block => block.Value.EnumerateObject()).ToDictionary(
            element => element.Name,
            element => element.Value.TryGetProperty("selected_options", out var chosen)
                ? string.Join(',', chosen.EnumerateArray().Select(option => option.GetProperty("value").GetString()))
                : element.Value.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : ""),
        Complete = (_, values, _) => values,
        Plan = (_, _, _) => new JsonObject { ["type"] = "modal", ["blocks"] = new JsonArray() },
        Calls = api.Wire,
    };
}
