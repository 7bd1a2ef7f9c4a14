using ChurnChatBot.Jobs;
using ChurnChatBot.Projects;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Conversations;

/// <summary>What durable jobs do: turns go to the turn handler, ordered work to the work handler.</summary>
internal sealed class JobHandler(TurnHandler turns, WorkHandler work) : IJobHandler
{
    public Task HandleTurnAsync(TurnRow turn, CancellationToken cancellation) => turns.HandleAsync(turn, cancellation);

    public Task HandleWorkAsync(WorkRow row, CancellationToken cancellation) => work.HandleAsync(row, cancellation);

    public Task TurnFailedAsync(TurnRow turn, CancellationToken cancellation) => turns.GiveUpAsync(turn, cancellation);

    public Task WorkFailedAsync(WorkRow row, CancellationToken cancellation) => work.GiveUpAsync(row, cancellation);
}
