using System.Diagnostics;
using System.Globalization;
using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.Benchmarks;

/// <summary>How long a generated customer file takes to read, and what memory it needs at most.</summary>
internal static class IntakeBenchmark
{
    private const int Columns = 20;

    public static void Run(string folder, params ReadOnlySpan<int> rowCounts)
    {
        foreach (var rows in rowCounts)
        {
            var path = Path.Combine(folder, FormattableString.Invariant($"intake_{rows}.csv"));
            if (!File.Exists(path)) Generate(path, rows);
            for (var run = 0; run < 3; run++)
            {
                using var file = File.OpenRead(path);
                var watch = Stopwatch.StartNew();
                var result = DatasetReader.Read(file, Path.GetFileName(path));
                watch.Stop();
                var dataset = result.Dataset ?? throw new InvalidOperationException("The generated file was refused.");
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{dataset.RowCount:N0} x {dataset.Columns.Count}, {file.Length / 1e6:F0} MB: {watch.Elapsed.TotalSeconds:F2} s, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"));
            }
        }
    }

    /// <summary>Half numbers, then categories, dates, an identifier of its own for each row, and a text in quotes.</summary>
    private static void Generate(string path, int rows)
    {
        var random = new Random(20);
        using var file = new StreamWriter(path);
        file.WriteLine(string.Join(',', Enumerable.Range(1, Columns).Select(column => "field_" + column.ToString(CultureInfo.InvariantCulture))));
        string[] cities = ["Leipzig", "New York", "上海", "São Paulo", "Halle"];
        for (var row = 0; row < rows; row++)
        {
            file.Write(string.Create(CultureInfo.InvariantCulture, $"C{row:0000000},{new DateTime(2020, 1, 1).AddDays(random.Next(1200)):yyyy-MM-dd},\"likes {random.Next(5000)}, and more\""));
            for (var i = 0; i < 6; i++) file.Write("," + cities[random.Next(cities.Length)]);
            for (var i = 0; i < 5; i++) file.Write("," + random.Next(100).ToString(CultureInfo.InvariantCulture));
            for (var i = 0; i < 6; i++) file.Write(random.Next(20) == 0 ? "," : "," + (random.NextDouble() * 1000).ToString("F2", CultureInfo.InvariantCulture));
            file.WriteLine();
        }
    }
}
