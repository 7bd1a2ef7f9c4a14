using ChurnChatBot.Storage;

namespace ChurnChatBot.Web;

/// <summary>What the page shows around the messages: the project's name, and whether something is being worked on.</summary>
internal sealed record ThreadState(string? ProjectId, string Title, bool IsWorking)
{
    public const string NewProject = "New project";

    public static async Task<ThreadState> ReadAsync(ProjectDatabase database, ConversationKey conversation, CancellationToken cancellation)
    {
        var project = await database.FindProjectAsync(conversation, cancellation).ConfigureAwait(false);
        var isWorking = await database.NextTurnAsync(conversation, cancellation).ConfigureAwait(false) is not null
            || (project is not null && (await database.UnfinishedWorkAsync(project.Id, cancellation).ConfigureAwait(false)).Count > 0);
        return new ThreadState(project?.Id, project?.Name is { Length: > 0 } name ? name : NewProject, isWorking);
    }
}
