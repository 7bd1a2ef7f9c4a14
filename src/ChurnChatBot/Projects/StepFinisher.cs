using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects;

/// <summary>What becomes of a project when a step's work has ended: its state moves on and the step's card is said.</summary>
internal static class StepFinisher
{
    private static readonly Person Bot = new("bot", "ChurnChatBot");

    /// <summary>A file was read. Only now does it replace what was in force.</summary>
    public static void Finish(ProjectChange change, StepOrder order, ProfileOutcome outcome, StoredArtifact stored)
    {
        EndProgress(change, change.State.Reading, RichText.Of($"Read {Data.Name(order.File.Name)}."));
        change.State = change.State with { Reading = null };
        if (outcome.Profile is not { } profile)
        {
            change.Say(ProfileWriter.Refused(outcome.Intake.Refusal!, order.File.Name));
            return;
        }

        StepLine.Interrupt(change, Bot, "a newer file or question replaced it");
        change.State = change.State.BackTo(StepName.Profile) with
        {
            File = order.File,
            Question = profile.Question,
            Profile = stored.Hash,
            LastColumn = null,
            LastCustomer = null,
        };
        change.Name = order.File.Name;
        change.Keep(stored, "profile", "profile.json", "application/json");
        change.Say(ProfileWriter.Write(outcome.Intake, profile));
    }

    public static void Finish(ProjectChange change, CleaningOutcome outcome, StoredArtifact stored)
    {
        End(change, "Repairs are measured.");
        change.Keep(stored, "cleaning", "cleaning.json", "application/json");
        if (outcome.Items.Count == 0)
        {
            change.State = change.State with { Cleaning = new ApprovedStep(stored.Hash, DataScience.Recipes.Recipe.Empty, Bot.Name, change.Now) };
            change.Say(CleaningWriter.Write(outcome, change.State.File!.Name, "", ""));
            return;
        }

        change.Propose(StepName.Cleaning, stored.Hash, ids => CleaningWriter.Write(outcome, change.State.File!.Name, ids.ApprovalId, ids.PlanHash));
    }

    public static void Finish(ProjectChange change, FeatureOutcome outcome, StoredArtifact stored)
    {
        End(change, "New measures are tested.");
        change.Keep(stored, "features", "features.json", "application/json");
        if (outcome.Items.Count == 0)
        {
            change.State = change.State with { Features = new ApprovedStep(stored.Hash, DataScience.Recipes.Recipe.Empty, Bot.Name, change.Now) };
            change.Say(FeatureWriter.Write(outcome, change.State.File!.Name, "", ""));
            return;
        }

        change.Propose(StepName.Features, stored.Hash, ids => FeatureWriter.Write(outcome, change.State.File!.Name, ids.ApprovalId, ids.PlanHash));
    }

    public static void Finish(ProjectChange change, TrainingOutcome outcome, StoredArtifact stored, StoredArtifact model)
    {
        End(change, RichText.Of($"Training done: {Wording.Number(outcome.Trials.Count, "training.trials", "try", "tries")}."));
        change.Keep(stored, "training", "training.json", "application/json");
        change.Keep(model, "model", "model.json", "application/json");
        change.State = change.State with { Training = stored.Hash };
        var name = change.State.File!.Name;
        if (outcome.Verdict.Kind == DataScience.Evaluation.VerdictKind.Model)
            change.Propose(StepName.Explanation, stored.Hash, ids => TrainingWriter.Write(outcome, name, ids.ApprovalId, ids.PlanHash));
        else
            change.Say(TrainingWriter.NoModel(outcome, name));
    }

    public static void Finish(ProjectChange change, ExplanationOutcome outcome, StoredArtifact stored, IReadOnlyList<FileOffer> offers)
    {
        End(change, "The model is explained.");
        change.Keep(stored, "explanation", "explanation.json", "application/json");
        change.State = change.State with { Explanation = stored.Hash };
        change.Say(ExplanationWriter.Write(outcome, change.State.File!.Name, offers));
    }

    /// <summary>A step could not be done with this data: said plainly, and nothing changes.</summary>
    public static void Fail(ProjectChange change, StepName step, string found, string advice)
    {
        if (step == StepName.Profile)
        {
            EndProgress(change, change.State.Reading, "Reading stopped.");
            change.State = change.State with { Reading = null };
        }
        else End(change, RichText.Of($"{StepWriter.Title(step)} stopped."));
        change.Say(ConversationWriter.Refused(RichText.Of($"{Data.Cell(found)}"), RichText.Of($"{Data.Cell(advice)}")));
    }

    private static void End(ProjectChange change, RichText words)
    {
        EndProgress(change, change.State.Running, words);
        change.State = change.State with { Running = null };
    }

    private static void EndProgress(ProjectChange change, RunningWork? work, RichText words)
    {
        if (work is not null) change.Write(work.MessageId, "bot", new ReplyMessage(new Progress(words, 1, IsFinished: true)));
    }
}
