using System.Diagnostics;
using System.Globalization;
using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.Benchmarks;

/// <summary>
/// What a person waits for after dropping a file: from the first byte of the upload to the profile card in the thread, through the real
/// program in a process of its own. Each size is measured in a fresh process (cold) and again in the same one (warm).
/// </summary>
internal static class ProfileCardBenchmark
{
    private const string Address = "http://127.0.0.1:5977";

    public static async Task RunAsync(IEnumerable<int> rowCounts)
    {
        foreach (var rows in rowCounts)
        {
            var folder = Directory.CreateTempSubdirectory("churn-benchmark-").FullName;
            var file = Path.Combine(folder, FormattableString.Invariant($"customers_{rows}.csv"));
            using (var text = new StreamWriter(file)) CsvWriter.Write(new SyntheticChurn(1).Create(rows), text);
            using var server = Start(folder);
            try
            {
                using var client = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromMinutes(5) };
                client.DefaultRequestHeaders.Add("Origin", Address);
                await WaitAsync(async () => (await client.GetAsync("/healthz")).IsSuccessStatusCode);
                var cold = await MeasureAsync(client, file);
                var warm = await MeasureAsync(client, file);
                server.Refresh();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{rows:N0} x 21, {new FileInfo(file).Length / 1e6:F0} MB: card after {cold:F2} s cold, {warm:F2} s warm; peak {server.PeakWorkingSet64 / 1e6:F0} MB"));
            }
            finally
            {
                server.Kill();
                await server.WaitForExitAsync();
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<double> MeasureAsync(HttpClient client, string file)
    {
        var created = await client.PostAsync("/projects", new FormUrlEncodedContent([]));
        var project = created.RequestMessage!.RequestUri!.AbsolutePath;
        var watch = Stopwatch.StartNew();
        await using (var content = File.OpenRead(file))
        {
            using var body = new StreamContent(content);
            var sent = await client.PostAsync($"{project}/files?name={Path.GetFileName(file)}&turn={Guid.NewGuid()}", body);
            sent.EnsureSuccessStatusCode();
        }

        await WaitAsync(async () => (await client.GetStringAsync(project)).Contains("step 1 of 5", StringComparison.Ordinal));
        return watch.Elapsed.TotalSeconds;
    }

    private static Process Start(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ChurnChatBot.dll"), "--urls", Address])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["Storage__DataFolder"] = Path.Combine(folder, "data");
        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    private static async Task WaitAsync(Func<Task<bool>> isThere)
    {
        for (var i = 0; i < 6000; i++)
        {
            try
            {
                if (await isThere()) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("It did not come.");
    }
}
