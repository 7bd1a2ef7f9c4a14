using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects;

/// <summary>Opens a conversation's project for a change (a new project where the conversation has none), and removes a project for good.</summary>
internal sealed class ProjectSessions(ProjectDatabase database, IArtifactStore artifacts, TimeProvider time)
{
    public async Task<ProjectChange> OpenAsync(ConversationKey conversation, CancellationToken cancellation)
    {
        var row = await database.FindProjectAsync(conversation, cancellation);
        return row is null ? New(conversation) : Of(row, conversation);
    }

    public ProjectChange New(ConversationKey conversation) =>
        new(ProjectChange.NewId("p"), "New project", 0, new ProjectState(), conversation, time.GetUtcNow());

    public ProjectChange Of(ProjectRow row, ConversationKey conversation) =>
        new(row.Id, row.Name, row.Version, StoredJson.Read<ProjectState>(row.StateJson), conversation, time.GetUtcNow());

    /// <summary>Files, models, messages and approvals go; one audit line stays.</summary>
    public async Task DeleteAsync(ProjectChange change, Person person, string turnId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var threads = await database.ThreadsOfAsync(change.ProjectId, cancellation);
        var goodbye = StoredJson.Write(ConversationWriter.Deleted(change.Name));
        MessageWrite[] goodbyes = [.. threads.Append(change.Conversation).Distinct().Select(thread => new MessageWrite(ProjectChange.NewId("m"), thread, MessageRow.BotAuthor, goodbye))];
        var orphans = await database.DeleteProjectAsync(
            change.ProjectId, new NewAudit(now, person.Id, person.Name, "delete_project"), new TurnReply(turnId, now, goodbyes), cancellation);
        foreach (var hash in orphans ?? []) artifacts.Delete(hash);
        if (orphans is { Count: > 0 }) await database.ForgetOrphansAsync(orphans, cancellation);
    }
}
