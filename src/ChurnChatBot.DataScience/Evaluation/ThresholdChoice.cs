using ChurnChatBot.DataScience.Evaluation.Profit;

namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>What a threshold is chosen for; more is better.</summary>
public delegate double ThresholdCriterion(ConfusionMatrix matrix);

/// <summary>
/// A threshold and what it was chosen by. Chosen on out-of-fold probabilities and judged on rows that had no part in the choice: the best of many
/// thresholds looks better on the rows it was chosen on than it is.
/// </summary>
/// <param name="Threshold">Called is whose probability is at least this; positive infinity where it is best to call nobody.</param>
/// <param name="WhereChosen">The criterion on the rows it was chosen on, an optimistic figure.</param>
public sealed record ThresholdChoice(double Threshold, double WhereChosen)
{
    /// <summary>Criterion of <see cref="ConfusionMatrix.F1"/>.</summary>
    public static ThresholdCriterion F1 { get; } = matrix => matrix.F1;

    /// <summary>Criterion of <see cref="ConfusionMatrix.BalancedAccuracy"/>.</summary>
    public static ThresholdCriterion BalancedAccuracy { get; } = matrix => matrix.BalancedAccuracy;

    /// <summary>Criterion of <see cref="ConfusionMatrix.Matthews"/>.</summary>
    public static ThresholdCriterion Matthews { get; } = matrix => matrix.Matthews;

    /// <summary>Expected profit of the campaign, money; all customers worth the same. The capacity has no say in a threshold.</summary>
    /// <exception cref="ArgumentException">Values differ between customers (see <see cref="ProfitCurve"/>), or a parameter makes no sense.</exception>
    public static ThresholdCriterion ProfitOf(ProfitParameters parameters)
    {
        parameters.Validate();
        if (parameters.CustomerValues is not null) throw new ArgumentException("A count of customers says nothing of their values; take the profit curve.", nameof(parameters));
        var offered = parameters.OfferCost + parameters.ContactCost;
        var won = (parameters.SuccessRate.Mean * (parameters.CustomerValue - parameters.OfferCost)) - parameters.ContactCost;
        return matrix => (won * matrix.TruePositives) - (offered * matrix.FalsePositives);
    }

    /// <summary>The best of all thresholds on these rows; of equally good ones the highest, which calls fewest.</summary>
    /// <param name="labels">N labels, 0 or 1, both occurring.</param>
    /// <param name="probabilities">N out-of-fold probabilities.</param>
    public static ThresholdChoice Best(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, ThresholdCriterion criterion)
    {
        LabelledScores.Check(labels, probabilities);
        var (positives, negatives) = LabelledScores.CountClasses(labels);
        var matrix = new ConfusionMatrix(0, 0, negatives, positives);
        var best = new ThresholdChoice(double.PositiveInfinity, criterion(matrix));
        foreach (var group in LabelledScores.RankDescending(labels, probabilities))
        {
            matrix = new ConfusionMatrix(
                matrix.TruePositives + group.Positives, matrix.FalsePositives + group.Negatives,
                matrix.TrueNegatives - group.Negatives, matrix.FalseNegatives - group.Positives);
            var value = criterion(matrix);
            if (value > best.WhereChosen) best = new ThresholdChoice(group.Score, value);
        }

        return best;
    }

    /// <summary>
    /// What choosing a threshold this way is worth where no rows can be spared: each fold is judged at the threshold that all other folds choose,
    /// and the decisions of all folds are counted together.
    /// </summary>
    /// <param name="foldOf">The fold of each row, 0, 1, ...; each has rows, and the others hold both classes.</param>
    public static ConfusionMatrix CrossJudged(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<int> foldOf, ThresholdCriterion criterion)
    {
        LabelledScores.Check(labels, probabilities);
        if (foldOf.Length != labels.Length) throw new ArgumentException($"{foldOf.Length} folds were given for {labels.Length} rows.", nameof(foldOf));
        var total = new ConfusionMatrix(0, 0, 0, 0);
        var (allLabels, allProbabilities, folds) = (labels.ToArray(), probabilities.ToArray(), foldOf.ToArray());
        foreach (var fold in folds.Distinct())
        {
            int[] others = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] != fold)];
            int[] own = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] == fold)];
            var chosen = Best(BootstrapInterval.Take(allLabels, others), BootstrapInterval.Take(allProbabilities, others), criterion);
            var judged = ConfusionMatrix.Count(allLabels, allProbabilities, own, chosen.Threshold);
            total = new ConfusionMatrix(
                total.TruePositives + judged.TruePositives, total.FalsePositives + judged.FalsePositives,
                total.TrueNegatives + judged.TrueNegatives, total.FalseNegatives + judged.FalseNegatives);
        }

        return total;
    }
}
