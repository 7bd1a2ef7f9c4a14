using ChurnChatBot.Slack.Inbound;
using ChurnChatBot.Slack.Install;
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
        services.TryAddSingleton<Installations>();
        services.AddSlackInbound();
        if (options.OpensSockets) services.AddSocketMode(options);
        return services;
    }

    public static IEndpointRouteBuilder MapSlackChannel(this IEndpointRouteBuilder app)
    {
        // Without a secret nobody can show that they are Slack, so there is nothing to show it to.
        if (!app.ServiceProvider.GetRequiredService<SlackOptions>().TakesHttp) return app;
        app.MapPost("/slack/events", (HttpContext context, SlackEndpoints endpoints) => endpoints.EventsAsync(context));
        app.MapPost("/slack/interactions", (HttpContext context, SlackEndpoints endpoints) => endpoints.InteractionsAsync(context));
        app.MapPost("/slack/commands", (HttpContext context, SlackEndpoints endpoints) => endpoints.CommandsAsync(context));
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
