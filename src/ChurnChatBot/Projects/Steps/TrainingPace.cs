using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects.Steps;

/// <summary>
/// While people are talking to the bot, its trainings fit one model at a time instead of one on each core: an answer that is late is noticed by
/// everybody, a search that tries a few models less by nobody. What a search finds with the same tries is the same.
/// </summary>
internal sealed class TrainingPace : IDisposable
{
    /// <summary>So many turns within <see cref="Lately"/> are a conversation that needs the machine; single questions do not.</summary>
    private const int Many = 20;

    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _one = new(1);
    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _turns = new();
    private readonly ProjectDatabase _database;
    private readonly TimeProvider _time;

    public TrainingPace(ProjectDatabase database, TimeProvider time)
    {
        (_database, _time) = (database, time);
        database.TurnFinished += Note;
    }

    /// <summary>Returns at once where nobody talks; else when no other fit is under way, or after ten seconds.</summary>
    public IDisposable? Enter() => IsBusy() && _one.Wait(Longest) ? new Fit(_one) : null;

    public void Dispose()
    {
        _database.TurnFinished -= Note;
        _one.Dispose();
    }

    private void Note(string turn)
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            _turns.Enqueue(now);
            if (_turns.Count > Many) _turns.Dequeue();
        }
    }

    private bool IsBusy()
    {
        lock (_lock) return _turns.Count >= Many && _time.GetUtcNow() - _turns.Peek() < Lately;
    }

    private sealed class Fit(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
