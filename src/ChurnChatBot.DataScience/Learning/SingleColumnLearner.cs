using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning;

/// <summary>
/// The competitor of every model, "do you need machine learning?": one column, its churn rate by level or by twentieth. The column is chosen
/// on the training rows by its out-of-fold ranking, so cross-validation of this learner is honest about having looked at all columns.
/// </summary>
public sealed class SingleColumnLearner : ILearner
{
    private const int Bins = 20;
    private const int InnerFolds = 3;

    // Rows of average churn added to every bin: a level seen twice may not claim to be certain.
    private const double PriorRows = 10;

    public string Name => "best single column";

    public IReadOnlyDictionary<string, double> Parameters { get; } = new Dictionary<string, double>();

    public TrainedModel Fit(FeatureMatrix features, ReadOnlySpan<double> labels, FitOptions fit)
    {
        var (positives, negatives) = LabelledScores.CountClasses(labels);
        var best = -1;
        var bestAuc = 0.5;
        var folds = Math.Min(InnerFolds, Math.Min(positives, negatives));
        var foldOf = folds < 2 ? [] : StratifiedSplit.Folds(labels, folds, fit.Seed);
        for (var f = 0; f < features.FeatureCount && folds >= 2; f++)
        {
            fit.Cancellation.ThrowIfCancellationRequested();
            var auc = OutOfFoldAuc(features, f, labels, foldOf);
            if (auc > bestAuc) (best, bestAuc) = (f, auc);
        }

        return FitColumn(features, best, labels, _ => true);
    }

    private static double OutOfFoldAuc(FeatureMatrix features, int f, ReadOnlySpan<double> labels, int[] foldOf)
    {
        var scores = new double[labels.Length];
        for (var fold = 0; fold <= foldOf.Max(); fold++)
        {
            var held = fold;
            var model = FitColumn(features, f, labels, row => foldOf[row] != held);
            var column = features.Column(f);
            for (var row = 0; row < scores.Length; row++)
            {
                if (foldOf[row] == held) scores[row] = model.LogOddsOf(column[row]);
            }
        }

        return RocAuc.Value(labels, scores);
    }

    private static SingleColumnModel FitColumn(FeatureMatrix features, int f, ReadOnlySpan<double> labels, Func<int, bool> uses)
    {
        double rows = 0, leavers = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            if (uses(row)) (rows, leavers) = (rows + 1, leavers + labels[row]);
        }

        var rate = (leavers + 0.5) / (rows + 1);
        var none = new SingleColumnModel { Features = features.Features, Column = f, Edges = [], LogOdds = [], Otherwise = Logit(rate) };
        if (f < 0) return none;
        var isCategory = features.Features[f].IsCategorical;
        var edges = isCategory ? [] : NumericBins.Edges(features.Column(f), uses, Bins);
        var bins = isCategory ? features.Features[f].Levels.Count : edges.Length + 1;
        var count = new double[bins + 1];
        var left = new double[bins + 1];
        var column = features.Column(f);
        for (var row = 0; row < labels.Length; row++)
        {
            if (!uses(row)) continue;
            var bin = double.IsNaN(column[row]) ? bins : isCategory ? (int)column[row] : NumericBins.BinOf(edges, column[row]);
            count[bin]++;
            left[bin] += labels[row];
        }

        var logOdds = new double[bins + 1];
        for (var bin = 0; bin <= bins; bin++) logOdds[bin] = Logit((left[bin] + (PriorRows * rate)) / (count[bin] + PriorRows));
        return none with { Edges = edges, LogOdds = logOdds[..bins], Otherwise = logOdds[bins] };
    }

    private static double Logit(double rate) => Math.Log(rate / (1 - rate));
}

/// <summary>The churn rate by one column.</summary>
public sealed record SingleColumnModel : TrainedModel
{
    /// <summary>Position among the features; −1 where none ranks better than guessing, and everyone has the churn rate.</summary>
    public required int Column { get; init; }

    /// <summary>Upper edges of all bins of a number but the last, ascending; empty for a category.</summary>
    public required IReadOnlyList<double> Edges { get; init; }

    /// <summary>Log-odds of each bin or level.</summary>
    public required IReadOnlyList<double> LogOdds { get; init; }

    /// <summary>Log-odds where the cell is missing.</summary>
    public required double Otherwise { get; init; }

    /// <summary>The column's name, or null where there is none worth taking.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? ColumnName => Column < 0 ? null : Features[Column].Name;

    public override double[] PredictRaw(FeatureMatrix features)
    {
        var raw = new double[features.RowCount];
        Array.Fill(raw, Otherwise);
        if (Column < 0) return raw;
        var cells = features.Column(Column);
        for (var row = 0; row < raw.Length; row++) raw[row] = LogOddsOf(cells[row]);
        return raw;
    }

    internal double LogOddsOf(double cell)
    {
        if (double.IsNaN(cell)) return Otherwise;
        return LogOdds[Features[Column].IsCategorical ? (int)cell : NumericBins.BinOf(Edges, cell)];
    }
}
