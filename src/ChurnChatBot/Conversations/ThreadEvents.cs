using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Projects;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Conversations;

/// <summary>What happens to a thread without being a request about its project: it is opened, a message is taken back, a file cannot be had here.</summary>
internal sealed class ThreadEvents(ProjectDatabase database)
{
    /// <summary>How long a personal chat holds the next file for the thread that asked for it.</summary>
    private static readonly TimeSpan FileWait = TimeSpan.FromHours(1);

    /// <returns>False for an action that is a request.</returns>
    public async Task<bool> HandleAsync(ProjectChange change, TurnAction action, Person person, CancellationToken cancellation)
    {
        var data = action.Command.Data;
        switch (action.Command.Verb)
        {
            case ActionVerb.Welcome:
                if (change.IsNew) change.SayHere(ConversationWriter.Welcome());
                return true;
            case ActionVerb.Notice:
                Notice(change, data);
                return true;
            case ActionVerb.Retract:
                await RetractAsync(change, data.GetValueOrDefault("turn", ""), cancellation);
                return true;
            case ActionVerb.AwaitFile when data.GetValueOrDefault("target") is { Length: > 0 } target:
                await database.AwaitFileAsync(change.Conversation, target, change.Now + FileWait, cancellation);
                change.SayHere(ThreadWriter.AwaitFile());
                return true;
            case ActionVerb.ShowPrivately:
                await ShowPrivatelyAsync(change, action.MessageId ?? "", person, cancellation);
                return true;
            default:
                return false;
        }
    }

    private static void Notice(ProjectChange change, IReadOnlyDictionary<string, string> data)
    {
        var message = data.GetValueOrDefault("kind") switch
        {
            "picture" => ThreadWriter.PicturesIgnored(),
            "channel_file" => ThreadWriter.FilesInChannels(canReadLinks: data.GetValueOrDefault("links") == "yes"),
            "too_long" => ThreadWriter.TooLong(Number("length"), Number("most")),
            "file_forwarded" => ThreadWriter.FileForwarded(data.GetValueOrDefault("name", "")),
            _ => null,
        };
        if (message is not null) change.SayHere(message);

        int Number(string name) => int.TryParse(data.GetValueOrDefault(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>The words go; what was decided by them stays, with its line in the audit log.</summary>
    private async Task RetractAsync(ProjectChange change, string turnId, CancellationToken cancellation)
    {
        foreach (var id in (string[])[ProjectChange.QuoteId(turnId), ProjectChange.EchoId(turnId)])
        {
            if (await database.GetMessageAsync(id, cancellation) is { } row && row.ProjectId == change.ProjectId)
                change.Write(id, row.Author, ThreadWriter.Retracted());
        }
    }

    /// <summary>The same message for one person, with what others are not shown.</summary>
    private async Task ShowPrivatelyAsync(ProjectChange change, string messageId, Person person, CancellationToken cancellation)
    {
        if (await database.GetMessageAsync(messageId, cancellation) is not { Author: MessageRow.BotAuthor } row || row.Conversation != change.Conversation) return;
        var content = StoredJson.Read<ReplyMessage>(row.BodyJson);
        if (content.OnlyFor is not null) return;
        change.SayHere(content with { OnlyFor = person.Id, Sections = [.. content.Sections.Where(section => section is not (ApprovalPrompt or Choices or Toggles))] });
    }
}
