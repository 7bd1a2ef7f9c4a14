namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>Which app the stand-in knows, and how it keeps time.</summary>
internal sealed record StandInSlackOptions
{
    public string SigningSecret { get; init; } = "8f742231b10e8888abcd99yyyzzz85a5";

    public string AppId { get; init; } = "A0CHURNBOT";

    public string ClientId { get; init; } = "111.222";

    public string ClientSecret { get; init; } = "only-the-stand-in-knows-this-one";

    /// <summary>The app-level token that opens sockets.</summary>
    public string AppToken { get; init; } = "xapp-1-A0CHURNBOT-1-stand-in";

    public string BotName { get; init; } = "churnbot";

    /// <summary>Events come over the sockets that the bot opens instead of over HTTP.</summary>
    public bool UsesSockets { get; init; }

    /// <summary>The app shows itself as an agent (agent_view): each message to it in its direct messages begins a thread.</summary>
    public bool IsAgent { get; init; } = true;

    /// <summary>The app may read all that is said in its channels (channels:history), not only where it is mentioned.</summary>
    public bool HearsChannels { get; init; } = true;

    /// <summary>Tokens of installations are renewed (token rotation) instead of lasting.</summary>
    public bool RotatesTokens { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long an acknowledgement is waited for.</summary>
    public TimeSpan AckLimit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Rests before an event is sent again. Slack's are none, one and five minutes; shorter here, so that tests end.</summary>
    public IReadOnlyList<TimeSpan> RetryRests { get; init; } = [TimeSpan.Zero, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1)];
}
