using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;

namespace ChurnChatBot.Projects.Steps;

/// <summary>Explains the champion, and makes what a project hands over: report, scores, model, recipe.</summary>
internal sealed class ExplanationStep(ProjectFiles files, TimeProvider time)
{
    public async Task<Action<ProjectChange>> RunAsync(StepOrder order, StepRun run)
    {
        var (raw, profile) = await StepRunner.InputsAsync(files, order, run.Stop);
        var training = files.Load<TrainingOutcome>(order.Training!);
        var model = files.LoadModel(training.ModelArtifact);
        var input = new ExplanationInput
        {
            Raw = raw,
            Model = model,
            Recipe = order.Recipe,
            Training = training,
            Seed = order.Seed,
            Cancellation = run.Stop,
        };
        var (outcome, crossFit) = await Task.Run(() => ExplanationAnalysis.Run(input), run.Stop);
        var crossFitStored = await files.SaveAsync(crossFit, run.Abort);
        outcome = outcome with { CrossFitArtifact = crossFitStored.Hash };
        var stored = await files.SaveAsync(outcome, run.Abort);
        var chapters = Chapters(order, profile, training, outcome);
        var deliverables = Deliverables.Make(new DeliverableInput(raw, model, crossFit, order.Recipe, training, outcome, chapters, order.File.Name, time.GetUtcNow()));
        var kept = new List<(Deliverable Deliverable, Storage.StoredArtifact Stored)>();
        foreach (var deliverable in deliverables) kept.Add((deliverable, await files.SaveAsync(deliverable.Content, run.Abort)));
        return change =>
        {
            change.Keep(crossFitStored, "cross_fit", "cross_fit.json", "application/json");
            foreach (var (deliverable, artifact) in kept) change.Keep(artifact, "deliverable", deliverable.Name, deliverable.MediaType);
            StepFinisher.Finish(change, outcome, stored, [.. kept.Select(pair =>
                new FileOffer(pair.Deliverable.Name, pair.Deliverable.MediaType, pair.Stored.Size, pair.Stored.Hash, pair.Deliverable.Description))]);
        };
    }

    private List<ReplyMessage> Chapters(StepOrder order, ProfileOutcome profile, TrainingOutcome training, ExplanationOutcome explanation)
    {
        var name = order.File.Name;
        var chapters = new List<ReplyMessage> { ProfileWriter.Write(profile.Intake, profile.Profile!) };
        if (order.CleaningOutcome is { } cleaning) chapters.Add(CleaningWriter.Write(AsApproved(files.Load<CleaningOutcome>(cleaning), order), name, "", ""));
        if (order.FeatureOutcome is { } features) chapters.Add(FeatureWriter.Write(AsApproved(files.Load<FeatureOutcome>(features), order), name, "", ""));
        chapters.Add(TrainingWriter.Write(training, name, "", ""));
        chapters.Add(ExplanationWriter.Write(explanation, name, []));
        return chapters;
    }

    /// <summary>The report shows as ticked what was approved, not what had been proposed.</summary>
    private static T AsApproved<T>(T outcome, StepOrder order)
        where T : PlanOutcome =>
        outcome with { Items = [.. outcome.Items.Select(item => item with { IsSelected = order.Recipe.Steps.Contains(item.Step) })] };
}
