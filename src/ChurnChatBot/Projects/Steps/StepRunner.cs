using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Projects.Steps;

/// <summary>Runs an ordered step and keeps its outcome as an artifact; what it returns is then applied to the project in one commit.</summary>
internal sealed class StepRunner(ProjectFiles files, TrainingStep training, ExplanationStep explanation)
{
    /// <exception cref="StepRefusedException">The data does not allow the step.</exception>
    public async Task<Action<ProjectChange>> RunAsync(StepOrder order, StepRun run)
    {
        try
        {
            return await StartAsync(order, run);
        }
        catch (TrainingRefusedException refused)
        {
            throw new StepRefusedException(refused.Verdict.Reason, TrainingWriter.AfterRefusal(refused.Verdict));
        }
    }

    private Task<Action<ProjectChange>> StartAsync(StepOrder order, StepRun run) => order.Step switch
    {
        StepName.Profile => ProfileAsync(order, run),
        StepName.Cleaning => CleaningAsync(order, run),
        StepName.Features => FeaturesAsync(order, run),
        StepName.Training => training.RunAsync(order, run),
        StepName.Explanation => explanation.RunAsync(order, run),
        _ => throw new InvalidOperationException($"There is no step {order.Step}."),
    };

    private async Task<Action<ProjectChange>> ProfileAsync(StepOrder order, StepRun run)
    {
        var intake = await files.ReadAsync(order.File, run.Stop);
        var outcome = await Task.Run(() => ProfileAnalysis.Run(intake, order.Question, run.Stop), run.Stop);
        var stored = await files.SaveAsync(outcome, run.Abort);
        return change => StepFinisher.Finish(change, order, outcome, stored);
    }

    private async Task<Action<ProjectChange>> CleaningAsync(StepOrder order, StepRun run)
    {
        var (raw, profile) = await InputsAsync(files, order, run.Stop);
        var previous = order.Amends is { } amended ? files.Load<CleaningOutcome>(amended) : null;
        var outcome = await Task.Run(() => CleaningAnalysis.Run(new CleaningInput
        {
            Raw = raw,
            Profile = profile.Profile!,
            Question = order.Question!,
            Items = previous is null ? null : PlanEditing.Apply(previous.Items, order.Edits, raw, order.EditReason),
            Previous = previous,
            EditReason = order.EditReason,
            Seed = order.Seed,
            Cancellation = run.Stop,
        }), run.Stop);
        var stored = await files.SaveAsync(outcome, run.Abort);
        return change => StepFinisher.Finish(change, outcome, stored);
    }

    private async Task<Action<ProjectChange>> FeaturesAsync(StepOrder order, StepRun run)
    {
        var (raw, profile) = await InputsAsync(files, order, run.Stop);
        var previous = order.Amends is { } amended ? files.Load<FeatureOutcome>(amended) : null;
        var outcome = await Task.Run(() => FeatureAnalysis.Run(new FeatureInput
        {
            Raw = raw,
            Profile = profile.Profile!,
            Question = order.Question!,
            Cleaning = order.Recipe,
            ReferenceDate = order.Edits.OfType<SetReferenceDate>().LastOrDefault()?.Day ?? (previous is { ReferenceDateWasChosen: true } ? previous.ReferenceDate : null),
            Previous = previous,
            Edited = items => PlanEditing.Apply(items, order.Edits, raw, order.EditReason),
            Seed = order.Seed,
            Cancellation = run.Stop,
        }), run.Stop);
        var stored = await files.SaveAsync(outcome, run.Abort);
        return change => StepFinisher.Finish(change, outcome, stored);
    }

    public static async Task<(Dataset Raw, ProfileOutcome Profile)> InputsAsync(ProjectFiles files, StepOrder order, CancellationToken cancellation)
    {
        var intake = await files.ReadAsync(order.File, cancellation);
        var raw = intake.Dataset ?? throw new StepRefusedException("The file can no longer be read.", "Upload it again.");
        return (raw, files.Load<ProfileOutcome>(order.Profile!));
    }
}
