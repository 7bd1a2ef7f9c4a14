using System.Text;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.Projects;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Tests.Writers;

/// <summary>The five steps on the first customers of the sample, run once for all tests that look at what they came to.</summary>
internal sealed class SampleLine
{
    private static readonly Lazy<SampleLine> Once = new(() => new SampleLine());

    private SampleLine()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', File.ReadLines(Repository.Sample).Take(2001)) + "\n");
        Intake = DatasetReader.Read(new MemoryStream(bytes), "customer_data.csv", new IntakeOptions());
        Raw = Intake.Dataset!;
        Profile = ProfileAnalysis.Run(Intake, null);
        Question = Profile.Profile!.Question!;
        Cleaning = CleaningAnalysis.Run(new CleaningInput { Raw = Raw, Profile = Profile.Profile, Question = Question });
        PlanEdit[] edits = [new SetFill("total_spend", FillStrategy.Constant, "0")];
        const string Reason = "no purchase means no spend";
        Amended = CleaningAnalysis.Run(new CleaningInput
        {
            Raw = Raw,
            Profile = Profile.Profile,
            Question = Question,
            Previous = Cleaning,
            EditReason = Reason,
            Items = PlanEditing.Apply(Cleaning.Items, edits, Raw, Reason),
        });
        Features = FeatureAnalysis.Run(new FeatureInput { Raw = Raw, Profile = Profile.Profile, Question = Question, Cleaning = Cleaning.RecipeOf() });
        Recipe = Cleaning.RecipeOf().Then(Features.RecipeOf().Steps);
        (var training, Model) = TrainingAnalysis.Run(new TrainingInput { Raw = Raw, Question = Question, Recipe = Recipe, MaxTrials = 3 });
        Training = training with { Seconds = 12.5 };
        (Explanation, _) = ExplanationAnalysis.Run(new ExplanationInput { Raw = Raw, Model = Model, Recipe = Recipe, Training = Training });
    }

    public static SampleLine Value => Once.Value;

    public IntakeResult Intake { get; }

    public Dataset Raw { get; }

    public ChurnQuestion Question { get; }

    public ProfileOutcome Profile { get; }

    public CleaningOutcome Cleaning { get; }

    /// <summary>"fill total_spend with 0 instead, no purchase means no spend".</summary>
    public CleaningOutcome Amended { get; }

    public FeatureOutcome Features { get; }

    public Recipe Recipe { get; }

    public ChurnModel Model { get; }

    public TrainingOutcome Training { get; }

    public ExplanationOutcome Explanation { get; }
}
