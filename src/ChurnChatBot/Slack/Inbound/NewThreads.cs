using System.Text.Json.Nodes;
using ChurnChatBot.Projects;
using ChurnChatBot.Slack.People;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Threads that the bot begins: a command or a shortcut comes without one. A thread may take up a project that was spoken about in the same channel,
/// never one from elsewhere: who reads along here does not read along there.
/// </summary>
internal sealed class NewThreads(ProjectDatabase database, ProjectSessions sessions, SlackReplies replies, SlackOptions options)
{
    private const int MostConflicts = 20;

    /// <param name="first">The thread's first message; of people's words in it nothing is mark-up.</param>
    /// <returns>The thread, or why there is none, as a sentence.</returns>
    public async Task<(SlackPlace? Place, string? Problem)> BeginAsync(string team, string channel, string first, CancellationToken cancellation)
    {
        if (channel.StartsWith('D') && options.View == SlackView.Messages) return (new SlackPlace(team, channel, null), null);
        var arguments = new JsonObject { ["channel"] = channel, ["text"] = SlackText.Escaped(first), ["mrkdwn"] = false };
        var answer = await replies.Calls.CallAsync(team, "chat.postMessage", arguments, cancellation);
        return answer.Body.Id("ts") is { } ts ? (new SlackPlace(team, channel, ts), null) : (null, Sentence(answer.Error));
    }

    public async Task<(SlackPlace? Place, string? Problem)> BeginDirectAsync(SlackMember member, string first, CancellationToken cancellation)
    {
        var answer = await replies.Calls.CallAsync(member.TeamId, "conversations.open", new JsonObject { ["users"] = member.UserId }, cancellation);
        return answer.Body.Id("channel", "id") is { } channel
            ? await BeginAsync(member.TeamId, channel, first, cancellation)
            : (null, Sentence(answer.Error));
    }

    /// <returns>The project that the person last worked on in this channel; null where there is none.</returns>
    public async Task<ProjectRow?> LastProjectAsync(string team, string channel, string personId, CancellationToken cancellation)
    {
        var place = $"{team}/{channel}";
        var here = (await database.ListProjectsAsync(SlackNames.Channel, cancellation))
            .Where(row => row.Conversation.ConversationId == place || row.Conversation.ConversationId.StartsWith(place + "/", StringComparison.Ordinal))
            .Select(row => row.Project.Id).ToHashSet(StringComparer.Ordinal);
        return here.Count == 0 ? null : (await database.ProjectsWorkedOnAsync(personId, cancellation)).FirstOrDefault(project => here.Contains(project.Id));
    }

    /// <summary>The thread speaks about that project from now on, unless it speaks about one already.</summary>
    public async Task TakeUpAsync(SlackPlace place, string projectId, CancellationToken cancellation)
    {
        var key = new ConversationKey(SlackNames.Channel, place.Address.ConversationId);
        for (var attempt = 0; attempt < MostConflicts; attempt++)
        {
            if (await database.FindProjectAsync(key, cancellation) is not null || await database.GetProjectAsync(projectId, cancellation) is not { } row) return;
            var change = sessions.Of(row, key);
            change.LinksConversation = true;
            if (await database.CommitAsync(change.ToCommit(), cancellation) == CommitOutcome.Committed) return;
        }

        throw new InvalidOperationException("The project kept changing while a thread was to take it up.");
    }

    private static string Sentence(string? error) => error switch
    {
        "not_in_channel" or "channel_not_found" => "I am not in this conversation, so I cannot answer here. Add me to the channel, or write to me directly.",
        "is_archived" => "This channel is archived: nobody can write here any more.",
        "restricted_action" or "restricted_action_read_only_channel" => "I may not write in this channel. Write to me directly, or ask in another one.",
        _ => "Slack did not let me begin a thread. Try again, or write to me directly.",
    };
}
