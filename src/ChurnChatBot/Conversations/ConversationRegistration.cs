using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChurnChatBot.Conversations;

internal static class ConversationRegistration
{
    /// <summary>Adds inbox and outbox. Call after AddStorage and AddJobs; every registered <see cref="IChatChannel"/> is served.</summary>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public static IServiceCollection AddConversations(this IServiceCollection services, OutboxOptions? outbox = null)
    {
        outbox ??= new OutboxOptions();
        outbox.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(outbox);
        services.AddSingleton<TurnInbox>();
        services.AddSingleton<TurnWaiter>();
        services.AddSingleton<SentFileReader>();
        services.AddSingleton<ThreadEvents>();
        services.AddHostedService<Outbox>();
        return services;
    }
}
