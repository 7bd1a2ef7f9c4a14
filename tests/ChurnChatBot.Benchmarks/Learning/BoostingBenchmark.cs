using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.Benchmarks.Learning;

/// <summary>
/// Fit, prediction and exact explanation of 300 trees of 31 leaves on synthetic churn sets, ours and (where its Python packages
/// are installed) xgboost's and scikit-learn's in the same run, two threads each, medians. Wall and processor seconds.
/// </summary>
internal static class BoostingBenchmark
{
    private const int ExplainedRows = 10_000;
    private static readonly ChurnQuestion Question = new("churned", "1");
    private static readonly FitOptions TwoThreads = new() { Threads = 2 };

    /// <param name="trainingRows">One measurement each; a quarter more rows are made to test on, at least 10,000.</param>
    /// <param name="python">A Python with xgboost, scikit-learn and pandas; null to leave peers out.</param>
    public static void Run(IEnumerable<int> trainingRows, int repeats = 5, string? python = "/usr/bin/python3")
    {
        foreach (var rows in trainingRows)
        {
            var data = new SyntheticChurn(7).Create(rows + Math.Max(ExplainedRows, rows / 4));
            Console.WriteLine(FormattableString.Invariant($"{rows} training rows, {data.RowCount - rows} test rows"));
            Console.WriteLine("implementation\twhat\twall s\tprocessor s\tAUC");
            MeasureOurs(data, rows, repeats);
            if (python is not null) MeasurePeers(data, rows, (repeats, python));
        }
    }

    private static void MeasureOurs(Dataset data, int rows, int repeats)
    {
        var training = data.TakeRows([.. Enumerable.Range(0, rows)]);
        var test = data.TakeRows([.. Enumerable.Range(rows, data.RowCount - rows)]);
        var encoder = FeatureEncoder.Fit(training, Question);
        var learner = new GradientBoostingLearner(new GradientBoostingOptions { Estimators = 300, LearningRate = 0.05, NumLeaves = 31 });
        var held = encoder.Transform(test);
        var some = held.TakeRows([.. Enumerable.Range(0, ExplainedRows)]);
        var (model, fit) = Measure(() => learner.Fit(encoder.Transform(training), Question.Labels(training), TwoThreads, null), repeats);
        var (scores, predict) = Measure(() => model.PredictRaw(held, threads: 2), repeats);
        var (_, explain) = Measure(() => TreeShapExplainer.Explain(model, some, threads: 2), repeats);
        var auc = RocAuc.Value(Question.Labels(test), scores);
        Tell("fit", fit, auc.ToString("F5", CultureInfo.InvariantCulture));
        Tell("predict", predict);
        Tell("explain", explain);
    }

    private static (T Result, (double Wall, double Processor) Median) Measure<T>(Func<T> action, int repeats)
    {
        // One unmeasured run, so that compilation by the runtime is not part of the figure.
        var result = action();
        var runs = new (double Wall, double Processor)[repeats];
        for (var i = 0; i < repeats; i++)
        {
            var watch = Stopwatch.StartNew();
            var before = Environment.CpuUsage.TotalTime;
            result = action();
            runs[i] = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return (result, (runs.Select(run => run.Wall).Order().ElementAt(repeats / 2), runs.Select(run => run.Processor).Order().ElementAt(repeats / 2)));
    }

    private static void Tell(string what, (double Wall, double Processor) seconds, string auc = "") =>
        Console.WriteLine(FormattableString.Invariant($"ours\t{what}\t{seconds.Wall:F4}\t{seconds.Processor:F4}\t{auc}"));

    private static void MeasurePeers(Dataset data, int rows, (int Repeats, string Python) how)
    {
        var table = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(table, Lines(data));
            var start = new ProcessStartInfo(how.Python);
            foreach (var argument in new object[] { Script(), table, rows, ExplainedRows, how.Repeats })
                start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
            using var peers = Process.Start(start)!;
            peers.WaitForExit();
            if (peers.ExitCode != 0) Console.WriteLine($"The peers could not be measured: {how.Python} ended with {peers.ExitCode}.");
        }
        finally
        {
            File.Delete(table);
        }
    }

    private static IEnumerable<string> Lines(Dataset data)
    {
        yield return string.Join(',', data.Columns.Select(column => column.Name));
        for (var row = 0; row < data.RowCount; row++) yield return string.Join(',', data.Columns.Select(column => column.Format(row)));
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "boosting_peers.py");
}
