using System.Net.WebSockets;

namespace ChurnChatBot.Slack.SocketMode;

/// <summary>
/// Events of Slack over sockets that the bot opens itself, so that it needs no public address. Two are held, begun at different times, and each
/// is replaced before Slack ends it: the new one is open before the old one is closed.
/// </summary>
internal sealed partial class SocketModeService(
    SocketAddresses addresses, SocketEnvelopes envelopes, SlackOptions options, SocketTimings timings, TimeProvider time, ILogger<SocketModeService> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, timings.Sockets).Select(number => HoldAsync(number, stoppingToken)));

    /// <summary>Holds one socket for as long as the program runs.</summary>
    private async Task HoldAsync(int number, CancellationToken stopping)
    {
        LiveSocket? held = null;
        try
        {
            await Task.Delay(timings.Stagger * number, time, stopping);
            for (var failures = 0; ;)
            {
                var (socket, pause) = await OpenAsync(stopping);
                if (socket is null)
                {
                    // Meanwhile the old one is heard for as long as it lasts.
                    failures++;
                    await Task.Delay(pause > timings.Rest(failures) ? pause : timings.Rest(failures), time, stopping);
                    continue;
                }

                if (held is { } old) await old.DisposeAsync();
                held = socket;
                failures = await LiveAsync(socket, stopping) ? 0 : failures + 1;
                if (failures > 0) await Task.Delay(timings.Rest(failures), time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program ends.
        }
        finally
        {
            if (held is not null) await held.DisposeAsync();
        }
    }

    /// <returns>False for a socket whose life was too short to be a good one.</returns>
    private async Task<bool> LiveAsync(LiveSocket socket, CancellationToken stopping)
    {
        var opened = time.GetTimestamp();
        LogOpened();
        var reason = await socket.Leaving.WaitAsync(stopping);
        LogLeaving(reason);
        return time.GetElapsedTime(opened) >= timings.ShortLife;
    }

    private async Task<(LiveSocket? Socket, TimeSpan Pause)> OpenAsync(CancellationToken stopping)
    {
        try
        {
            var (address, pause) = await addresses.NextAsync(stopping);
            return address is null
                ? (null, pause)
                : (await LiveSocket.OpenAsync(address, new SocketParts(envelopes, timings, time, log), options.MaxRequestBytes, stopping), TimeSpan.Zero);
        }
        // The world failed; it is tried again, and goes on failing no faster than the rests allow.
        catch (Exception problem) when (!stopping.IsCancellationRequested && problem is HttpRequestException or WebSocketException or TimeoutException or OperationCanceledException or IOException)
        {
            LogFailed(problem.GetType().Name);
            return (null, TimeSpan.Zero);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A socket to Slack is open.")]
    private partial void LogOpened();

    [LoggerMessage(Level = LogLevel.Information, Message = "A socket to Slack is replaced ({Reason}).")]
    private partial void LogLeaving(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A socket to Slack could not be opened ({Problem}).")]
    private partial void LogFailed(string problem);
}
