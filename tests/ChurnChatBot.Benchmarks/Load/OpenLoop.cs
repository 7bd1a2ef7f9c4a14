using System.Diagnostics;

namespace ChurnChatBot.Benchmarks.Load;

/// <summary>
/// Sends at a fixed rate, whether or not earlier requests were answered, and measures from the moment a request was due: a server that stalls
/// is not spared the requests which should have come meanwhile (coordinated omission).
/// </summary>
internal static class OpenLoop
{
    /// <param name="rate">Requests a second.</param>
    /// <param name="send">Sends the request of that number; answers whether it was acknowledged.</param>
    /// <returns>One entry a request, in the order in which they were due.</returns>
    public static async Task<Acknowledgement[]> RunAsync(int requests, double rate, Func<int, Task<bool>> send)
    {
        var results = new Task<Acknowledgement>[requests];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < requests; i++)
        {
            var due = TimeSpan.FromSeconds(i / rate);
            while (Stopwatch.GetElapsedTime(started) is var now && now < due)
            {
                // The timer's own grain is about a millisecond: sleep, but never past the moment.
                if (due - now > TimeSpan.FromMilliseconds(2)) await Task.Delay(1);
                else await Task.Yield();
            }

            results[i] = SendAsync(i, due, started, send);
        }

        return await Task.WhenAll(results);
    }

    private static async Task<Acknowledgement> SendAsync(int number, TimeSpan due, long started, Func<int, Task<bool>> send)
    {
        var isTaken = await send(number);
        return new Acknowledgement(due, Stopwatch.GetElapsedTime(started) - due, isTaken);
    }
}

/// <param name="Due">When the request should have been sent, from the start.</param>
/// <param name="After">From then to the whole answer.</param>
internal sealed record Acknowledgement(TimeSpan Due, TimeSpan After, bool IsTaken);
