using ChurnChatBot.Conversations;
using ChurnChatBot.Conversations.Transfers;
using ChurnChatBot.Slack.Api;
using ChurnChatBot.Slack.Files;

namespace ChurnChatBot.Slack.Outbound;

internal static class OutboundRegistration
{
    /// <summary>
    /// Adds Slack as a channel for what the bot says, and the files that go both ways. Needs the options, the installations and what draws blocks
    /// (a function from <c>ReplyMessage</c> and <c>BlockOptions</c> to <c>SlackMessage</c>).
    /// </summary>
    public static IServiceCollection AddSlackOutbound(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SlackWebClient(SlackTransport.NewHttpClient(), provider.GetRequiredService<SlackOptions>(), provider.GetRequiredService<TimeProvider>()));
        // Teams has hosts of its own.
        services.AddKeyedSingleton(SlackNames.Channel, (provider, _) => new FileHosts(provider.GetRequiredService<SlackOptions>().FileHosts, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<MessageVersions>();
        services.AddSingleton<MessagePoster>();
        services.AddSingleton<EarlierPosts>();
        services.AddSingleton<SlackFileInfo>();
        services.AddSingleton<FileDownloads>();
        services.AddSingleton<FileUploads>();
        services.AddSingleton<FileDeliveries>();
        services.AddSingleton<AssistantThreads>();
        services.AddSingleton<StatusSignals>();
        services.AddSingleton<SlackChannel>();
        services.AddSingleton<IChatChannel>(provider => provider.GetRequiredService<SlackChannel>());
        return services;
    }
}
