using ChurnChatBot.Slack.Api;

namespace ChurnChatBot.Tests.Slack.Api;

/// <summary>What a refusal means for the message that it stopped.</summary>
public sealed class SlackApiExceptionTests
{
    [Theory]
    [InlineData("channel_not_found", "gone")]
    [InlineData("not_in_channel", "gone")]
    [InlineData("is_archived", "gone")]
    [InlineData("account_inactive", "gone app")]
    [InlineData("token_revoked", "gone app")]
    [InlineData("invalid_auth", "gone app")]
    [InlineData("invalid_blocks", "blocks message")]
    [InlineData("msg_blocks_too_long", "blocks message")]
    [InlineData("invalid_attachments", "blocks message")]
    [InlineData("msg_too_long", "message")]
    [InlineData("message_not_found", "replaced")]
    [InlineData("cant_update_message", "replaced")]
    [InlineData("user_not_in_channel", "person")]
    [InlineData("ratelimited", "transient")]
    [InlineData("internal_error", "transient")]
    [InlineData("http_503", "transient")]
    [InlineData("http_408", "transient")]
    [InlineData("http_404", "")]
    [InlineData("no_json", "transient")]
    [InlineData("token_expired", "expired")]
    [InlineData("missing_scope", "")]
    [InlineData("a_word_of_tomorrow", "")]
    public void Code_HasOneMeaning(string code, string expected)
    {
        var refused = new SlackApiException("chat.postMessage", code, []);
        (bool Holds, string Meaning)[] meanings =
        [
            (refused.IsGone, "gone"), (refused.IsAppGone, "app"), (refused.IsRefusedBlocks, "blocks"), (refused.IsRefusedMessage, "message"),
            (refused.IsMessageGone, "replaced"), (refused.IsPersonGone, "person"), (refused.IsTransient, "transient"), (refused.IsTokenExpired, "expired"),
        ];

        Assert.Equal(expected, string.Join(' ', meanings.Where(meaning => meaning.Holds).Select(meaning => meaning.Meaning)));
    }

    [Theory]
    [InlineData("missing field at /blocks/0", true)]
    [InlineData("missing field at /channel", false)]
    public void InvalidArguments_AreTheBlocksOnlyWhereThePlaceSaysSo(string detail, bool expected) =>
        Assert.Equal(expected, new SlackApiException("chat.update", "invalid_arguments", [detail]).IsRefusedBlocks);
}
