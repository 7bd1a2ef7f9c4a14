using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Tests;

/// <summary>Made customers with a known truth: silence and monthly contracts raise the risk, age and noise mean nothing.</summary>
internal static class SyntheticCustomers
{
    public static readonly ChurnQuestion Question = new("churned", "1", "customer_id");

    /// <param name="signal">How strongly the outcome depends on the columns; 0 for not at all.</param>
    public static Dataset Make(int rows, double signal = 1, int seed = 5)
    {
        var random = new StableRandom(seed);
        var (id, silence, age, spend, contract, churned) = (new string[rows], new double[rows], new double[rows], new double[rows], new string[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            id[row] = FormattableString.Invariant($"C{row:D6}");
            silence[row] = Math.Floor(random.Uniform(0, 200));
            age[row] = 18 + random.Next(60);
            spend[row] = random.Next(12) == 0 ? double.NaN : Math.Round(random.LogUniform(5, 500), 2);
            contract[row] = ((string[])["monthly", "yearly", "two years"])[random.Next(3)];
            var logOdds = signal * (-1 + ((silence[row] - 100) / 50) + (contract[row] == "monthly" ? 1 : -0.5));
            churned[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
        }

        return new Dataset("customers.csv",
        [
            new TextColumn("customer_id", id),
            new NumericColumn("silence", silence),
            new NumericColumn("age", age),
            new NumericColumn("spend", spend),
            CategoricalColumn.FromCells("contract", contract),
            new NumericColumn("churned", churned),
        ]);
    }
}
