using System.Collections.Concurrent;
using ChurnChatBot.Jobs;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Jobs;

/// <summary>Handles turns and work as a test says, and remembers what it was given. Unless told otherwise it finishes what it gets with one message.</summary>
internal sealed class RecordingHandler : IJobHandler
{
    public ProjectDatabase Database { get; set; } = null!;

    public ConcurrentQueue<(string Id, int Attempt)> Begun { get; } = new();

    public ConcurrentQueue<string> GivenUp { get; } = new();

    public Func<TurnRow, CancellationToken, Task>? BeforeTurn { get; init; }

    public Func<WorkRow, CancellationToken, Task>? BeforeWork { get; init; }

    public Func<TurnRow, Task>? OnTurnFailed { get; init; }

    public async Task HandleTurnAsync(TurnRow turn, CancellationToken cancellation)
    {
        Begun.Enqueue((turn.TurnId, turn.Attempts));
        if (BeforeTurn is not null) await BeforeTurn(turn, cancellation);
        await Database.CompleteTurnAsync(turn.TurnId, turn.ReceivedAt, [new MessageWrite("reply-" + turn.TurnId, turn.Conversation, "bot", "{}")], cancellation);
    }

    public async Task HandleWorkAsync(WorkRow work, CancellationToken cancellation)
    {
        Begun.Enqueue((work.Id, work.Attempts));
        if (BeforeWork is not null) await BeforeWork(work, cancellation);
        await EndAsync(work, WorkStatus.Done, cancellation);
    }

    public async Task TurnFailedAsync(TurnRow turn, CancellationToken cancellation)
    {
        GivenUp.Enqueue(turn.TurnId);
        if (OnTurnFailed is not null) await OnTurnFailed(turn);
    }

    public Task WorkFailedAsync(WorkRow work, CancellationToken cancellation)
    {
        GivenUp.Enqueue(work.Id);
        return EndAsync(work, WorkStatus.Failed, cancellation);
    }

    // As the workflow does: read, then commit on the version that was read, again where another commit came between.
    private async Task EndAsync(WorkRow work, string status, CancellationToken cancellation)
    {
        CommitOutcome outcome;
        do
        {
            var project = await Database.GetProjectAsync(work.ProjectId, cancellation);
            outcome = await Database.CommitAsync(new ProjectCommit
            {
                ProjectId = work.ProjectId,
                ExpectedVersion = project!.Version,
                Name = project.Name,
                StateJson = project.StateJson,
                At = project.UpdatedAt,
                CompletesWork = (work.Id, status),
                Messages = [new MessageWrite($"{status}-{work.Id}", new ConversationKey("web", "thread-1"), "bot", "{}")],
            }, cancellation);
        }
        while (outcome == CommitOutcome.VersionConflict);
    }
}
