using System.Net.Http.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Jobs;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Jobs;
using ChurnChatBot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Web;

/// <summary>The web channel alone on a free port of the loopback, over a real database in a temporary folder. Nobody answers the turns.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private WebHost(WebApplication app, DirectoryInfo folder)
    {
        (_app, _folder) = (app, folder);
        Address = new Uri(app.Urls.Single());
        Client = NewClient();
    }

    public Uri Address { get; }

    /// <summary>Sends the Origin of the page, as a browser does.</summary>
    public HttpClient Client { get; }

    /// <summary>One with cookies of its own.</summary>
    public HttpClient NewClient()
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(20) };
        client.DefaultRequestHeaders.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        return client;
    }

    public ProjectDatabase Database => Service<ProjectDatabase>();

    public static async Task<WebHost> StartAsync(WebOptions? options = null)
    {
        var folder = Directory.CreateTempSubdirectory("churn-web-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var storage = new StorageOptions { DataFolder = folder.FullName };
        builder.Services.AddStorage(storage);
        builder.Services.AddSingleton<IJobHandler, NobodyAnswers>();
        builder.Services.AddJobs(storage);
        builder.Services.AddConversations();
        builder.Services.AddWebChannel(options ?? new WebOptions { FeedLook = TimeSpan.FromMilliseconds(200) });
        var app = builder.Build();
        app.MapWebChannel();
        await app.StartAsync();
        return new WebHost(app, folder);
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Says something in a conversation, and opens its project where there is none.</summary>
    public Task SayAsync(string conversationId, string messageId, ReplyMessage message, string author = MessageRow.BotAuthor, DateTimeOffset? at = null) =>
        SayRawAsync(conversationId, messageId, StoredJson.Write(message), author, at);

    public async Task SayRawAsync(string conversationId, string messageId, string body, string author = MessageRow.BotAuthor, DateTimeOffset? at = null)
    {
        var conversation = WebChannel.Key(conversationId);
        var project = await Database.FindProjectAsync(conversation);
        var outcome = await Database.CommitAsync(new ProjectCommit
        {
            ProjectId = project?.Id ?? "project-" + conversationId,
            ExpectedVersion = project?.Version ?? 0,
            Name = project?.Name ?? "customer_data.csv",
            StateJson = "{}",
            LinkConversation = conversation,
            Messages = [new MessageWrite(messageId, conversation, author, body)],
            At = at ?? new DateTimeOffset(2026, 3, 1, 14, 2, 0, TimeSpan.Zero),
        });
        Assert.Equal(CommitOutcome.Committed, outcome);
    }

    public async Task<ConversationTurn?> PendingTurnAsync(string conversationId) =>
        await Database.NextTurnAsync(WebChannel.Key(conversationId)) is { } row ? TurnInbox.Read(row) : null;

    public Task<HttpResponseMessage> PostTurnAsync(string conversationId, object turn) => Client.PostAsJsonAsync($"/projects/{conversationId}/turns", turn);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
