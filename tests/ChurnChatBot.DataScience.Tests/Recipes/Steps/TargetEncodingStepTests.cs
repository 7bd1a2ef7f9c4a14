using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Tests.Recipes.Steps;

public sealed class TargetEncodingStepTests
{
    [Fact]
    public void Fit_Levels_AreSmoothedTowardsTheOverallRate()
    {
        var data = Tables.Of(Tables.Levels("c", "a", "a", "b", null), Tables.Numbers("churned", 1, 1, 0, 0));

        var fitted = (FittedTargetEncoding)new TargetEncodingStep("rate", "c", 2).Fit(data, Tables.Question).Fitted!;

        Assert.Equal(0.5, fitted.Overall);
        Assert.Equal([new LevelValue("a", 3.0 / 4), new LevelValue("b", 1.0 / 3)], fitted.Rates);
        Assert.Equal(1.0 / 3, fitted.MissingRate);
        var batch = (NumericColumn)fitted.Apply(Tables.Of(Tables.Levels("c", "a", "new", null)))["rate"];
        Assert.Equal([0.75, 0.5, 1.0 / 3], batch.Values.ToArray());
    }

    [Fact]
    public void ApplyToTraining_RandomCategoryOfManyLevels_GainsNothing()
    {
        var random = new Random(11);
        const int Rows = 4000;
        var labels = Enumerable.Range(0, Rows).Select(_ => (double?)(random.NextDouble() < 0.3 ? 1 : 0)).ToArray();
        var data = Tables.Of(
            Tables.Levels("c", [.. Enumerable.Range(0, Rows).Select(_ => $"level {random.Next(800)}")]),
            Tables.Numbers("churned", labels));

        var fitted = new TargetEncodingStep("rate", "c", 1).Fit(data, Tables.Question).Fitted!;
        var crossFitted = (NumericColumn)fitted.ApplyToTraining(data, Tables.Question)["rate"];
        var naive = (NumericColumn)fitted.Apply(data)["rate"];

        // The standard error of an AUC of 0.5 with 1,200 of 4,000 positive is 0.01.
        Assert.InRange(Auc(crossFitted.Values, labels), 0.46, 0.54);
        Assert.True(Auc(naive.Values, labels) > 0.7, "encoded by its own outcome the same category looks like a strong signal");
    }

    [Fact]
    public void ApplyToTraining_RowsOwnOutcome_DoesNotMoveItsEncodingBeyondTheOverallRate()
    {
        var levels = Enumerable.Range(0, 60).Select(row => (string?)$"l{row % 3}").ToArray();
        var labels = Enumerable.Range(0, 60).Select(row => (double?)(row % 2)).ToArray();
        var flipped = labels.ToArray();
        flipped[0] = 1 - flipped[0];
        // Another row is flipped the other way, so that the overall rate stays.
        flipped[1] = 1 - flipped[1];
        var step = new TargetEncodingStep("rate", "c", 5);

        var before = Encode(step, Tables.Of(Tables.Levels("c", levels), Tables.Numbers("churned", labels)));
        var after = Encode(step, Tables.Of(Tables.Levels("c", levels), Tables.Numbers("churned", flipped)));

        Assert.Equal(before[0], after[0]);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void Fit_RowsWithoutOutcome_Declines() =>
        Assert.NotNull(new TargetEncodingStep("rate", "c").Fit(Tables.Of(Tables.Levels("c", "a", "b"), Tables.Numbers("churned", 1, null)), Tables.Question).NotApplicable);

    private static double[] Encode(TargetEncodingStep step, Dataset data) =>
        ((NumericColumn)step.Fit(data, Tables.Question).Fitted!.ApplyToTraining(data, Tables.Question)["rate"]).Values.ToArray();

    private static double Auc(ReadOnlySpan<double> scores, double?[] labels)
    {
        var (wins, pairs) = (0.0, 0.0);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] != 1) continue;
            for (var j = 0; j < labels.Length; j++)
            {
                if (labels[j] != 0) continue;
                pairs++;
                wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            }
        }

        return wins / pairs;
    }
}
