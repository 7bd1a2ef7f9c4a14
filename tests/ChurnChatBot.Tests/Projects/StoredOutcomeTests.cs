using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Planning;
using ChurnChatBot.Projects;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Writers;

namespace ChurnChatBot.Tests.Projects;

/// <summary>What a step came to is stored and read in another process: nothing of it may be lost on the way.</summary>
public sealed class StoredOutcomeTests
{
    [Fact]
    public void ProfileOutcome_ReadsBackWhole() => AssertSurvives(SampleLine.Value.Profile);

    [Fact]
    public void CleaningOutcome_ReadsBackWhole() => AssertSurvives(SampleLine.Value.Cleaning);

    [Fact]
    public void CleaningOutcome_Amended_ReadsBackWhole() => AssertSurvives(SampleLine.Value.Amended);

    [Fact]
    public void FeatureOutcome_ReadsBackWhole() => AssertSurvives(SampleLine.Value.Features);

    [Fact]
    public void TrainingOutcome_ReadsBackWhole() => AssertSurvives(SampleLine.Value.Training);

    [Fact]
    public void TrainingOutcome_FiguresThatAreNoNumbers_ReadBack() =>
        AssertSurvives(SampleLine.Value.Training with { Seconds = double.NaN, CrossValidatedAuc = new(double.NaN, double.NegativeInfinity, double.PositiveInfinity) });

    [Fact]
    public void ExplanationOutcome_ReadsBackWhole() => AssertSurvives(SampleLine.Value.Explanation);

    [Fact]
    public void StepOrder_ReadsBackWhole() => AssertSurvives(new StepOrder
    {
        Step = StepName.Training,
        File = new SourceFile("a.csv", new string('a', 64), 12, new DateTimeOffset(2023, 9, 1, 9, 30, 0, TimeSpan.FromHours(2))),
        Question = new("churned", "1", "id"),
        Recipe = SampleLine.Value.Recipe,
        Edits = [new SetFill("age", FillStrategy.Constant, "0"), new SetLimits("age", 16, null), new SetReferenceDate(new DateTime(2023, 9, 1)), new SetBudget(TimeSpan.FromMinutes(2))],
        BudgetSeconds = 0.1,
        MaxTrials = 3,
    });

    [Fact]
    public void Profile_ReadBack_LeadsToTheSamePlan()
    {
        var line = SampleLine.Value;
        var read = StoredJson.Read<ProfileOutcome>(StoredJson.Write(line.Profile)).Profile!;

        Assert.Equal(
            StoredJson.Write(CleaningPlanner.Propose(line.Raw, line.Profile.Profile!)),
            StoredJson.Write(CleaningPlanner.Propose(line.Raw, read)));
    }

    [Fact]
    public void Recipe_ReadBack_IsTheSameRecipe() =>
        Assert.Equal(SampleLine.Value.Recipe, StoredJson.Read<Recipe>(StoredJson.Write(SampleLine.Value.Recipe)));

    /// <summary>A project as version 1 of the format stored it, every property set. It is never rewritten: later versions must read it.</summary>
    [Fact]
    public void ProjectState_StoredInFormat1_IsReadWithNothingLost()
    {
        var stored = File.ReadAllText(Path.Combine(Repository.Root, "tests", "ChurnChatBot.Tests", "Stored", "project_state_1.json"));

        var state = StoredJson.Read<ProjectState>(stored);

        Assert.Equal((1, "customers.csv", "churned"), (state.FormatVersion, state.File!.Name, state.Question!.TargetColumn));
        Assert.Equal(["tidy_text", "days_since"], state.ApprovedRecipe.Steps.Select(step => step.Kind));
        Assert.Equal(StepName.Explanation, state.Open!.Step);
        AssertHolds(JsonNode.Parse(stored)!, JsonNode.Parse(StoredJson.Write(state))!, "state");
    }

    private static void AssertSurvives<T>(T value)
    {
        var json = StoredJson.Write(value);
        var read = StoredJson.Read<T>(json);
        Assert.Equal(json, StoredJson.Write(read));
        AssertSame(value, read, typeof(T).Name);
    }

    // Serialising twice does not show what was never written, so every property of every object is compared, whatever the type.
    private static void AssertSame(object? expected, object? actual, string path)
    {
        if (expected is null || actual is null)
        {
            Assert.True(expected is null && actual is null, $"{path}: {expected ?? "null"} became {actual ?? "null"}");
        }
        else if (expected is string or Enum || expected.GetType().IsPrimitive || expected is DateTime or DateTimeOffset or TimeSpan)
        {
            Assert.True(Equals(expected, actual), $"{path}: {expected} became {actual}");
        }
        else if (expected is IEnumerable items)
        {
            var (left, right) = (items.Cast<object?>().ToList(), ((IEnumerable)actual).Cast<object?>().ToList());
            Assert.True(left.Count == right.Count, $"{path}: {left.Count} items became {right.Count}");
            for (var i = 0; i < left.Count; i++) AssertSame(left[i], right[i], $"{path}[{i}]");
        }
        else
        {
            Assert.True(expected.GetType() == actual.GetType(), $"{path}: {expected.GetType().Name} became {actual.GetType().Name}");
            Assert.False(expected is ITuple && !expected.GetType().IsGenericType, path);
            foreach (var field in expected.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public)) AssertSame(field.GetValue(expected), field.GetValue(actual), $"{path}.{field.Name}");
            foreach (var property in expected.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.GetIndexParameters().Length == 0))
                AssertSame(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}");
        }
    }

    private static void AssertHolds(JsonNode expected, JsonNode? actual, string path)
    {
        switch (expected)
        {
            case JsonObject properties:
                foreach (var (name, value) in properties)
                {
                    if (value is not null) AssertHolds(value, actual![name], $"{path}.{name}");
                }

                break;
            case JsonArray items:
                Assert.Equal(items.Count, actual!.AsArray().Count);
                for (var i = 0; i < items.Count; i++) AssertHolds(items[i]!, actual[i], $"{path}[{i}]");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(expected, actual), $"{path}: {expected} became {actual}");
                break;
        }
    }
}
