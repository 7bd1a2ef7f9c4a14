using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects;

/// <summary>Opens a conversation's project for a change (a new project where the conversation has none), and removes a project for good.</summary>
internal sealed class ProjectSessions(ProjectDatabase database, IArtifactStore artifacts, TimeProvider time)
{
    public async Task<ProjectChange> OpenAsync(ConversationKey conversation, CancellationToken cancellation)
    {
        var row = await database.FindProjectAsync(conversation, cancellation);
        return row is null
            ? new ProjectChange(ProjectChange.NewId("p"), "New project", 0, new ProjectState(), conversation, time.GetUtcNow())
            : Of(row, conversation);
    }

    public ProjectChange Of(ProjectRow row, ConversationKey conversation) =>
        new(row.Id, row.Name, row.Version, StoredJson.Read<ProjectState>(row.StateJson), conversation, time.GetUtcNow());

    /// <summary>Files, models, messages and approvals go; one audit line stays.</summary>
    public async Task DeleteAsync(ProjectChange change, Person person, string turnId, CancellationToken cancellation)
    {
        var orphans = await database.DeleteProjectAsync(change.ProjectId, new NewAudit(person.Id, person.Name, "delete_project", "{}"), time.GetUtcNow(), cancellation);
        foreach (var hash in orphans) artifacts.Delete(hash);
        _ = turnId;
    }
}
