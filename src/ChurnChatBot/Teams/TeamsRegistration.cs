using Azure.Core;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Teams.Inbound;
using ChurnChatBot.Teams.Outbound;
using ChurnChatBot.Teams.People;
using ChurnChatBot.Teams.Tab;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChurnChatBot.Teams;

internal static class TeamsRegistration
{
    /// <summary>Adds Microsoft Teams as a channel. Needs storage, the turn inbox and the projects.</summary>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public static IServiceCollection AddTeamsChannel(this IServiceCollection services, TeamsOptions options)
    {
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddTeamsAuthentication(options);
        services.AddSingleton(provider => new GroupMemberships(
            options,
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { Timeout = TimeSpan.FromSeconds(5) },
            GraphToken(provider, options),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GroupMemberships>>()));
        services.AddSingleton<TeamsPeople>();
        services.AddTeamsOutbound();
        services.AddSingleton<ConversationReferences>();
        services.AddSingleton<ActivityTurns>();
        services.AddSingleton<FileForwarding>();
        services.AddSingleton<Reactions>();
        services.AddSingleton<CardActions>();
        services.AddSingleton<Invokes>();
        services.AddSingleton<MessagesEndpoint>();
        services.AddSingleton(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            var keys = new KeySetClient(KeySetClient.NewHttpClient(), TabSignIn.Metadata(options), time);
            return new TabSignIn(options, new SigningKeys(keys, time, provider.GetRequiredService<ILogger<SigningKeys>>()), time);
        });
        return services;
    }

    /// <summary>The bot's own permission for Graph, where it is registered. The credential keeps its tokens.</summary>
    private static Func<CancellationToken, ValueTask<string>>? GraphToken(IServiceProvider provider, TeamsOptions options) =>
        provider.GetService<TokenCredential>() is { } credential
            ? async cancellation => (await credential.GetTokenAsync(new TokenRequestContext([new Uri(options.Graph, ".default").AbsoluteUri]), cancellation)).Token
            : null;

    public static IEndpointRouteBuilder MapTeamsChannel(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/messages", (HttpContext context, MessagesEndpoint endpoint) => endpoint.AcceptAsync(context));
        // A probe, before anything is sent.
        app.MapMethods("/api/messages", [HttpMethods.Head, HttpMethods.Get], () => Results.Ok());
        app.MapTeamsTab();
        return app;
    }

    public static TeamsOptions ReadTeamsOptions(this IConfiguration configuration) =>
        configuration.GetSection(TeamsOptions.Section).Get<TeamsOptions>() ?? new TeamsOptions();
}
