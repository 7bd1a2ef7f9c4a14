using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>What a learner predicts for customers it has not seen.</summary>
public sealed record CrossValidation
{
    public required string Learner { get; init; }

    public required IReadOnlyDictionary<string, double> Parameters { get; init; }

    /// <summary>Rows of the raw file that were predicted, ascending: all that took part, or those after the first window in time.</summary>
    public required IReadOnlyList<int> Rows { get; init; }

    /// <summary>1 where the customer left, beside <see cref="Rows"/>.</summary>
    public required double[] Labels { get; init; }

    /// <summary>Out-of-fold probability of leaving, beside <see cref="Rows"/>; the mean over repeats.</summary>
    public required double[] Probabilities { get; init; }

    /// <summary>Rows of the raw file.</summary>
    public required int RawRows { get; init; }

    /// <summary>The fold a row was held out in, beside <see cref="Rows"/>; of the first repeat.</summary>
    public required int[] FoldOf { get; init; }

    /// <summary>ROC AUC within each fold, repeats one after another.</summary>
    public required IReadOnlyList<double> FoldAucs { get; init; }

    /// <summary>Mean ROC AUC within folds with its DeLong interval, averaged over repeats.</summary>
    public required Estimate RocAuc { get; init; }

    /// <summary>Rows that could have been predicted; more than <see cref="Rows"/> where the file was sampled.</summary>
    public required int AvailableRows { get; init; }

    /// <summary>Out-of-fold probability of each raw row; NaN where it took no part.</summary>
    public double[] ProbabilityOfRawRow()
    {
        var probabilities = new double[RawRows];
        Array.Fill(probabilities, double.NaN);
        for (var i = 0; i < Rows.Count; i++) probabilities[Rows[i]] = Probabilities[i];
        return probabilities;
    }

    [JsonIgnore]
    public bool Sampled => AvailableRows > Rows.Count;

    /// <summary>All figures of the out-of-fold probabilities.</summary>
    public ModelMetrics Metrics(BootstrapOptions? bootstrap = null) => ModelMetrics.Of(Labels, Probabilities, bootstrap) with { RocAuc = RocAuc };

    internal static CrossValidation Of(int rawRows, IReadOnlyList<FoldScores> repeats, int available, ILearner learner)
    {
        var plan = repeats[0].Plan;
        // Rows that are only learned from have no prediction; each repeat predicts the same ones.
        int[] held = [.. Enumerable.Range(0, plan.Rows.Length).Where(i => plan.FoldOf[i] >= 0 && plan.FoldOf[i] < plan.Folds)];
        var labels = Array.ConvertAll(held, i => plan.Labels[i]);
        var mean = Array.ConvertAll(held, i => repeats.Average(repeat => repeat.Probabilities[i]));
        // Averaged predictions would rank better than any single pass, so the areas are averaged, not the predictions.
        var areas = repeats.Select(repeat => Evaluation.RocAuc.WithInterval(
            labels, Array.ConvertAll(held, i => repeat.Probabilities[i]), Array.ConvertAll(held, i => repeat.Plan.FoldOf[i]))).ToList();
        return new CrossValidation
        {
            Learner = learner.Name,
            Parameters = learner.Parameters,
            Rows = Array.ConvertAll(held, i => plan.Rows[i]),
            Labels = labels,
            FoldOf = Array.ConvertAll(held, i => plan.FoldOf[i]),
            Probabilities = mean,
            RawRows = rawRows,
            FoldAucs = [.. repeats.SelectMany(repeat => repeat.FoldAucs)],
            RocAuc = new Estimate(areas.Average(a => a.Value), areas.Average(a => a.Low), areas.Average(a => a.High)),
            AvailableRows = available - (plan.Rows.Length - held.Length),
        };
    }
}
