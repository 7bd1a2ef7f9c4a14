using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Projects;

/// <summary>The line of steps: what comes next, and how a step is ordered. Profile, cleaning, features, training, explanation.</summary>
internal sealed class StepLine(ProjectFiles files)
{
    /// <summary>(Re)reads the file. What is in force stays so until the reading succeeds, so a bad file changes nothing.</summary>
    public static void Read(ProjectChange change, SourceFile file, ChurnQuestion? question, Person person)
    {
        if (change.State.Reading is { } earlier) change.Stop(earlier.WorkId);
        var order = new StepOrder { Step = StepName.Profile, File = file, Question = question, AskedBy = person.Name };
        change.Start(order, ConversationWriter.Working(RichText.Of($"Reading {Data.Name(file.Name)}…")));
    }

    /// <summary>Takes the next step that nobody has approved yet, or says that all are done.</summary>
    public void Continue(ProjectChange change, Person person)
    {
        var state = change.State;
        if ((state.Reading ?? state.Running) is { } running)
        {
            change.Say(ConversationWriter.StillWorking(Doing(running.Step)));
            return;
        }

        if (state.Profile is null || state.Question is null)
        {
            change.Say(new ReplyMessage(new Paragraph("I need to know which column says who left. Say for example “predict churned”.")));
            return;
        }

        if (Next(state) is { } step) Take(change, step, person);
        else change.Say(new ReplyMessage(new Paragraph("All five steps are done. Ask about a customer, a column or the drivers, or go back to any step.")));
    }

    /// <summary>Takes the line up again from an earlier step; what came after it is set aside.</summary>
    public void GoBack(ProjectChange change, StepName step, Person person)
    {
        if (change.State.Profile is null || step == StepName.Profile)
        {
            Read(change, change.State.File!, change.State.Question, person);
            return;
        }

        var next = Next(change.State) ?? StepName.Explanation;
        if (change.State.Question is null)
        {
            Continue(change, person);
            return;
        }

        if (step > next)
        {
            change.Say(new ReplyMessage(new Paragraph("That step comes later; its turn has not come yet.")));
            if (change.State.Open is null) Continue(change, person);
            return;
        }

        Interrupt(change, person, "the line was taken up again from an earlier step");
        change.State = change.State.BackTo(step);
        change.Audit(person, "go_back", new { step = step.ToString() });
        Take(change, step, person);
    }

    public static StepName? Next(ProjectState state) => state switch
    {
        { Profile: null } => StepName.Profile,
        { Cleaning: null } => StepName.Cleaning,
        { Features: null } => StepName.Features,
        { ChampionIsCurrent: false } => StepName.Training,
        { Explanation: null } => StepName.Explanation,
        _ => null,
    };

    /// <summary>Starts a step: its measuring at once, or, for a training, the proposal of it, because that takes people's time.</summary>
    public void Take(ProjectChange change, StepName step, Person person)
    {
        if (step != StepName.Training)
        {
            Order(change, OrderFor(change.State, step, person));
            return;
        }

        var profile = files.Load<ProfileOutcome>(change.State.Profile!).Profile!;
        var features = change.State.Features!.Outcome;
        change.Propose(StepName.Training, features, ids => TrainingPlanWriter.Write(profile, change.State.File!.Name, ids.ApprovalId, ids.PlanHash));
    }

    public static void Order(ProjectChange change, StepOrder order) =>
        change.Start(order, ConversationWriter.Working(Wording.Sentence(Doing(order.Step))));

    public static StepOrder OrderFor(ProjectState state, StepName step, Person person) => new()
    {
        Step = step,
        File = state.File!,
        Question = state.Question,
        Profile = state.Profile,
        Recipe = state.ApprovedRecipe,
        Training = state.Champion?.Outcome,
        CleaningOutcome = state.Cleaning?.Outcome,
        FeatureOutcome = state.Features?.Outcome,
        AskedBy = person.Name,
    };

    /// <summary>Closes what waits and stops what runs, because it was made for something that no longer holds.</summary>
    public static void Interrupt(ProjectChange change, Person person, string reason)
    {
        if (change.State.Open is { } open) change.Decide(open, "superseded", person, reason);
        if (change.State.Running is { } running) change.Stop(running.WorkId);
        change.State = change.State with { Open = null, Running = null };
    }

    private static string Doing(StepName step) => step switch
    {
        StepName.Profile => "reading the file",
        StepName.Cleaning => "finding repairs and measuring what they change",
        StepName.Features => "testing new measures on customers that were not used to fit them",
        StepName.Training => "training",
        StepName.Explanation => "explaining the model",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "Unknown step."),
    };
}
