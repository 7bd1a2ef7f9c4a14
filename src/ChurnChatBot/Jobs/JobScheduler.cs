using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using ChurnChatBot.Storage;
using Quartz;

namespace ChurnChatBot.Jobs;

/// <summary>
/// Turns "there is something to do" into triggers of durable jobs: one job a conversation, one a piece of work, neither ever twice at a time.
/// What is to do stands in the project database; a trigger only wakes someone to look. So a trigger may be lost (a sweep finds the rest) or
/// come twice (the second finds nothing to do), and callers need not wait until it is stored.
/// </summary>
internal sealed class JobScheduler(ISchedulerFactory schedulers, TimeProvider time)
{
    private readonly ConcurrentDictionary<JobKey, Wake> _wanted = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Someone is to look for turns of this conversation. Returns at once.</summary>
    public ValueTask EnqueueTurnsAsync(ConversationKey conversation, CancellationToken cancellation = default) =>
        Want(TurnJob.KeyOf(conversation), TurnJob.DataOf(conversation), cancellation);

    /// <summary>Someone is to look at this work. Returns at once.</summary>
    public ValueTask EnqueueWorkAsync(string workId, CancellationToken cancellation = default) =>
        Want(WorkJob.KeyOf(workId), WorkJob.DataOf(workId), cancellation);

    /// <summary>The same for later, after a failed attempt. Returns when the trigger is stored.</summary>
    public Task ScheduleTurnsAsync(ConversationKey conversation, DateTimeOffset at, CancellationToken cancellation) =>
        StoreAsync(TurnJob.KeyOf(conversation), TurnJob.DataOf(conversation), at, cancellation);

    /// <summary>The same for later, after a failed attempt. Returns when the trigger is stored.</summary>
    public Task ScheduleWorkAsync(string workId, DateTimeOffset at, CancellationToken cancellation) =>
        StoreAsync(WorkJob.KeyOf(workId), WorkJob.DataOf(workId), at, cancellation);

    /// <summary>
    /// A job looks now: whoever enqueues from here on needs a trigger of their own, since the job may have looked already. Before that, one
    /// trigger serves all who enqueue.
    /// </summary>
    public void Looks(JobKey job) => _wanted.TryRemove(job, out _);

    /// <summary>Stores triggers as they are wanted, until cancelled.</summary>
    public async Task StoreWantedAsync(Action<Exception> onProblem, CancellationToken cancellation)
    {
        await foreach (var _ in _signal.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            foreach (var (job, wake) in _wanted.Where(wanted => !wanted.Value.IsStored))
            {
                try
                {
                    wake.IsStored = true;
                    await StoreAsync(job, wake.Data, time.GetUtcNow(), cancellation).ConfigureAwait(false);
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    // Left for the next sweep.
                    Looks(job);
                    onProblem(problem);
                }
            }
        }
    }

    /// <summary>Triggers that were stored so long ago and still woke no one count as lost, so that a sweep wants them again.</summary>
    public void ForgetLost(TimeSpan age)
    {
        var oldest = time.GetUtcNow() - age;
        foreach (var wanted in _wanted.Where(wanted => wanted.Value.Since < oldest)) _wanted.TryRemove(wanted);
    }

    private ValueTask Want(JobKey job, JobDataMap data, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return ValueTask.FromCanceled(cancellation);
        if (_wanted.TryAdd(job, new Wake(data, time.GetUtcNow()))) _signal.Writer.TryWrite(true);
        return ValueTask.CompletedTask;
    }

    private async Task StoreAsync(JobKey key, JobDataMap data, DateTimeOffset at, CancellationToken cancellation)
    {
        var isWork = key.Group == WorkJob.Group;
        var job = (isWork ? JobBuilder.Create().OfType<WorkJob>() : JobBuilder.Create().OfType<TurnJob>())
            .WithIdentity(key).UsingJobData(data).RequestRecovery().Build();
        // Fire at once when the time has passed while no one ran: nothing is ever dropped for being late.
        var trigger = TriggerBuilder.Create(time).ForJob(job).StartAt(at).WithExecutionGroup(key.Group)
            .WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build();
        var scheduler = await schedulers.GetScheduler(cancellation).ConfigureAwait(false);
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellation).ConfigureAwait(false);
    }

    /// <summary>A name of bounded length for a job: ids of conversations come from outside.</summary>
    public static string NameOf(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.Select(Uri.EscapeDataString)))));

    private sealed class Wake(JobDataMap data, DateTimeOffset since)
    {
        public JobDataMap Data => data;

        public DateTimeOffset Since => since;

        public bool IsStored { get; set; }
    }
}
