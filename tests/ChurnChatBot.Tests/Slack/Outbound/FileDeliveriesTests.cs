using System.Text;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack;
using ChurnChatBot.Tests.Teams.Outbound;
using static ChurnChatBot.Tests.Teams.Outbound.ScriptedService;

namespace ChurnChatBot.Tests.Slack.Outbound;

/// <summary>Files that people asked for: put into the thread, or where nobody else sees them, and put there once.</summary>
public sealed class FileDeliveriesTests : IAsyncLifetime
{
    private const string Rows = "id,risk\n1,0.9\n";
    private const string Person = "slack:T1:U7";
    private ScriptedSlack _slack = null!;
    private SlackBot _bot = null!;

    public async Task InitializeAsync()
    {
        _slack = await ScriptedSlack.StartAsync();
        _bot = SlackBot.Start(_slack);
    }

    public async Task DisposeAsync()
    {
        _bot.Dispose();
        await _slack.DisposeAsync();
    }

    private async Task<ReplyMessage> DeliveryAsync(DeliveryState state = DeliveryState.Offered)
    {
        var stored = await _bot.Artifacts.SaveAsync(new MemoryStream(Encoding.UTF8.GetBytes(Rows)), 1_000, default);
        return new ReplyMessage(new FileDelivery(new FileOffer("scored customers.csv", "text/csv", stored.Size, stored.Hash, "Made with the champion"), state)) { OnlyFor = Person };
    }

    private ReceivedRequest Completed => Assert.Single(_slack.Calls("files.completeUploadExternal"));

    [Fact]
    public async Task DirectMessage_File_IsPutIntoItsThreadOnce()
    {
        var message = await DeliveryAsync();

        var handle = await _bot.SendAsync(SlackBot.Direct, message);
        var again = await _bot.UpdateAsync(SlackBot.Direct, handle, message);

        var asked = Assert.Single(_slack.Calls("files.getUploadURLExternal"));
        Assert.Equal(("application/x-www-form-urlencoded", "filename=scored+customers.csv&length=14"), (asked.ContentType, asked.Body));
        Assert.Equal(Rows, Assert.Single(_slack.Calls("key")).Body);
        Assert.Equal(("D1", "1699.2", "F9"), ((string?)Completed.Json["channel_id"], (string?)Completed.Json["thread_ts"], (string?)Completed.Json["files"]![0]!["id"]));
        Assert.Equal(("file:F9", "file:F9"), (handle, again));
        Assert.Equal(3, _slack.Received.Count);
    }

    [Fact]
    public async Task UploadAddress_IsShownNoToken()
    {
        await _bot.SendAsync(SlackBot.Direct, await DeliveryAsync());

        Assert.Equal("", Assert.Single(_slack.Calls("key")).Authorization);
    }

    [Fact]
    public async Task Channel_WhereNamesAreHidden_FileGoesToThePersonAlone()
    {
        await _bot.SendAsync(SlackBot.Thread, await DeliveryAsync());

        Assert.Equal("U7", (string?)Assert.Single(_slack.Calls("chat.postMessage")).Json["channel"]);
        Assert.Equal(("D7", "1700000000.000001"), ((string?)Completed.Json["channel_id"], (string?)Completed.Json["thread_ts"]));
        var pointed = Assert.Single(_slack.Calls("chat.postEphemeral"));
        Assert.Equal(("C1", "U7", "The file is in our direct message."), ((string?)pointed.Json["channel"], (string?)pointed.Json["user"], (string?)pointed.Json["text"]));
    }

    [Fact]
    public async Task Channel_WhereNamesMayBeSeen_FileGoesIntoTheThread()
    {
        await _bot.SendAsync(SlackBot.Thread, await DeliveryAsync() with { NamesCustomers = true });

        Assert.Equal(("C1", "1699.1"), ((string?)Completed.Json["channel_id"], (string?)Completed.Json["thread_ts"]));
        Assert.Equal(3, _slack.Received.Count);
    }

    [Fact]
    public async Task Upload_FailsForNow_LineThatLeadsItIsSaidOnce()
    {
        _slack.Script("key", Json(500, ""));
        var message = await DeliveryAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => _bot.SendAsync(SlackBot.Thread, message));
        await _bot.SendAsync(SlackBot.Thread, message);

        Assert.Single(_slack.Calls("chat.postMessage"));
        Assert.Equal("D7", (string?)Completed.Json["channel_id"]);
    }

    [Fact]
    public async Task ThreadCannotBeToldWhere_FileIsNotSentAgain()
    {
        _slack.Refuse("chat.postEphemeral", "channel_not_found");

        Assert.Equal("file:F9", await _bot.SendAsync(SlackBot.Thread, await DeliveryAsync()));
    }

    [Theory]
    [InlineData("missing_scope", "files:write")]
    [InlineData("file_upload_size_restricted", "did not take")]
    public async Task Slack_DoesNotTakeFiles_IsExplained(string error, string told)
    {
        _slack.Refuse("files.getUploadURLExternal", error);

        var handle = await _bot.SendAsync(SlackBot.Direct, await DeliveryAsync());

        Assert.Contains(told, (string?)Assert.Single(_slack.Calls("chat.postMessage")).Json["text"], StringComparison.Ordinal);
        Assert.Equal("1700000000.000001", handle);
    }

    [Fact]
    public async Task Address_NotSlacks_GetsNoByte()
    {
        await using var other = await StartAsync(Json(200, ""));
        var foreign = $"http://[::1]:{other.Address.Port}/upload";
        _slack.Script("files.getUploadURLExternal", Json(200, $$"""{"ok":true,"upload_url":"{{foreign}}","file_id":"F9"}"""));

        await _bot.SendAsync(SlackBot.Direct, await DeliveryAsync());

        Assert.Contains("not one where Slack keeps files", (string?)Assert.Single(_slack.Calls("chat.postMessage")).Json["text"], StringComparison.Ordinal);
        Assert.Empty(other.Received);
    }

    [Fact]
    public async Task File_NotKeptAnyMore_IsSaid()
    {
        var message = await DeliveryAsync();
        _bot.Artifacts.Delete(((FileDelivery)message.Sections[0]).File.ArtifactHash);

        await _bot.SendAsync(SlackBot.Thread, message with { NamesCustomers = true });

        Assert.Contains("not kept any more", (string?)Assert.Single(_slack.Calls("chat.postEphemeral")).Json["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Place_GoneMeanwhile_IsClosed()
    {
        _slack.Refuse("files.completeUploadExternal", "channel_not_found");
        var message = await DeliveryAsync();

        await Assert.ThrowsAsync<ConversationClosedException>(() => _bot.SendAsync(SlackBot.Direct, message));
    }

    [Fact]
    public async Task Delivery_Declined_IsNotSent()
    {
        await _bot.SendAsync(SlackBot.Direct, await DeliveryAsync(DeliveryState.Declined));

        Assert.Empty(_slack.Received);
    }

    [Fact]
    public async Task DirectMessage_WithoutThreads_FileLiesInTheChatItself()
    {
        using var bot = SlackBot.Start(_slack, options => options with { View = SlackView.Messages });
        var stored = await bot.Artifacts.SaveAsync(new MemoryStream(Encoding.UTF8.GetBytes(Rows)), 1_000, default);
        var message = new ReplyMessage(new FileDelivery(new FileOffer("a.csv", "text/csv", stored.Size, stored.Hash, "Made"))) { OnlyFor = Person };

        await bot.SendAsync(SlackBot.Thread, message);

        Assert.Equal(("D7", null), ((string?)Completed.Json["channel_id"], (string?)Completed.Json["thread_ts"]));
    }
}
