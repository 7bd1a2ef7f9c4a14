using System.Globalization;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Tests.Learning.GradientBoosting;

/// <summary>Frozen predictions of scikit-learn and xgboost; Reference/GradientBoosting/README.md says how they were made.</summary>
public class PeerTests
{
    private const int TrainingRows = 1000;
    private static readonly string[][] Rows = ReadRows();
    private static readonly GradientBoostingOptions Options =
        new() { Estimators = 60, LearningRate = 0.1, NumLeaves = 15, MinSamplesLeaf = 10, L2 = 1 };

    [Theory]
    [InlineData("sklearn_numbers", 3, 10, 0.001)]
    [InlineData("xgboost", 4, 1, 0.001)]
    [InlineData("sklearn", 4, 10, 0.03)] // It smooths the order of the four plans and leaves out small ones, so its trees differ.
    public void Fit_SameTableAsAPeer_PredictsAlike(string peer, int features, int minSamplesLeaf, double meanDifference)
    {
        var (table, labels) = Table(features);
        var rows = Enumerable.Range(0, TrainingRows).ToArray();
        var learner = new GradientBoostingLearner(Options with { MinSamplesLeaf = minSamplesLeaf });

        var ours = learner.Fit(table.TakeRows(rows), labels.AsSpan(0, TrainingRows), new FitOptions()).PredictProbability(table);

        var theirs = Column(peer);
        var differences = ours.Zip(theirs, (a, b) => Math.Abs(a - b)).ToArray();
        var (ourAuc, theirAuc) = (Auc(labels, ours), Auc(labels, theirs));
        Assert.True(ourAuc > theirAuc - (meanDifference < 0.01 ? 0.002 : 0.015), $"AUC {ourAuc:F4} where {peer} has {theirAuc:F4}");
        Assert.True(differences.Average() < meanDifference, $"mean difference {differences.Average():F4}, AUC {ourAuc:F4} and {theirAuc:F4}");
    }

    private static double Auc(double[] labels, double[] scores) => RocAuc.Value(labels.AsSpan(TrainingRows), scores.AsSpan(TrainingRows));

    private static (FeatureMatrix Features, double[] Labels) Table(int features)
    {
        Feature[] schema =
        [
            Feature.Numeric("tenure"), Feature.Numeric("charge"), Feature.Numeric("calls"), Feature.Categorical("plan", ["0", "1", "2", "3"]),
        ];
        double[][] columns = [.. schema.Take(features).Select(feature => Column(feature.Name))];
        return (new FeatureMatrix(schema[..features], columns, Rows.Length - 1), Column("churned"));
    }

    private static double[] Column(string name)
    {
        var index = Array.IndexOf(Rows[0], name);
        return [.. Rows.Skip(1).Select(row => row[index].Length == 0 ? double.NaN : double.Parse(row[index], CultureInfo.InvariantCulture))];
    }

    private static string[][] ReadRows() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Reference", "GradientBoosting", "table.csv")).Select(line => line.Split(','))];
}
