using System.Text.Json;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Learning.Tuning;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Learning.Tuning;

public class ModelTunerTests
{
    private static readonly TuningOptions FiveTrials = new() { Budget = null, MaxTrials = 5, Folds = 3 };

    private static readonly Dataset Customers = SyntheticCustomers.Make(700);

    private static TuningResult Run(TuningOptions options, TuningState? resume = null, Dataset? dataset = null) =>
        ModelTuner.Run(dataset ?? Customers, Recipe.Empty, SyntheticCustomers.Question, options, resume);

    private static string Bytes(TuningResult result) => JsonSerializer.Serialize(result);

    [Fact]
    public void Run_ByCount_GivesSameBytesForSameSeedAndAnyThreads() =>
        Assert.Equal(Bytes(Run(FiveTrials)), Bytes(Run(FiveTrials with { Threads = 1 })));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Run_KilledAndResumedFromCheckpoint_EndsAsIfUndisturbed(int killedAfter)
    {
        byte[]? stored = null;
        using var kill = new CancellationTokenSource();
        var disturbed = FiveTrials with
        {
            Cancellation = kill.Token,
            Checkpoint = state =>
            {
                stored = JsonSerializer.SerializeToUtf8Bytes(state);
                if (state.Trials.Count == killedAfter) kill.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Run(disturbed));
        var resumed = Run(FiveTrials, JsonSerializer.Deserialize<TuningState>(stored));
        Assert.Equal(Bytes(Run(FiveTrials)), Bytes(resumed));
    }

    [Fact]
    public void Run_Result_IsAValueThatJsonKeeps()
    {
        var json = Bytes(Run(FiveTrials with { MaxTrials = 2 }));
        Assert.Equal(json, Bytes(JsonSerializer.Deserialize<TuningResult>(json)!));
    }

    [Fact]
    public void Run_StateOfAnotherSearch_IsRefused()
    {
        TuningState? stored = null;
        Run(FiveTrials with { MaxTrials = 1, Checkpoint = state => stored = state });
        Assert.Throws<ArgumentException>(() => Run(FiveTrials with { Seed = 7 }, stored));
        Assert.Throws<ArgumentException>(() => Run(FiveTrials, stored, Customers.Without("age")));
        Assert.Single(Run(FiveTrials with { MaxTrials = 1 }, stored).Trials);
    }

    [Fact]
    public void Run_AnySearch_TestsOnRowsNothingElseSaw()
    {
        var result = Run(FiveTrials);
        Assert.Empty(result.Validation.Rows.Intersect(result.Test.Rows));
        Assert.Equal(700, result.Validation.Rows.Count + result.Test.Rows.Count);
        Assert.Equal(140, result.Test.Rows.Count, 1.0);
    }

    [Fact]
    public void Run_BestTrial_IsReproducedByItsLearner()
    {
        // n_estimators was found by cutting larger models; the learner it names must give the very same folds.
        var result = Run(FiveTrials);
        foreach (var trial in result.Trials.Where(trial => trial.Index is 1 or 2))
        {
            var learner = TuningSpace.Learner(new TuningCandidate(trial.Learner, trial.Parameters));
            var again = CrossValidator.Run(Customers, Recipe.Empty, SyntheticCustomers.Question, learner, new CrossValidationOptions { Folds = 3, Rows = [.. result.Validation.Rows] });
            Assert.Equal(trial.FoldAucs, again.FoldAucs);
        }
    }

    [Fact]
    public void Run_LinearTruth_SaysThatTheScorecardIsAsGood() =>
        Assert.Contains(TuningAdvice.ScorecardIsAsGood, Run(FiveTrials).Advice);

    [Fact]
    public void Run_EveryTrial_IsReportedAndCheckpointed()
    {
        var reported = new List<TuningProgress>();
        var states = new List<int>();
        Run(FiveTrials with { Progress = new Immediate(reported.Add), Checkpoint = state => states.Add(state.Trials.Count) });
        Assert.Equal([1, 2, 3, 4, 5], reported.Select(progress => progress.TrialsDone));
        Assert.Equal([1, 2, 3, 4, 5], states);
        Assert.All(reported, progress => Assert.Equal(5, progress.EstimatedTrials));
        Assert.All(reported, progress => Assert.Null(progress.TimeLeft));
    }

    [Fact]
    public void Run_StoppedByAPerson_KeepsTheBestSoFar()
    {
        using var stop = new CancellationTokenSource();
        var result = Run(FiveTrials with { StopTrials = stop.Token, Checkpoint = state => { if (state.Trials.Count == 3) stop.Cancel(); } });
        Assert.Equal(TuningEnd.Stopped, result.End);
        Assert.Equal(3, result.Trials.Count);
    }

    [Fact]
    public void Run_BudgetOfTwoSeconds_EndsWithinIt()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var result = Run(new TuningOptions { Budget = TimeSpan.FromSeconds(2), Folds = 3 });
        // Room for a machine that is busy with other tests; the measured overrun is in the benchmark's output.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.2, 10);
        Assert.Equal(TuningEnd.BudgetSpent, result.End);
    }

    [Fact]
    public void Run_ClockThatRunsOut_StillHasTheScorecard()
    {
        var result = Run(new TuningOptions { Budget = TimeSpan.FromSeconds(1), Folds = 3, Time = new LeapingTime() });
        Assert.Equal("logistic regression", Assert.Single(result.Trials).Learner);
        Assert.Equal(TuningEnd.BudgetSpent, result.End);
        Assert.Null(result.GainOverDefault);
    }

    [Fact]
    public void Run_LargeFile_IsSampledAndSaysSo()
    {
        var result = Run(FiveTrials with { MaxTrials = 1, MaxRows = 300 });
        Assert.True(result.Sampled);
        Assert.Equal(700, result.AvailableRows);
    }

    [Fact]
    public void Candidate_AnyIndex_DependsOnSeedAndIndexAlone()
    {
        for (var index = 0; index < 40; index++)
        {
            var candidate = TuningSpace.Candidate(11, index);
            Assert.Equal(JsonSerializer.Serialize(candidate), JsonSerializer.Serialize(TuningSpace.Candidate(11, index)));
            Assert.Equal(candidate.Learner, TuningSpace.Learner(candidate).Name);
        }

        Assert.NotEqual(JsonSerializer.Serialize(TuningSpace.Candidate(11, 5)), JsonSerializer.Serialize(TuningSpace.Candidate(12, 5)));
    }

    [Fact]
    public void Advise_CurveAndLuck_AreTold()
    {
        TuningTrial Trial(int index, double auc) => new(index, "gradient boosting", new Dictionary<string, double>(), [auc]);
        var steady = new TuningState { Fingerprint = "", Trials = [.. Enumerable.Range(0, 16).Select(index => Trial(index, index == 2 ? 0.8 : 0.7))] };
        var late = new TuningState { Fingerprint = "", Trials = [.. Enumerable.Range(0, 16).Select(index => Trial(index, index == 15 ? 0.8 : 0.7))] };
        var clear = new Estimate(0.02, 0.01, 0.03);
        var unclear = new Estimate(0.002, -0.002, 0.006);
        Assert.Equal([TuningAdvice.MoreRowsWouldHelp, TuningAdvice.MoreTuningWouldNotHelp], ModelTuner.Advise(steady, clear, clear));
        Assert.Equal([TuningAdvice.MoreRowsWouldNotHelp, TuningAdvice.MoreTuningMayHelp, TuningAdvice.ScorecardIsAsGood], ModelTuner.Advise(late, unclear, unclear));
        Assert.Equal([TuningAdvice.MoreTuningWouldNotHelp], ModelTuner.Advise(steady, clear, null));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(60, 0)]
    public void Validate_SearchThatCannotEndOrStart_IsRefused(int? seconds, int? trials)
    {
        var options = new TuningOptions { Budget = seconds is { } s ? TimeSpan.FromSeconds(s) : null, MaxTrials = trials };
        Assert.ThrowsAny<ArgumentException>(options.Validate);
    }

    private sealed class Immediate(Action<TuningProgress> report) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => report(value);
    }

    /// <summary>Ten seconds pass each time it is looked at.</summary>
    private sealed class LeapingTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _now += 10;
    }
}
