using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>Messages of the bot that somebody does something with: found again by their id, and drawn anew where they stand.</summary>
internal sealed class BotMessages(ProjectDatabase database, TurnWaiter waiter, SlackReplies replies)
{
    /// <summary>Most turns are done by then, and a message that flickers is worse than one that waits.</summary>
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(300);

    /// <returns>Null for what is no message of the bot, is in another workspace or channel, or is meant for somebody else.</returns>
    public async Task<BotMessage?> FindAsync(string id, Interaction done, Person person, CancellationToken cancellation)
    {
        if (id is not { Length: > 0 and <= 100 } || await database.GetMessageAsync(id, cancellation) is not { Author: MessageRow.BotAuthor } row) return null;
        if (row.Conversation.Channel != SlackNames.Channel) return null;
        var message = new BotMessage(row, SlackPlace.Parse(row.Conversation.ConversationId), StoredJson.Read<ReplyMessage>(row.BodyJson));
        if (message.Place.TeamId != done.TeamId) return null;
        // What is meant for one person may have reached them in another place than the thread that it belongs to.
        if (message.Content.OnlyFor is { } only) return only == person.Id ? message : null;
        return done.ChannelId is null || done.ChannelId == message.Place.ChannelId ? message : null;
    }

    /// <summary>The message says that the turn is worked on, until what came of it is shown.</summary>
    public async Task ShowWorkingAsync(BotMessage message, string turnId, Interaction done, CancellationToken cancellation)
    {
        if (await waiter.FinishesWithinAsync(turnId, Blink, cancellation)) return;
        // Only what is still being worked on may say so; from now on the end of the turn makes the message due again.
        if (!await database.ShowAsWorkingAsync(message.Row.MessageId, turnId, cancellation)) return;
        await DrawAsync(message, message.Options with { IsWorking = true }, done, cancellation);
        if (await database.IsTurnPendingAsync(turnId, cancellation) || await database.GetMessageAsync(message.Row.MessageId, cancellation) is not { } row) return;
        // The turn ended while that was under way, and its end may have been shown first.
        var now = message with { Row = row, Content = StoredJson.Read<ReplyMessage>(row.BodyJson) };
        await DrawAsync(now, now.Options, done, cancellation);
    }

    public async Task DrawAsync(BotMessage message, BlockOptions options, Interaction done, CancellationToken cancellation)
    {
        var drawn = replies.Render(message.Content, options);
        var arguments = new JsonObject { ["text"] = drawn.Text, ["blocks"] = drawn.Blocks.DeepClone() };
        if (done.ResponseUrl is { } address)
        {
            arguments["replace_original"] = true;
            await replies.Calls.RespondAsync(address, arguments, cancellation);
        }
        else if (!done.IsEphemeral && done is { ChannelId: { } channel, MessageTs: { } ts })
        {
            (arguments["channel"], arguments["ts"]) = (channel, ts);
            await replies.Calls.CallAsync(done.TeamId, "chat.update", arguments, cancellation);
        }
    }
}

/// <summary>A message of the bot, and the thread that it belongs to.</summary>
internal sealed record BotMessage(MessageRow Row, SlackPlace Place, ReplyMessage Content)
{
    /// <summary>As it is seen where it stands.</summary>
    public BlockOptions Options => new() { MessageId = Row.MessageId, IsShared = Place.IsShared && Content.OnlyFor is null };

    /// <summary>What can be ticked on it; null where nothing can, or not any more.</summary>
    public Toggles? Toggles => Content.Sections.OfType<Toggles>().FirstOrDefault() is { IsEnabled: true } toggles ? toggles : null;

    /// <summary>Ids of all that is ticked, comma-separated; null where nothing can be.</summary>
    public string? Ticked(IReadOnlyDictionary<string, string> values) => Toggles is { } toggles ? values.GetValueOrDefault(toggles.Id) : null;

    /// <summary>Whether it is a proposal that waits for a decision.</summary>
    public bool IsOpen => Toggles is not null || Content.Sections.OfType<ApprovalPrompt>().Any(prompt => prompt.Decision is null);
}
