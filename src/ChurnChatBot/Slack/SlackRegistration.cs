using System.Text.Json;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack.Api;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Slack.Home;
using ChurnChatBot.Slack.Inbound;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Slack.Outbound;
using ChurnChatBot.Slack.People;
using ChurnChatBot.Slack.SocketMode;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChurnChatBot.Slack;

internal static class SlackRegistration
{
    /// <summary>Adds Slack as a channel, where it is configured. Needs storage, the turn inbox and the projects.</summary>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public static IServiceCollection AddSlackChannel(this IServiceCollection services, SlackOptions options)
    {
        options.Validate();
        services.AddSingleton(options);
        if (!options.IsRegistered) return services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSlackInstallations(options);
        services.AddSlackOutbound();
        services.AddSlackHome();
        services.AddSlackInbound();
        services.AddReplies();
        if (options.OpensSockets) services.AddSocketMode(options);
        return services;
    }

    public static IEndpointRouteBuilder MapSlackChannel(this IEndpointRouteBuilder app)
    {
        var options = app.ServiceProvider.GetRequiredService<SlackOptions>();
        if (options.IsRegistered && options.IsInstalledByOthers) app.MapSlackInstall();
        // Without a secret nobody can show that they are Slack, so there is nothing to show it to.
        if (!options.TakesHttp) return app;
        app.MapPost(SlackFeatures.EventsPath, (HttpContext context, SlackEndpoints endpoints) => endpoints.EventsAsync(context));
        app.MapPost(SlackFeatures.InteractionsPath, (HttpContext context, SlackEndpoints endpoints) => endpoints.InteractionsAsync(context));
        app.MapPost(SlackFeatures.CommandsPath, (HttpContext context, SlackEndpoints endpoints) => endpoints.CommandsAsync(context));
        return app;
    }

    public static SlackOptions ReadSlackOptions(this IConfiguration configuration) =>
        configuration.GetSection(SlackOptions.Section).Get<SlackOptions>() ?? new SlackOptions();

    private static void AddSlackInbound(this IServiceCollection services)
    {
        services.AddSingleton<MemberNames>();
        services.AddSingleton<SlackPeople>();
        services.AddSingleton<Afterwards>();
        services.AddSingleton<Whispers>();
        services.AddSingleton<ThreadPlaces>();
        services.AddSingleton<NewThreads>();
        services.AddSingleton<Reactions>();
        services.AddSingleton<EventIntake>();
        services.AddSingleton<BotMessages>();
        services.AddSingleton<PlanForms>();
        services.AddSingleton<PressedButtons>();
        services.AddSingleton<SentForms>();
        services.AddSingleton<Shortcuts>();
        services.AddSingleton<Interactions>();
        services.AddSingleton<SlashCommands>();
        services.AddSingleton<SlackEnvelopes>();
        services.AddSingleton<SlackEndpoints>();
    }

    /// <summary>Where what arrives meets what goes out.</summary>
    private static void AddReplies(this IServiceCollection services)
    {
        services.AddSingleton<Func<ReplyMessage, BlockOptions, SlackMessage>>(BlockRenderer.Render);
        services.AddSingleton<WorkspaceCalls>();
        services.AddSingleton<WebApiCall>(provider => provider.GetRequiredService<WorkspaceCalls>().CallAsync);
        services.AddSingleton<PersonOf>(provider => (team, user, cancellation) => provider.GetRequiredService<SlackPeople>().OfAsync(new SlackMember(team, null, user), cancellation));
        services.AddSingleton<WorkspaceEvents>();
        services.TryAddSingleton(provider => new SlackReplies
        {
            Render = BlockRenderer.Render,
            ReadState = BlockState.Read,
            Complete = BlockState.Complete,
            Plan = PlanView.Of,
            Calls = new SlackCalls(
                async (team, method, arguments, cancellation) => Answer(await provider.GetRequiredService<WorkspaceCalls>().CallAsync(team, method, arguments, cancellation)),
                provider.GetRequiredService<SlackWebClient>().RespondAsync),
            Watch = turn => provider.GetRequiredService<StatusSignals>().Watch(SlackPlace.Parse(turn.Conversation.ConversationId), turn.TurnId),
            NoteAsync = (happened, cancellation) => provider.GetRequiredService<WorkspaceEvents>().NoteAsync(happened, cancellation),
        });
    }

    private static CallAnswer Answer(JsonElement body) => body.TruthOf("ok") ? new CallAnswer(body) : new CallAnswer(default, body.TextOf("error") ?? "no_error");

    private static void AddSocketMode(this IServiceCollection services, SlackOptions options)
    {
        services.TryAddSingleton(new SocketTimings());
        services.AddSingleton(provider => new SocketAddresses(
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { Timeout = options.CallTimeout },
            options,
            provider.GetRequiredService<SocketTimings>(),
            provider.GetRequiredService<ILogger<SocketAddresses>>()));
        services.AddSingleton<SocketEnvelopes>();
        services.AddHostedService<SocketModeService>();
    }
}
