using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.Tuning;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects.Steps;

/// <summary>
/// Searches for a model within its budget. Each finished try is a checkpoint, so a search that died with its process goes on with
/// the next try and the rest of its time; progress is one message that is updated, at most twice a second.
/// </summary>
internal sealed class TrainingStep(ProjectFiles files, TimeProvider time, TrainingLimits limits, TrainingPace pace)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(500);

    public async Task<Action<ProjectChange>> RunAsync(StepOrder order, StepRun run)
    {
        var (raw, _) = await StepRunner.InputsAsync(files, order, run.Abort);
        var shown = new ThrottledProgress(run, time, ProgressEvery);
        var input = new TrainingInput
        {
            Raw = raw,
            Question = order.Question!,
            Recipe = order.Recipe,
            Budget = TimeSpan.FromSeconds(order.BudgetSeconds),
            MaxTrials = order.MaxTrials ?? limits.MaxTrials,
            Seed = order.Seed,
            Time = time,
            Progress = shown,
            Resume = run.Work.CheckpointJson is { } checkpoint ? StoredJson.Read<TuningState>(checkpoint) : null,
            Checkpoint = state => run.Handler.SaveCheckpointAsync(run.Work, StoredJson.Write(state), run.Abort).GetAwaiter().GetResult(),
            GiveWay = pace.Enter,
            StopAndKeepBest = run.Stop,
            Cancellation = run.Abort,
        };
        var (outcome, model) = await Task.Run(() => TrainingAnalysis.Run(input), run.Abort);
        var modelStored = await files.SaveAsync(ChurnModelJson.Serialize(model), run.Abort);
        outcome = outcome with { ModelArtifact = modelStored.Hash };
        var stored = await files.SaveAsync(outcome, run.Abort);
        return change => StepFinisher.Finish(change, outcome, stored, modelStored);
    }

    private sealed class ThrottledProgress(StepRun run, TimeProvider time, TimeSpan every) : IProgress<TuningProgress>
    {
        private long? _last;

        public void Report(TuningProgress value)
        {
            if (_last is { } last && time.GetElapsedTime(last) < every) return;
            _last = time.GetTimestamp();
            var card = TrainingWriter.Progress(value);
            run.Handler.ShowProgressAsync(run.Work, card, run.Abort).GetAwaiter().GetResult();
        }
    }
}

/// <summary>Limits of every training, from the configuration.</summary>
/// <param name="MaxTrials">Stop after so many tries whatever time is left, for results that do not depend on the machine's speed; null for time alone.</param>
internal sealed record TrainingLimits(int? MaxTrials);
