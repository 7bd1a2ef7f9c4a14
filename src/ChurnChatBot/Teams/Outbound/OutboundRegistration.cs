using ChurnChatBot.Conversations;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Teams.Files;

namespace ChurnChatBot.Teams.Outbound;

internal static class OutboundRegistration
{
    public static IServiceCollection AddTeamsOutbound(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ConnectorClient(
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { Timeout = Timeout.InfiniteTimeSpan },
            provider.GetRequiredService<TeamsOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<BotTokens>()));
        services.AddSingleton<PersonalChats>();
        services.AddSingleton<PrivateMessages>();
        services.AddSingleton<FileHosts>();
        services.AddSingleton<FileConsents>();
        services.AddSingleton<FileDownloads>();
        services.AddSingleton<TypingSignals>();
        services.AddSingleton<TeamsChannel>();
        services.AddSingleton<IChatChannel>(provider => provider.GetRequiredService<TeamsChannel>());
        return services;
    }
}
