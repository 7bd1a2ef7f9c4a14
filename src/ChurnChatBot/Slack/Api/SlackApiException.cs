using System.Collections.Frozen;

namespace ChurnChatBot.Slack.Api;

/// <summary>
/// Slack refused a call. Nothing of what was sent is in it: of what Slack wrote, its code and what its messages say about the shape of the call.
/// </summary>
/// <param name="code">Slack's own word for why, such as channel_not_found; http_503 or no_json where the answer was none of Slack's.</param>
/// <param name="details">Its messages, each with the place in the call that it is about (a JSON pointer) where it names one.</param>
internal sealed class SlackApiException(string method, string code, IReadOnlyList<string> details, TimeSpan? retryAfter = null)
    : Exception(details.Count == 0 ? $"{method} was answered with {code}." : $"{method} was answered with {code}: {string.Join("; ", details)}.")
{
    public const string RateLimited = "ratelimited";
    public const string HttpStatus = "http_";
    public const string NoJson = "no_json";
    public const string MissingScope = "missing_scope";

    private static readonly FrozenSet<string> AppGone = FrozenSet.ToFrozenSet(
        ["account_inactive", "token_revoked", "invalid_auth", "not_authed", "org_login_required", "team_not_found", "ekm_access_denied"]);

    private static readonly FrozenSet<string> PlaceGone = FrozenSet.ToFrozenSet(
    [
        "channel_not_found", "not_in_channel", "is_archived", "is_inactive", "user_disabled", "cannot_dm_bot", "messages_tab_disabled", "restricted_action",
        "restricted_action_read_only_channel", "restricted_action_thread_only_channel", "restricted_action_non_threadable_channel", "restricted_action_thread_locked",
        "thread_locked", "channel_is_archived",
    ]);

    private static readonly FrozenSet<string> Blocks = FrozenSet.ToFrozenSet(
        ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments", "too_many_attachments", "attachment_payload_limit_exceeded", "blocks_too_long"]);

    private static readonly FrozenSet<string> WholeMessage = FrozenSet.ToFrozenSet(["msg_too_long", "no_text", "metadata_too_large", "invalid_metadata_format", "invalid_metadata_schema"]);

    private static readonly FrozenSet<string> Passing = FrozenSet.ToFrozenSet(
        [RateLimited, "rate_limited", "message_limit_exceeded", "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "external_channel_migrating", NoJson]);

    public string Method => method;

    public string Code => code;

    public IReadOnlyList<string> Details => details;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>The bot may not speak there any more: it was removed from the place or from the workspace, or the place is closed.</summary>
    public bool IsGone => IsAppGone || PlaceGone.Contains(code);

    /// <summary>The bot may not speak anywhere in the workspace.</summary>
    public bool IsAppGone => AppGone.Contains(code);

    /// <summary>The message's blocks are not taken; its text may be.</summary>
    public bool IsRefusedBlocks => Blocks.Contains(code) || (code is "invalid_arguments" or "invalid_arg_name" && details.Any(detail => detail.Contains("/blocks", StringComparison.Ordinal)));

    /// <summary>The message is not taken, however often it is said.</summary>
    public bool IsRefusedMessage => IsRefusedBlocks || WholeMessage.Contains(code) || code is "invalid_arguments";

    /// <summary>The one person that something is for is not there to see it.</summary>
    public bool IsPersonGone => code is "user_not_in_channel" or "user_not_found" or "user_not_visible";

    /// <summary>What was to be replaced is not there, or may not be replaced any more.</summary>
    public bool IsMessageGone => code is "message_not_found" or "cant_update_message" or "edit_window_closed" or "update_failed";

    /// <summary>A token that is renewed from time to time is too old; the next one that is asked for is not.</summary>
    public bool IsTokenExpired => code == "token_expired";

    /// <summary>The same call may succeed a little later.</summary>
    public bool IsTransient => Passing.Contains(code) || (code.StartsWith(HttpStatus, StringComparison.Ordinal) && code[HttpStatus.Length..] is ['5', ..] or "408" or "429");
}
