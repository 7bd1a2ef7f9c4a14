namespace ChurnChatBot.CommandLine;

/// <summary>Wall-clock seconds of each step, for the reader of result.json.</summary>
internal sealed class StepTimings(TimeProvider time)
{
    private readonly Dictionary<string, double> _seconds = [];

    public IReadOnlyDictionary<string, double> All => _seconds;

    public T Measure<T>(string step, Func<T> work)
    {
        var started = time.GetTimestamp();
        var result = work();
        _seconds[step] = Math.Round(time.GetElapsedTime(started).TotalSeconds, 3);
        return result;
    }
}
