using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Tests.Learning.GradientBoosting;

/// <summary>A small table with numbers, categories and missing cells, and labels that depend on them; the same for the same seed.</summary>
internal sealed record RandomTable(FeatureMatrix Features, double[] Labels)
{
    public static RandomTable Create(int seed, int rows, double missing = 0.1)
    {
        var random = new Random(seed);
        var columns = new double[5][];
        for (var f = 0; f < columns.Length; f++) columns[f] = new double[rows];
        var labels = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            columns[0][row] = Math.Round(random.NextDouble() * 10, 2);
            columns[1][row] = random.Next(4);
            columns[2][row] = random.Next(6);
            columns[3][row] = random.Next(12);
            columns[4][row] = Math.Round(random.NextDouble(), 1) - 0.5;
            var logOdds = (columns[0][row] > 6 ? 1.5 : -1) + (columns[2][row] is 1 or 4 ? 1 : -0.5) + (columns[3][row] is 2 or 7 or 11 ? 1 : 0)
                + (columns[4][row] * columns[1][row]);
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
            foreach (var column in columns)
            {
                if (random.NextDouble() < missing) column[row] = double.NaN;
            }
        }

        return new RandomTable(new FeatureMatrix(Schema, columns, rows), labels);
    }

    public static IReadOnlyList<Feature> Schema { get; } =
    [
        Feature.Numeric("tenure"), Feature.Numeric("calls"), Feature.Categorical("plan", Levels(6)),
        Feature.Categorical("city", Levels(12)), Feature.Numeric("balance"),
    ];

    public RandomTable TakeRows(int[] rows) => new(Features.TakeRows(rows), [.. rows.Select(row => Labels[row])]);

    /// <summary>The same table with its columns in another order.</summary>
    public RandomTable TakeColumns(int[] order) => this with
    {
        Features = new FeatureMatrix(
            [.. order.Select(f => Features.Features[f])], [.. order.Select(f => Features.Column(f).ToArray())], Features.RowCount),
    };

    private static string[] Levels(int count) => [.. Enumerable.Range(0, count).Select(level => $"level {level}")];
}
