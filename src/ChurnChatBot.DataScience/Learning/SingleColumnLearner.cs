using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning;

/// <summary>
/// The competitor of every model, "do you need machine learning?": one column, its churn rate by level, or by tenth with straight lines
/// between. The column is chosen on the training rows by its out-of-fold ranking, so cross-validation of this learner is honest about
/// having looked at all columns.
/// </summary>
public sealed class SingleColumnLearner : ILearner
{
    private const int Bins = 10;
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
        var none = new SingleColumnModel { Features = features.Features, Column = f, Centres = [], LogOdds = [], Otherwise = Logit(rate) };
        if (f < 0) return none;
        var column = features.Column(f);
        var isCategory = features.Features[f].IsCategorical;
        var edges = isCategory ? [] : NumericBins.Edges(column, uses, Bins);
        var tallies = new Tally[(isCategory ? features.Features[f].Levels.Count : edges.Length + 1) + 1];
        for (var row = 0; row < labels.Length; row++)
        {
            if (!uses(row)) continue;
            // The last is for missing cells.
            var bin = double.IsNaN(column[row]) ? tallies.Length - 1 : isCategory ? (int)column[row] : NumericBins.BinOf(edges, column[row]);
            tallies[bin].Add(column[row], labels[row]);
        }

        var bins = tallies[..^1].Where(tally => isCategory || tally.Rows > 0).ToList();
        return none with
        {
            Centres = isCategory ? [] : [.. bins.Select(bin => bin.Mean)],
            LogOdds = [.. bins.Select(bin => bin.LogOdds(rate))],
            Otherwise = tallies[^1].LogOdds(rate),
        };
    }

    private static double Logit(double rate) => Math.Log(rate / (1 - rate));

    private struct Tally
    {
        public double Rows;
        public double Mean;
        private double _leavers;

        public void Add(double cell, double label)
        {
            Rows++;
            Mean += (cell - Mean) / Rows;
            _leavers += label;
        }

        public readonly double LogOdds(double rate) => Logit((_leavers + (PriorRows * rate)) / (Rows + PriorRows));
    }
}

/// <summary>The churn rate by one column.</summary>
public sealed record SingleColumnModel : TrainedModel
{
    /// <summary>Position among the features; −1 where none ranks better than guessing, and everyone has the churn rate.</summary>
    public required int Column { get; init; }

    /// <summary>Means of the bins of a number, ascending; empty for a category.</summary>
    public required IReadOnlyList<double> Centres { get; init; }

    /// <summary>Log-odds at each centre, with straight lines between, or of each level.</summary>
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
        if (double.IsNaN(cell) || LogOdds.Count == 0) return Otherwise;
        if (Features[Column].IsCategorical) return LogOdds[(int)cell];
        var above = NumericBins.BinOf(Centres, cell);
        if (above == 0) return LogOdds[0];
        if (above == Centres.Count) return LogOdds[^1];
        var share = (cell - Centres[above - 1]) / (Centres[above] - Centres[above - 1]);
        return LogOdds[above - 1] + (share * (LogOdds[above] - LogOdds[above - 1]));
    }
}
