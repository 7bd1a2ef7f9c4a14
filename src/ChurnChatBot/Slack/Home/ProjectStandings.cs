using System.Text.Json;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.Projects;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Slack.Home;

/// <summary>Reads where a project stands, for a look from outside its thread.</summary>
internal sealed class ProjectStandings(ProjectDatabase database, ProjectFiles files, TimeProvider time)
{
    /// <returns>What can be read: of a project that a later version wrote, only when it was changed.</returns>
    public async Task<ProjectStanding> OfAsync(ProjectRow project, CancellationToken cancellation)
    {
        var standing = new ProjectStanding { ChangedAt = project.UpdatedAt };
        if (Read(project) is not { } state) return standing;
        var open = state.Open is null ? [] : await database.OpenApprovalsAsync(project.Id, cancellation).ConfigureAwait(false);
        var waits = open.Any(approval => approval.Id == state.Open!.ApprovalId && approval.ExpiresAt > time.GetUtcNow());
        return standing with
        {
            IsReadable = true,
            HasFile = state.File is not null || state.Reading is not null,
            Next = StepLine.Next(state),
            Waits = waits ? state.Open!.Step : null,
            Runs = (state.Reading ?? state.Running)?.Step,
            Champion = ChampionOf(state),
        };
    }

    private Champion? ChampionOf(ProjectState state)
    {
        if (state.Champion is not { } champion) return null;
        try
        {
            var training = files.Load<TrainingOutcome>(champion.Outcome);
            return new Champion(training.ModelName, training.Test.Auc, state.ChampionIsCurrent);
        }
        // The artifact may go with its project between the two reads, or be a later version's.
        catch (Exception unreadable) when (unreadable is IOException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static ProjectState? Read(ProjectRow project)
    {
        try
        {
            return StoredJson.Read<ProjectState>(project.StateJson);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
