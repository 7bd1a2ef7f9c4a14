using System.Globalization;
using System.Text;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Tests.Analysis;

/// <summary>Every step that measures refuses a file that nothing can be learned from, with the same verdict.</summary>
public sealed class RefusalTests
{
    private static readonly ChurnQuestion Question = new("churned", "1", "id");

    [Theory]
    [InlineData(12, "too_few_customers", "12 customers left and 88 stayed; at least 20 of each are needed.")]
    [InlineData(1, "too_few_customers", "1 customer left and 99 stayed; at least 20 of each are needed.")]
    public void Run_TooFewLeavers_IsRefusedAtEachStep(int leavers, string code, string reason)
    {
        var (raw, profile) = Customers(leavers);
        Action[] steps =
        [
            () => CleaningAnalysis.Run(new CleaningInput { Raw = raw, Profile = profile.Profile!, Question = Question }),
            () => FeatureAnalysis.Run(new FeatureInput { Raw = raw, Profile = profile.Profile!, Question = Question, Cleaning = Recipe.Empty }),
            () => TrainingAnalysis.Run(new TrainingInput { Raw = raw, Question = Question, Recipe = Recipe.Empty, MaxTrials = 1 }),
        ];

        Assert.All(steps, step =>
        {
            var verdict = Assert.Throws<TrainingRefusedException>(step).Verdict;
            Assert.Equal(("refused", code, reason), (verdict.Name, verdict.Code, verdict.Reason));
        });
    }

    [Fact]
    public void Run_EveryColumnSetAside_IsRefused()
    {
        var (raw, profile) = Customers(40);
        var items = new[] { "id", "age" }.Select(column => new PlanItem(column, column, new SetAsideColumnStep(column, SetAsideReason.Chosen), true, "")).ToArray();

        var refused = Assert.Throws<TrainingRefusedException>(() =>
            CleaningAnalysis.Run(new CleaningInput { Raw = raw, Profile = profile.Profile!, Question = Question, Items = items }));

        Assert.Equal("no_columns", refused.Verdict.Code);
    }

    private static (Dataset Raw, ProfileOutcome Profile) Customers(int leavers)
    {
        var rows = Enumerable.Range(1, 100).Select(row => string.Create(CultureInfo.InvariantCulture, $"C{row:000},{20 + row * 7 % 50},{(row <= leavers ? 1 : 0)}"));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("id,age,churned\n" + string.Join('\n', rows) + "\n"));
        var intake = DatasetReader.Read(stream, "customers.csv", new IntakeOptions());
        return (intake.Dataset!, ProfileAnalysis.Run(intake, Question));
    }
}
