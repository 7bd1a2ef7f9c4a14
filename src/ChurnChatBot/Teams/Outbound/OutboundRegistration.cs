using ChurnChatBot.Conversations;
using ChurnChatBot.Conversations.Transfers;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Teams.Files;

namespace ChurnChatBot.Teams.Outbound;

internal static class OutboundRegistration
{
    /// <summary>Adds Teams as a channel for what the bot says, and the files that go both ways. Needs the options, authentication and references.</summary>
    public static IServiceCollection AddTeamsOutbound(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ConnectorClient(
            ConnectorClient.NewHttpClient(),
            provider.GetRequiredService<TeamsOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<BotTokens>()));
        services.AddSingleton<StreamedAnswer>();
        services.AddSingleton<ActivityPoster>();
        services.AddSingleton<PersonalChats>();
        services.AddSingleton<PrivateMessages>();
        services.AddSingleton(provider => new FileHosts(provider.GetRequiredService<TeamsOptions>().FileHosts, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<FileUploads>();
        services.AddSingleton<FileConsents>();
        services.AddSingleton<SharedLinks>();
        services.AddSingleton<FileDownloads>();
        services.AddSingleton<TypingSignals>();
        services.AddSingleton<TeamsChannel>();
        services.AddSingleton<IChatChannel>(provider => provider.GetRequiredService<TeamsChannel>());
        return services;
    }
}
