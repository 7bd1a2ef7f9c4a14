using ChurnChatBot.Storage;

namespace ChurnChatBot.Jobs;

/// <summary>
/// What jobs do, implemented above. Every call may come again after a kill, with the same turn or work, so each ends in one commit that
/// finishes it; what was not committed is not done. An exception is a failed attempt, which is made again later.
/// </summary>
internal interface IJobHandler
{
    /// <summary>Handles one turn; those of a conversation come in order and never two at a time. Returns when the turn is finished in the database.</summary>
    Task HandleTurnAsync(TurnRow turn, CancellationToken cancellation);

    /// <summary>Does one piece of work, from its checkpoint where it has one. Returns when the work has ended in the database.</summary>
    Task HandleWorkAsync(WorkRow work, CancellationToken cancellation);

    /// <summary>The turn is given up after its last attempt. Tell the person, with the turn's id, in the call that fails it.</summary>
    Task TurnFailedAsync(TurnRow turn, CancellationToken cancellation);

    /// <summary>The work is given up after its last attempt. Tell the person, with the work's id, in the commit that ends it.</summary>
    Task WorkFailedAsync(WorkRow work, CancellationToken cancellation);
}
