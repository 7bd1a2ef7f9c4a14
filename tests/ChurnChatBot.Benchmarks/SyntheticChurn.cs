using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.Benchmarks;

/// <summary>
/// Synthetic churn sets of any size, for measuring: 12 numeric columns with bends and interactions, 8 categorical columns of 2 to 50
/// levels, about 15 % churn, 3 % of the numbers missing. The same rows for the same seed on every machine (SplitMix64).
/// </summary>
internal sealed class SyntheticChurn(ulong seed)
{
    private const int Numbers = 12;
    private static readonly int[] LevelCounts = [2, 3, 4, 6, 10, 20, 35, 50];
    private ulong _state = seed;

    public Dataset Create(int rows)
    {
        var numbers = NewColumns<double>(Numbers, rows);
        var codes = NewColumns<int>(LevelCounts.Length, rows);
        var left = new double[rows];
        for (var row = 0; row < rows; row++) Fill(row, numbers, codes, left);
        return new Dataset("synthetic", [
            .. numbers.Select((values, i) => new NumericColumn($"measure_{i + 1}", values)),
            .. codes.Select((values, i) => new CategoricalColumn($"group_{i + 1}", values, [.. Enumerable.Range(0, LevelCounts[i]).Select(level => $"level {level:00}")])),
            new NumericColumn("churned", left),
        ]);
    }

    private void Fill(int row, double[][] numbers, int[][] codes, double[] left)
    {
        for (var i = 0; i < Numbers; i++) numbers[i][row] = Math.Round(Normal(), 4);
        for (var i = 0; i < LevelCounts.Length; i++) codes[i][row] = (int)(Uniform() * Uniform() * LevelCounts[i]);
        var logOdds = -2.65 + Effect(row, numbers, codes);
        left[row] = Uniform() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
        for (var i = 0; i < Numbers; i++)
        {
            if (Uniform() < 0.03) numbers[i][row] = double.NaN;
        }
    }

    private static double Effect(int row, double[][] x, int[][] g) =>
        (x[0][row] > 0.5 ? 1.0 : -0.2)
        + 0.7 * Math.Sin(2 * x[1][row])
        + 0.6 * x[2][row] * (g[0][row] == 0 ? 1 : -1)
        + 0.4 * x[3][row] * x[4][row]
        - 0.5 * Math.Abs(x[5][row])
        + 0.3 * x[6][row]
        + (g[4][row] is 1 or 3 or 7 ? 0.9 : 0)
        + (g[7][row] % 5 == 2 ? 0.8 : 0)
        + (g[2][row] == 3 && x[7][row] > 0 ? 0.7 : 0);

    private static T[][] NewColumns<T>(int count, int rows) => [.. Enumerable.Range(0, count).Select(_ => new T[rows])];

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    private double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
