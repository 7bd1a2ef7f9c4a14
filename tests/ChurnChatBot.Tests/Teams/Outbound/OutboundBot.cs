using System.Text.Json;
using Azure.Core;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Teams.Inbound;
using ChurnChatBot.Teams.Outbound;
using ChurnChatBot.Teams.Protocol;
using ChurnChatBot.Tests.Storage;
using ChurnChatBot.Tests.Teams.StandIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Teams.Outbound;

/// <summary>Everything of the bot that speaks to Teams, over a real database, against the stand-in or another service on the loopback.</summary>
internal sealed class OutboundBot : IDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly ServiceProvider _services;

    private OutboundBot(TemporaryFolder folder, OutboundSetup setup)
    {
        (_folder, Setup) = (folder, setup);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log));
        services.AddSingleton(setup.Clock);
        services.AddSingleton(setup.Options);
        services.AddSingleton(ProjectDatabase.Open(folder.File("churnchatbot.db")));
        services.AddSingleton<IArtifactStore>(new FileArtifactStore(ArtifactFolder));
        services.AddSingleton<ConversationReferences>();
        services.AddSingleton<TurnWaiter>();
        services.AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
        if (setup.Credential is { } credential)
        {
            services.AddSingleton(credential);
            services.AddSingleton(new BotTokens(credential, setup.Options.Scope, setup.Clock));
        }

        services.AddTeamsOutbound();
        _services = services.BuildServiceProvider();
    }

    public OutboundSetup Setup { get; }

    public CapturingLog Log { get; } = new();

    public TeamsChannel Channel => Service<TeamsChannel>();

    public ProjectDatabase Database => Service<ProjectDatabase>();

    public string ArtifactFolder => _folder.File("artifacts");

    public IArtifactStore Artifacts => Service<IArtifactStore>();

    public static OutboundBot Start(OutboundSetup setup) => new(new TemporaryFolder(), setup);

    public static async Task<OutboundBot> StartAsync(StandInTeams teams, Func<TeamsOptions, TeamsOptions>? tune = null)
    {
        var options = new TeamsOptions
        {
            AppId = teams.Options.AppId,
            FileHosts = ["127.0.0.1"],
            Graph = teams.Root,
            ReadsLinkedFiles = true,
            CallTimeout = TimeSpan.FromSeconds(2),
        };
        return Start(new OutboundSetup
        {
            ServiceUrl = teams.ServiceUrl,
            Options = tune?.Invoke(options) ?? options,
            Clock = teams.Options.Clock,
            Credential = teams.Options.IsRegistered ? new StandInCredential(await StandInBot.StartAsync(teams), teams.Options) : null,
        });
    }

    /// <summary>Another process on the same data: nothing that the first one remembered is known to it.</summary>
    public OutboundBot Restart()
    {
        _services.Dispose();
        return new OutboundBot(_folder, Setup);
    }

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<ConversationAddress> MeetAsync(StandInConversation conversation) => MeetAsync(conversation.Id, conversation.Type);

    public async Task<ConversationAddress> MeetAsync(string id, string type = ConversationTypes.Personal, bool isVerified = true)
    {
        var address = new ConversationAddress("teams", id);
        await Database.SaveReferenceAsync(address.ToKey(), JsonSerializer.Serialize(Reference(type) with { IsVerified = isVerified }, ProtocolJson.Options), Setup.Clock.GetUtcNow());
        return address;
    }

    public ConversationReference Reference(string type = ConversationTypes.Personal) => new()
    {
        ServiceUrl = Setup.ServiceUrl,
        IsVerified = true,
        TenantId = "0a9c6c36-93b5-4d0e-8f0e-6f3a3f7d1c11",
        Bot = new ChannelAccount("28:bot", "Churn Bot"),
        ConversationType = type,
    };

    public Task<string> SendAsync(ConversationAddress conversation, ReplyMessage message, string id = "m1") =>
        Channel.SendAsync(conversation, new OutgoingMessage(id, 1, message), CancellationToken.None);

    public Task<string> UpdateAsync(ConversationAddress conversation, string handle, ReplyMessage message, string id = "m1") =>
        Channel.UpdateAsync(conversation, handle, new OutgoingMessage(id, 2, message), CancellationToken.None);

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }
}

internal sealed record OutboundSetup
{
    public required string ServiceUrl { get; init; }

    public required TeamsOptions Options { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Null for a bot that is not registered.</summary>
    public TokenCredential? Credential { get; init; }
}

/// <summary>Obtains tokens of the stand-in, without the client library.</summary>
internal sealed class StandInCredential(StandInBot bot, StandInOptions options) : TokenCredential
{
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var answer = await bot.AskForTokenAsync(options.ClientSecret, scope: requestContext.Scopes[0]);
        return new AccessToken((string)answer.Body!["access_token"]!, options.Clock.GetUtcNow().AddHours(1));
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>token-1, token-2 and so on.</summary>
internal sealed class CountingCredential(TimeProvider clock) : TokenCredential
{
    private int _issued;

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new AccessToken($"token-{Interlocked.Increment(ref _issued)}", clock.GetUtcNow().AddHours(1)));

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();
}
