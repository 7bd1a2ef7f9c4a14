using ChurnChatBot.Web;

namespace ChurnChatBot.Tests.Web;

/// <summary>One host for the tests of a class; each test has a conversation of its own.</summary>
public sealed class SharedWebHost : IAsyncLifetime
{
    /// <summary>Small enough to be passed in a test.</summary>
    internal const int UploadLimit = 300_000;

    internal WebHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await WebHost.StartAsync(new WebOptions
    {
        MaxUploadBytes = UploadLimit,
        MaxOpenFeedsPerConversation = 2,
        Heartbeat = TimeSpan.FromMilliseconds(300),
        FeedLook = TimeSpan.FromSeconds(30),
    });

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
