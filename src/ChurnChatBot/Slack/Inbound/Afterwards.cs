namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// What is done once Slack has its acknowledgement: calls to Slack itself, which may take longer than Slack waits. None of it is needed for an answer
/// to come, so that it is given up when too much is under way, and its failure is told to the log only.
/// </summary>
internal sealed partial class Afterwards(IHostApplicationLifetime host, ILogger<Afterwards> log)
{
    private const int MostAtOnce = 200;
    private int _running;

    /// <summary>Returns at once.</summary>
    public void Run(Func<CancellationToken, Task> work)
    {
        if (Interlocked.Increment(ref _running) > MostAtOnce)
        {
            Interlocked.Decrement(ref _running);
            LogTooMuch(MostAtOnce);
            return;
        }

        _ = Task.Run(() => RunAsync(work, host.ApplicationStopping));
    }

    private async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        try
        {
            await work(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program ends.
        }
        // Nobody waits for it, so nobody else can tell.
        catch (Exception problem)
        {
            LogFailed(problem.GetType().Name);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Something that is shown at once in Slack could not be ({Problem}).")]
    private partial void LogFailed(string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Something that is shown at once in Slack was left out: {Most} such calls are under way.")]
    private partial void LogTooMuch(int most);
}
