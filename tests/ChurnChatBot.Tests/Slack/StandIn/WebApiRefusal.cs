namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>What Slack answers with ok: false. An exception, because the caller did something wrong and nothing more can be done for it.</summary>
internal sealed class WebApiRefusal(string error, params string[] messages) : ArgumentException(error)
{
    public string Error { get; } = error;

    /// <summary>What is wrong where, with JSON pointers.</summary>
    public IReadOnlyList<string> Messages { get; } = messages;
}
