using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Slack.Outbound;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Storage;
using ChurnChatBot.Tests.Teams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Slack.Outbound;

/// <summary>Everything of the bot that speaks to Slack, over a real database and artifact store, against a Web API on the loopback.</summary>
internal sealed class SlackBot : IDisposable
{
    public const string Token = "xoxb-1-secret";
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    private SlackBot(ScriptedSlack slack, Func<SlackOptions, SlackOptions>? tune)
    {
        var options = new SlackOptions { Api = slack.Api, BotToken = Token, FileHosts = ["127.0.0.1"], CallTimeout = TimeSpan.FromSeconds(2) };
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(tune?.Invoke(options) ?? options);
        services.AddSingleton(ProjectDatabase.Open(_folder.File("churnchatbot.db")));
        services.AddSingleton<IArtifactStore>(new FileArtifactStore(_folder.File("artifacts")));
        services.AddSingleton<TurnWaiter>();
        services.AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
        services.AddSingleton<Installations>();
        services.AddSingleton<Func<ReplyMessage, BlockOptions, SlackMessage>>(Draw);
        services.AddSlackOutbound();
        _services = services.BuildServiceProvider();
    }

    public CapturingLog Log { get; } = new();

    public SlackChannel Channel => Service<SlackChannel>();

    public ProjectDatabase Database => Service<ProjectDatabase>();

    public IArtifactStore Artifacts => Service<IArtifactStore>();

    public string ArtifactFolder => _folder.File("artifacts");

    public static ConversationAddress Thread { get; } = new SlackPlace("T1", "C1", "1699.1").Address;

    public static ConversationAddress Direct { get; } = new SlackPlace("T1", "D1", "1699.2").Address;

    public static SlackBot Start(ScriptedSlack slack, Func<SlackOptions, SlackOptions>? tune = null) => new(slack, tune);

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<string> SendAsync(ConversationAddress conversation, ReplyMessage message, string id = "m1") =>
        Channel.SendAsync(conversation, new OutgoingMessage(id, 1, message), CancellationToken.None);

    public Task<string> UpdateAsync(ConversationAddress conversation, string handle, ReplyMessage message, string id = "m1") =>
        Channel.UpdateAsync(conversation, handle, new OutgoingMessage(id, 2, message), CancellationToken.None);

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    /// <summary>The least that can be told apart: one block, of a new type or of an old one.</summary>
    private static SlackMessage Draw(ReplyMessage message, BlockOptions options) => new(message.Summary.Length > 0 ? message.Summary : "…", [new JsonObject
    {
        ["type"] = options.UsesNewBlocks ? "data_table" : "section",
        ["block_id"] = options.MessageId,
        ["is_shared"] = options.IsShared,
    }]);
}
