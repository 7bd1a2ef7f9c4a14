using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Projects.Steps;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects;

/// <summary>
/// Runs ordered work to its end and commits that end as a whole: the project's new state, its card and the work's completion. Work that
/// was interrupted by the death of the process is run again from its last checkpoint; work that is no longer wanted ends silently.
/// </summary>
internal sealed partial class WorkHandler(ProjectDatabase database, ProjectSessions sessions, StepRunner runner, TimeProvider time, ILogger<WorkHandler> logger)
{
    private const int MaxConflicts = 20;
    private static readonly TimeSpan StopPoll = TimeSpan.FromMilliseconds(500);

    public async Task HandleAsync(WorkRow work, CancellationToken cancellation)
    {
        var workId = work.Id;
        var order = StoredJson.Read<StepOrder>(work.PlanJson);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = WatchForStopAsync(workId, stop, cancellation);
        var started = time.GetTimestamp();
        Action<ProjectChange> finish;
        try
        {
            finish = await runner.RunAsync(order, new StepRun(work, this, stop.Token, cancellation));
        }
        catch (StepRefusedException refused)
        {
            finish = change => StepFinisher.Fail(change, order.Step, refused.Found, refused.Advice);
        }
        catch (IOException) when (!cancellation.IsCancellationRequested)
        {
            // The project, and its files with it, may have been deleted while this ran.
            if (await database.GetProjectAsync(work.ProjectId, cancellation) is not null) throw;
            finish = _ => { };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            finish = _ => { };
        }
        finally
        {
            await stop.CancelAsync();
            await watch;
        }

        await CommitAsync(work, finish, cancellation);
        WorkEnded(logger, workId, order.Step, time.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>Every retry failed: the person is told, with the reference under which the log tells more.</summary>
    public async Task GiveUpAsync(WorkRow work, CancellationToken cancellation)
    {
        var workId = work.Id;
        await CommitAsync(work, change =>
        {
            change.State = change.State with
            {
                Running = change.State.Running?.WorkId == workId ? null : change.State.Running,
                Reading = change.State.Reading?.WorkId == workId ? null : change.State.Reading,
            };
            change.Say(ConversationWriter.Failed(workId));
        }, cancellation, WorkStatus.Failed);
    }

    internal async Task ShowProgressAsync(WorkRow work, ReplyMessage message, CancellationToken cancellation)
    {
        if (await database.GetProjectAsync(work.ProjectId, cancellation) is not { } row) return;
        var state = StoredJson.Read<ProjectState>(row.StateJson);
        var running = state.Reading?.WorkId == work.Id ? state.Reading : state.Running;
        if (running?.WorkId != work.Id) return;
        if (await database.ConversationsOfAsync(work.ProjectId, cancellation) is not [var conversation, ..]) return;
        var write = new MessageWrite(running.MessageId, conversation, MessageRow.BotAuthor, StoredJson.Write(message));
        await database.UpsertProgressMessageAsync(work.Id, write, time.GetUtcNow(), cancellation);
    }

    internal Task SaveCheckpointAsync(WorkRow work, string checkpoint, CancellationToken cancellation) =>
        database.SaveCheckpointAsync(work.Id, checkpoint, time.GetUtcNow(), cancellation);

    private async Task CommitAsync(WorkRow work, Action<ProjectChange> finish, CancellationToken cancellation, string status = WorkStatus.Done)
    {
        for (var attempt = 0; attempt < MaxConflicts; attempt++)
        {
            // A project that was deleted meanwhile has nothing to say any more, and its work went with it.
            if (await database.GetProjectAsync(work.ProjectId, cancellation) is not { } row) return;
            if (await database.ConversationsOfAsync(work.ProjectId, cancellation) is not [var conversation, ..]) return;
            var change = sessions.Of(row, conversation);
            var isWanted = change.State.Reading?.WorkId == work.Id || change.State.Running?.WorkId == work.Id;
            if (isWanted)
            {
                // Its card now stands below a question about deletion: a yes would mean the card.
                ProjectWorkflow.Unheard(change);
                finish(change);
            }

            await SupersededCards.CloseAsync(change, database, cancellation);
            var outcome = await database.CommitAsync(change.ToCommit(completesWork: (work.Id, isWanted ? status : WorkStatus.Cancelled)), cancellation);
            if (outcome is CommitOutcome.Committed or CommitOutcome.WorkAlreadyDone) return;
        }

        throw new InvalidOperationException("The project kept changing while work was finished.");
    }

    private async Task WatchForStopAsync(string workId, CancellationTokenSource stop, CancellationToken cancellation)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(StopPoll, time, stop.Token);
                if (await database.GetWorkAsync(workId, cancellation) is null or { StopRequested: true }) await stop.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The work ended first.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Work {WorkId} ({Step}) ended after {Seconds:0.0} s.")]
    private static partial void WorkEnded(ILogger logger, string workId, StepName step, double seconds);
}

/// <summary>What a running step may use: its work row with the checkpoint, progress, and two ways to end early.</summary>
/// <param name="Stop">A person asked to stop, or the process shuts down: a training keeps its best, other steps give up.</param>
/// <param name="Abort">The process shuts down: nothing is kept, the work is run again.</param>
internal sealed record StepRun(WorkRow Work, WorkHandler Handler, CancellationToken Stop, CancellationToken Abort);

/// <summary>A step cannot be done with this data. What was found and what to do are sentences for people.</summary>
internal sealed class StepRefusedException(string found, string advice) : Exception(found)
{
    public string Found { get; } = found;

    public string Advice { get; } = advice;
}
