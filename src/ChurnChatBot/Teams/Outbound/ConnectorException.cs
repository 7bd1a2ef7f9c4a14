using System.Net;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>The connector service refused a call. Nothing of what was sent is in it, and nothing of what the service wrote but its code.</summary>
/// <param name="code">Its own word for why, such as ActivityNotFoundInConversation; empty where it gave none.</param>
internal sealed class ConnectorException(HttpStatusCode status, string code, TimeSpan? retryAfter = null)
    : Exception($"The connector service answered {(int)status} {code}.")
{
    public HttpStatusCode Status => status;

    public string Code => code;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>The same call may succeed a little later.</summary>
    public bool IsPassing => (int)status is 408 or 412 or 429 || ((int)status >= 500 && !IsActivityGone && status != HttpStatusCode.NotImplemented);

    /// <summary>The bot may not speak in the conversation: it was removed or blocked, or the conversation is gone.</summary>
    public bool IsClosed => status == HttpStatusCode.Forbidden || code is "BotNotInConversationRoster" or "ConversationNotFound";

    /// <summary>What was to be replaced is not there. A stream that is not known is answered with 500, everything else with 404.</summary>
    public bool IsActivityGone => code == "ActivityNotFoundInConversation" || (status == HttpStatusCode.NotFound && code != "ConversationNotFound");

    /// <summary>An activity that is not there, or may not be changed: the tenant or the service forbids it, while the bot may still speak.</summary>
    public bool IsNotReplaceable => IsActivityGone || (status == HttpStatusCode.Forbidden && code != "BotNotInConversationRoster");

    /// <summary>The service does not take what was said, however often it is said.</summary>
    public bool IsContent => status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity or HttpStatusCode.UnsupportedMediaType;
}
