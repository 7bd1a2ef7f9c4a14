namespace ChurnChatBot.Jobs;

/// <summary>What time it is, and when a failed attempt is made again.</summary>
internal sealed class JobClock(JobOptions options, TimeProvider time)
{
    public JobOptions Options => options;

    public DateTimeOffset Now => time.GetUtcNow();

    public DateTimeOffset RetryAfter(int attempt) => Now + options.WaitAfter(attempt);
}
