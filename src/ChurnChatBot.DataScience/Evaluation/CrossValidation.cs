using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>What a learner predicts for customers it has not seen.</summary>
public sealed record CrossValidation
{
    public required string Learner { get; init; }

    public required IReadOnlyDictionary<string, double> Parameters { get; init; }

    /// <summary>Rows of the raw file that took part, ascending.</summary>
    public required IReadOnlyList<int> Rows { get; init; }

    /// <summary>1 where the customer left, beside <see cref="Rows"/>.</summary>
    public required double[] Labels { get; init; }

    /// <summary>Out-of-fold probability of leaving, beside <see cref="Rows"/>; the mean over repeats.</summary>
    public required double[] Probabilities { get; init; }

    /// <summary>Out-of-fold probability of each raw row; NaN where it took no part.</summary>
    public required double[] ProbabilityOfRawRow { get; init; }

    /// <summary>ROC AUC within each fold, repeats one after another.</summary>
    public required IReadOnlyList<double> FoldAucs { get; init; }

    /// <summary>ROC AUC of the out-of-fold probabilities with its DeLong interval, averaged over repeats.</summary>
    public required Estimate RocAuc { get; init; }

    /// <summary>Rows that could have taken part; more than <see cref="Rows"/> where the file was sampled.</summary>
    public required int AvailableRows { get; init; }

    public bool Sampled => AvailableRows > Rows.Count;

    /// <summary>Mean of the folds' own areas: unlike the pooled one, it does not ask folds to be calibrated alike.</summary>
    public double MeanFoldAuc => FoldAucs.Average();

    /// <summary>All figures of the out-of-fold probabilities.</summary>
    public ModelMetrics Metrics(BootstrapOptions? bootstrap = null) => ModelMetrics.Of(Labels, Probabilities, bootstrap) with { RocAuc = RocAuc };

    internal static CrossValidation Of(int rawRows, IReadOnlyList<FoldScores> repeats, int available, ILearner learner)
    {
        var first = repeats[0];
        var mean = new double[first.Rows.Length];
        for (var i = 0; i < mean.Length; i++) mean[i] = repeats.Average(repeat => repeat.Probabilities[i]);
        var ofRaw = new double[rawRows];
        Array.Fill(ofRaw, double.NaN);
        for (var i = 0; i < mean.Length; i++) ofRaw[first.Rows[i]] = mean[i];
        // Averaged predictions would rank better than any single pass, so the areas are averaged, not the predictions.
        var areas = repeats.Select(repeat => Evaluation.RocAuc.WithInterval(repeat.Labels, repeat.Probabilities)).ToList();
        return new CrossValidation
        {
            Learner = learner.Name,
            Parameters = learner.Parameters,
            Rows = first.Rows,
            Labels = first.Labels,
            Probabilities = mean,
            ProbabilityOfRawRow = ofRaw,
            FoldAucs = [.. repeats.SelectMany(repeat => repeat.FoldAucs)],
            RocAuc = new Estimate(areas.Average(a => a.Value), areas.Average(a => a.Low), areas.Average(a => a.High)),
            AvailableRows = available,
        };
    }
}
