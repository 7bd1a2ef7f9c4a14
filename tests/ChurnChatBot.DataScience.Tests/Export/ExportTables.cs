using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Tests.Export;

/// <summary>A table with all that makes an export hard: missing and extreme cells, a constant, an empty column, hundreds of levels.</summary>
internal static class ExportTables
{
    public const int ManyLevels = 700;

    /// <param name="extreme">Numbers up to this, both signs, and down to its inverse.</param>
    public static (FeatureMatrix Features, double[] Labels) Hard(int rows, double extreme, int seed = 11)
    {
        var random = new Random(seed);
        var columns = new double[7][];
        for (var f = 0; f < columns.Length; f++) columns[f] = new double[rows];
        var labels = new double[rows];
        var digits = Math.Log10(extreme);
        for (var row = 0; row < rows; row++)
        {
            columns[0][row] = Math.Round(random.NextDouble() * 100, 3);
            columns[1][row] = (random.Next(2) * 2 - 1) * Math.Pow(10, digits * ((random.NextDouble() * 2) - 1));
            columns[2][row] = 7;
            columns[3][row] = double.NaN;
            columns[4][row] = random.Next(3);
            columns[5][row] = Math.Floor(ManyLevels * random.NextDouble() * random.NextDouble());
            // Only whether it is there means something, so that a split parts missing cells from all numbers.
            columns[6][row] = random.Next(3) == 0 ? double.NaN : 1;
            var logOdds = (columns[0][row] > 60 ? 1.2 : -1) + (columns[1][row] > 0 ? 1 : -1) + (columns[4][row] == 1 ? 1 : -0.5)
                + ((int)columns[5][row] % 5 == 2 ? 1.5 : -0.3) + (double.IsNaN(columns[6][row]) ? 1.5 : -0.5);
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
            foreach (var f in (int[])[0, 1, 4, 5])
            {
                if (random.NextDouble() < 0.1) columns[f][row] = double.NaN;
            }
        }

        return (new FeatureMatrix(Schema, columns, rows), labels);
    }

    public static GradientBoostingModel Boost(FeatureMatrix features, double[] labels, int trees = 120) =>
        (GradientBoostingModel)new GradientBoostingLearner(new GradientBoostingOptions { Estimators = trees, NumLeaves = 31, MinSamplesLeaf = 5, EarlyStoppingRounds = 0 })
            .Fit(features, labels, new FitOptions());

    /// <summary>Every cell as the nearest float, which is what single precision sees.</summary>
    public static FeatureMatrix Rounded(FeatureMatrix features) => new(
        features.Features, [.. Enumerable.Range(0, features.FeatureCount).Select(f => Array.ConvertAll(features.Column(f).ToArray(), cell => (double)(float)cell))], features.RowCount);

    private static IReadOnlyList<Feature> Schema { get; } =
    [
        Feature.Numeric("spend [EUR] <net>"), Feature.Numeric("reach"), Feature.Numeric("constant"), Feature.Numeric("empty"),
        Feature.Categorical("plan \"x\"", ["gold", "silver, or | `less`", "naïve 客户"]),
        Feature.Categorical("city", [.. Enumerable.Range(0, ManyLevels).Select(level => $"city {level}")]), Feature.Numeric("bonus"),
    ];
}
