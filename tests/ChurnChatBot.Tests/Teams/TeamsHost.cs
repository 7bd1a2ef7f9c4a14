using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Jobs;
using ChurnChatBot.Projects;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams;
using ChurnChatBot.Tests.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Teams;

/// <summary>The Teams channel alone on a free port of the loopback, over a real database in a temporary folder. Nobody answers the turns unless a test does.</summary>
internal sealed class TeamsHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private TeamsHost(WebApplication app, DirectoryInfo folder, CapturingLog log)
    {
        (_app, _folder, Log) = (app, folder, log);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Client { get; }

    public CapturingLog Log { get; }

    public ProjectDatabase Database => Service<ProjectDatabase>();

    public static async Task<TeamsHost> StartAsync(TeamsOptions? options = null, IJobHandler? handler = null, Action<IServiceCollection>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("churn-teams-");
        var log = new CapturingLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var storage = new StorageOptions { DataFolder = folder.FullName };
        builder.Services.AddStorage(storage);
        builder.Services.AddSingleton(handler ?? new NobodyAnswers());
        builder.Services.AddJobs(storage);
        builder.Services.AddConversations();
        builder.Services.AddProjects(builder.Configuration);
        builder.Services.AddTeamsChannel(options ?? new TeamsOptions());
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapTeamsChannel();
        await app.StartAsync();
        return new TeamsHost(app, folder, log);
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task<HttpResponseMessage> PostAsync(JsonNode activity, string? bearer = null) => PostAsync(activity.ToJsonString(), bearer);

    public async Task<HttpResponseMessage> PostAsync(string body, string? bearer = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        if (bearer is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bearer);
        return await Client.SendAsync(request);
    }

    public async Task<ConversationTurn?> PendingTurnAsync(string conversationId = "19:thread") =>
        await Database.NextTurnAsync(new ConversationKey("teams", conversationId)) is { } row ? TurnInbox.Read(row) : null;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>Everything that was logged, as it would be written.</summary>
internal sealed class CapturingLog : ILoggerProvider, ILogger
{
    private readonly StringBuilder _text = new();

    public string Text
    {
        get { lock (_text) return _text.ToString(); }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_text) _text.AppendLine(formatter(state, exception)).AppendLine(exception?.ToString());
    }

    public void Dispose()
    {
    }
}
