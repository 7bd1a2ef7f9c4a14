using System.Collections.Concurrent;
using System.Text.Json;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Conversations;

/// <summary>
/// Brings committed messages to their channels: after every commit, and at the start whatever a kill left unsent. Each conversation has a
/// lane of its own, in which messages go out in order and one at a time; a channel that fails is tried again, later each time, and
/// holds up no other conversation. A kill between sending and noting it sends again under the same id and revision. Of a message that
/// changes faster than it can be sent, or faster than its channel wants to hear of progress, only the latest revision goes out. A
/// conversation that the bot was removed from keeps what it was not told until somebody speaks there again.
/// </summary>
internal sealed partial class Outbox : BackgroundService
{
    private const int Batch = 50;
    private readonly ProjectDatabase _database;
    private readonly Dictionary<string, IChatChannel> _channels;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<Outbox> _log;
    private readonly ConcurrentDictionary<ConversationKey, Lane> _lanes = new();
    private readonly ConcurrentDictionary<string, bool> _unclear = new();
    private readonly DateTimeOffset _started;

    public Outbox(ProjectDatabase database, IEnumerable<IChatChannel> channels, OutboxOptions options, TimeProvider time, ILogger<Outbox> log)
    {
        _database = database;
        _channels = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);
        _options = options;
        _time = time;
        _log = log;
        _started = time.GetUtcNow();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        void Wake(ConversationKey conversation)
        {
            var lane = _lanes.GetOrAdd(conversation, _ => new Lane(new UpdateRests(_time)));
            lane.Wake(async () =>
            {
                if (await DrainAsync(conversation, lane.Updates, stoppingToken).ConfigureAwait(false) is not { } rest) return;
                _ = Task.Delay(rest, _time, stoppingToken).ContinueWith(_ => Wake(conversation), stoppingToken, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            });
        }

        _database.MessagesChanged += Wake;
        try
        {
            foreach (var conversation in await _database.ConversationsWithUnsentMessagesAsync(stoppingToken).ConfigureAwait(false)) Wake(conversation);
            foreach (var conversation in await _database.ConversationsWithRemovalsAsync(stoppingToken).ConfigureAwait(false)) Wake(conversation);
            await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken).ConfigureAwait(false);
        }
        finally
        {
            _database.MessagesChanged -= Wake;
            await Task.WhenAll(_lanes.Values.Select(lane => lane.Finished)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>After what time to look again, where progress is held back; else null.</returns>
    private async Task<TimeSpan?> DrainAsync(ConversationKey conversation, UpdateRests updates, CancellationToken cancellation)
    {
        if (!_channels.TryGetValue(conversation.Channel, out var channel))
        {
            LogNoChannel(conversation.Channel);
            return null;
        }

        var failures = 0;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var unsent = await _database.UnsentMessagesAsync(conversation, Batch, cancellation).ConfigureAwait(false);
                TimeSpan? rest = null;
                foreach (var message in unsent)
                {
                    var due = await SendAsync(channel, message, updates, cancellation).ConfigureAwait(false);
                    if (due is { } wait && !(wait > rest)) rest = wait;
                }

                if (unsent.Count == 0) await RemoveAsync(channel, conversation, cancellation).ConfigureAwait(false);
                if (unsent.Count == 0 || rest is not null) return rest;
                failures = 0;
            }
            catch (ConversationClosedException)
            {
                LogClosed(conversation.Channel);
                return null;
            }
            // A channel may fail in any way; whatever it was, the message stays due.
            catch (Exception problem) when (!cancellation.IsCancellationRequested)
            {
                failures++;
                LogNotSent(problem, conversation.Channel, failures);
                await Task.Delay(_options.WaitAfter(failures), _time, cancellation).ConfigureAwait(false);
            }
        }

        return null;
    }

    /// <returns>How long the message must still wait, where it is progress that was shown a moment ago; else null.</returns>
    private async Task<TimeSpan?> SendAsync(IChatChannel channel, UnsentMessage unsent, UpdateRests updates, CancellationToken cancellation)
    {
        var message = unsent.Message;
        var handle = unsent.Handle;
        if (Read(message) is { } content)
        {
            var isProgress = content.Sections.OfType<Progress>().Any(progress => !progress.IsFinished);
            if (handle is not null && isProgress && updates.Left(message.MessageId, channel.ProgressRest) is { } left) return left;
            var outgoing = new OutgoingMessage(message.MessageId, message.Revision, content);
            var address = message.Conversation.ToAddress();
            handle = handle is null
                ? await SendFirstAsync(channel, address, outgoing with { MayHaveArrived = message.CreatedAt < _started || _unclear.ContainsKey(message.MessageId) }, cancellation).ConfigureAwait(false)
                : await channel.UpdateAsync(address, handle, outgoing, cancellation).ConfigureAwait(false);
            updates.Note(message.MessageId, isProgress && channel.ProgressRest > TimeSpan.Zero);
        }

        // It is sent: that must be noted even when the bot is being stopped.
        await _database.MarkSentAsync(message.MessageId, message.Revision, handle, CancellationToken.None).ConfigureAwait(false);
        return null;
    }

    /// <summary>What was said about a deleted project goes from its thread too, once the thread knows that the project is deleted.</summary>
    private async Task RemoveAsync(IChatChannel channel, ConversationKey conversation, CancellationToken cancellation)
    {
        while (await _database.RemovalsAsync(conversation, Batch, cancellation).ConfigureAwait(false) is { Count: > 0 } removals)
        {
            foreach (var removal in removals)
            {
                await channel.RemoveAsync(conversation.ToAddress(), removal.Handle, cancellation).ConfigureAwait(false);
                await _database.MarkRemovedAsync(removal.Sequence, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Until it is noted that this went well, nobody knows whether the message is there.</summary>
    private async Task<string> SendFirstAsync(IChatChannel channel, ConversationAddress address, OutgoingMessage message, CancellationToken cancellation)
    {
        _unclear[message.MessageId] = true;
        var handle = await channel.SendAsync(address, message, cancellation).ConfigureAwait(false);
        _unclear.TryRemove(message.MessageId, out _);
        return handle;
    }

    // A message that cannot be read never will be: it is passed over, so that it does not hold up those behind it.
    private ReplyMessage? Read(MessageRow message)
    {
        try
        {
            return StoredJson.Read<ReplyMessage>(message.BodyJson);
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException)
        {
            LogUnreadable(message.MessageId);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "There is no channel named {Channel}; its messages wait.")]
    private partial void LogNoChannel(string channel);

    [LoggerMessage(Level = LogLevel.Information, Message = "A conversation of {Channel} is closed; what it was not told waits until somebody speaks there again.")]
    private partial void LogClosed(string channel);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message could not be sent to {Channel}; failure {Failures} in a row.")]
    private partial void LogNotSent(Exception problem, string channel, int failures);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} cannot be read and is not sent.")]
    private partial void LogUnreadable(string messageId);

    /// <summary>Runs one drain at a time; a wake during a drain makes it run once more, so that nothing which came meanwhile is missed.</summary>
    private sealed class Lane(UpdateRests updates)
    {
        private int _wakes;

        public UpdateRests Updates => updates;

        public Task Finished { get; private set; } = Task.CompletedTask;

        public void Wake(Func<Task> drain)
        {
            if (Interlocked.Increment(ref _wakes) == 1) Finished = Task.Run(() => RunAsync(drain));
        }

        private async Task RunAsync(Func<Task> drain)
        {
            int seen;
            do
            {
                seen = Volatile.Read(ref _wakes);
                await drain().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            while (Interlocked.Add(ref _wakes, -seen) > 0);
        }
    }
}

/// <summary>When each message that shows progress was last shown, so that a card which changes many times a second does not flicker.</summary>
internal sealed class UpdateRests(TimeProvider time)
{
    private readonly Dictionary<string, long> _shown = [];

    /// <returns>What is left of the rest, or null when it is over.</returns>
    public TimeSpan? Left(string messageId, TimeSpan rest) =>
        _shown.TryGetValue(messageId, out var at) && rest - time.GetElapsedTime(at) is { Ticks: > 0 } left ? left : null;

    public void Note(string messageId, bool isProgress)
    {
        if (isProgress) _shown[messageId] = time.GetTimestamp();
        else _shown.Remove(messageId);
    }
}

internal sealed record OutboxOptions
{
    /// <summary>Wait after the first failure of a channel; doubled after each further one in a row.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan WaitAfter(int failures)
    {
        var wait = FirstRetry * Math.Pow(2, Math.Min(failures - 1, 30));
        return wait < LongestRetry ? wait : LongestRetry;
    }

    /// <exception cref="ArgumentException">A wait is not above 0, or the longest is shorter than the first.</exception>
    public void Validate()
    {
        if (FirstRetry <= TimeSpan.Zero || LongestRetry < FirstRetry)
            throw new ArgumentException($"The outbox waits from {FirstRetry} to {LongestRetry}; above 0 and rising was expected.");
    }
}
