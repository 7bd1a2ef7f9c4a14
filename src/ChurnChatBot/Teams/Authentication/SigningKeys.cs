using System.Collections.Frozen;
using System.Text.Json;

namespace ChurnChatBot.Teams.Authentication;

/// <summary>
/// The keys that sign the channel's tokens. They are held for a day. A key id that is not among them makes them be read anew, once an hour
/// at most: a new key is found soon, while those who invent ids cannot make the bot hammer the announcer. All who wait share one reading.
/// As long as a reading fails, the keys that are held go on being used; nobody whose key is held then waits for the next try.
/// </summary>
internal sealed partial class SigningKeys(KeySetClient client, TimeProvider time, ILogger<SigningKeys> logger)
{
    public static readonly TimeSpan HeldFor = TimeSpan.FromHours(24);

    /// <summary>Least age of the keys before an unknown id makes them be read anew.</summary>
    public static readonly TimeSpan RolloverRest = TimeSpan.FromHours(1);

    /// <summary>Time after a reading that failed.</summary>
    public static readonly TimeSpan FailureRest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private volatile HeldKeys? _held;
    private Task? _reading;
    private DateTimeOffset? _failedAt;

    /// <summary>Whether keys were read at all, so that a key that is not found is an unknown one.</summary>
    public bool AreKnown => _held is not null;

    /// <returns>Null when no such key is announced, or none could be read.</returns>
    /// <exception cref="OperationCanceledException">The asker went away; the reading goes on for the others.</exception>
    public async ValueTask<SigningKey?> FindAsync(string id, CancellationToken cancellation)
    {
        if (_held is { } held && held.Find(id) is { } known && time.GetUtcNow() - held.ReadAt < HeldFor) return known;
        if (StartReading(id) is { } reading) await reading.WaitAsync(cancellation).ConfigureAwait(false);
        return _held?.Find(id);
    }

    /// <returns>What the asker should wait for; null when that would not help him.</returns>
    private Task? StartReading(string id)
    {
        lock (_gate)
        {
            var isHeld = _held?.Find(id) is not null;
            if (_reading is not { IsCompleted: false })
            {
                if (!IsDue(isHeld)) return null;
                // Elsewhere, so that the lock is not held while a connection is looked for.
                _reading = Task.Run(ReadAsync);
            }

            return isHeld && _failedAt is not null ? null : _reading;
        }
    }

    private bool IsDue(bool isHeld)
    {
        var now = time.GetUtcNow();
        if (_failedAt is { } failedAt && now - failedAt < FailureRest) return false;
        return _held is not { } held || now - held.ReadAt >= (isHeld ? HeldFor : RolloverRest);
    }

    private async Task ReadAsync()
    {
        try
        {
            var keys = await client.ReadAsync().ConfigureAwait(false);
            lock (_gate) (_held, _failedAt) = (new HeldKeys(keys, time.GetUtcNow()), null);
            LogRead(keys.Count);
        }
        // Whatever came instead of keys, those that are held stay, and the announcer is given its rest.
        catch (Exception problem)
        {
            lock (_gate) _failedAt = time.GetUtcNow();
            LogFailed(Describe(problem), _held?.Keys.Count ?? 0);
        }
    }

    /// <summary>In words of our own: messages of exceptions quote what was received.</summary>
    private static string Describe(Exception problem) => problem switch
    {
        HttpRequestException { StatusCode: { } status } => $"status {(int)status}",
        HttpRequestException http => http.HttpRequestError.ToString(),
        OperationCanceledException => "no answer in time",
        JsonException => "not JSON",
        InvalidDataException data => data.Message,
        _ => problem.GetType().Name,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} signing keys of the channel were read.")]
    private partial void LogRead(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The signing keys of the channel could not be read ({Problem}); {Held} keys are held and go on being used.")]
    private partial void LogFailed(string problem, int held);

    private sealed record HeldKeys(FrozenDictionary<string, SigningKey> Keys, DateTimeOffset ReadAt)
    {
        public SigningKey? Find(string id) => Keys.GetValueOrDefault(id);
    }
}
