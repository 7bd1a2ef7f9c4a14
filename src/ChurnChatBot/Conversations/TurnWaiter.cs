using System.Collections.Concurrent;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Conversations;

/// <summary>For a channel that must answer at once with what came of a turn: waits until the turn is finished, or long enough.</summary>
internal sealed class TurnWaiter : IDisposable
{
    private readonly ProjectDatabase _database;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    public TurnWaiter(ProjectDatabase database, TimeProvider time)
    {
        (_database, _time) = (database, time);
        database.TurnFinished += Finished;
    }

    /// <returns>False when the turn is still under way after that time.</returns>
    public async Task<bool> FinishesWithinAsync(string turnId, TimeSpan patience, CancellationToken cancellation)
    {
        var finished = _waiting.GetOrAdd(turnId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            // Only now, so that an end between the look and the wait is not missed.
            if (!await _database.IsTurnPendingAsync(turnId, cancellation).ConfigureAwait(false)) return true;
            await finished.Task.WaitAsync(patience, _time, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            _waiting.TryRemove(new KeyValuePair<string, TaskCompletionSource>(turnId, finished));
        }
    }

    public void Dispose() => _database.TurnFinished -= Finished;

    private void Finished(string turnId)
    {
        if (_waiting.TryRemove(turnId, out var waiting)) waiting.TrySetResult();
    }
}
