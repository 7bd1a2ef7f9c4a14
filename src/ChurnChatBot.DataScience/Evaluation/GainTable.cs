namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>The lift table with 95 % intervals: how sure it is that the riskiest tenth leaves three times as often.</summary>
public static class GainTable
{
    /// <param name="labels">N labels, 0 or 1, both occurring.</param>
    /// <param name="scores">N scores, higher is riskier.</param>
    /// <param name="groups">Equal parts of the list, ten for deciles; the first is the riskiest.</param>
    public static IReadOnlyList<GainRow> Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, int groups = 10, BootstrapOptions? bootstrap = null)
    {
        LabelledScores.CountClasses(labels);
        var table = Lift.Table(labels, scores, groups);
        var (allLabels, allScores) = (labels.ToArray(), scores.ToArray());
        var figures = BootstrapInterval.OfRows(labels, Figures, bootstrap);
        return [.. table.Select((row, i) => new GainRow(row, figures[3 * i], figures[(3 * i) + 1], figures[(3 * i) + 2]))];

        double[] Figures(int[] rows) =>
            [.. Lift.Table(BootstrapInterval.Take(allLabels, rows), BootstrapInterval.Take(allScores, rows), groups)
                .SelectMany(row => (double[])[row.Rate, row.Cumulative.Lift, row.Cumulative.Gain])];
    }
}

/// <param name="Part">The part of the list and all parts down to it.</param>
/// <param name="Rate">Churn rate in this part alone, [0, 1].</param>
/// <param name="Lift">Of all parts down to this: precision over the churn rate.</param>
/// <param name="Gain">Of all parts down to this: share of all leavers reached, [0, 1].</param>
public sealed record GainRow(LiftRow Part, Estimate Rate, Estimate Lift, Estimate Gain);
