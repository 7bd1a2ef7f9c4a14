using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>How drivers are summarised.</summary>
public sealed record DriverOptions
{
    /// <summary>Ranges a number is cut into, of about equally many customers.</summary>
    public int Bins { get; init; } = 10;

    /// <summary>Levels of a category that are listed.</summary>
    public int MaxLevels { get; init; } = 12;

    /// <summary>|Spearman's ρ| between value and contribution from which a direction is claimed.</summary>
    public double ClearDirection { get; init; } = 0.6;

    /// <summary>Customers a side of a turn must hold, as a share of all.</summary>
    public double LeastSideOfTurn { get; init; } = 0.05;
}

/// <summary>
/// What drives churn over all customers: mean |SHAP| for the share (Lundberg et al. 2020), the contributions' order for the direction, and
/// what really happened in each range for the risk in words, so that no model is needed to believe it.
/// </summary>
public static class Drivers
{
    /// <param name="features">N rows by F features.</param>
    /// <param name="shap">Their contributions.</param>
    /// <param name="labels">N labels, 1 where the customer left.</param>
    /// <returns>One a feature with any contribution, greatest share first.</returns>
    public static IReadOnlyList<Driver> Of(FeatureMatrix features, ShapValues shap, ReadOnlySpan<double> labels, DriverOptions? options = null)
    {
        options ??= new DriverOptions();
        LabelledScores.Check(labels, new double[features.RowCount]);
        if (shap.Contributions.GetLength(0) != features.RowCount || shap.Contributions.GetLength(1) != features.FeatureCount)
            throw new ArgumentException("Contributions and features differ in shape.", nameof(shap));
        var outcome = labels.ToArray();
        var contributions = new double[features.FeatureCount][];
        for (var f = 0; f < contributions.Length; f++)
        {
            contributions[f] = new double[features.RowCount];
            for (var row = 0; row < features.RowCount; row++) contributions[f][row] = shap.Contributions[row, f];
        }

        var means = Array.ConvertAll(contributions, column => column.Length == 0 ? 0 : column.Average(Math.Abs));
        var total = means.Sum();
        return [.. Enumerable.Range(0, means.Length)
            .Where(f => means[f] > 1e-12)
            .OrderByDescending(f => means[f]).ThenBy(f => features.Features[f].Name, StringComparer.Ordinal)
            .Select(f => Describe(new DriverData(features.Features[f], features.Column(f).ToArray(), contributions[f], outcome), options)
                with { Share = means[f] / total, MeanContribution = means[f] })];
    }

    private static Driver Describe(DriverData data, DriverOptions options) => new()
    {
        Feature = data.Feature.Name,
        Share = 0,
        MeanContribution = 0,
        Direction = data.Feature.IsCategorical ? DriverDirection.Levels : DirectionOf(data, options),
        Bins = data.Feature.IsCategorical ? LevelBins(data, options) : NumberBins(data, options),
        Turn = data.Feature.IsCategorical ? null : TurnOf(data, options),
    };

    private static DriverDirection DirectionOf(DriverData data, DriverOptions options)
    {
        var present = data.RowsWhere(cell => !double.IsNaN(cell));
        var correlation = RankCorrelation.Spearman(
            Array.ConvertAll(present, row => data.Cells[row]),
            Array.ConvertAll(present, row => data.Contributions[row]));
        if (correlation >= options.ClearDirection) return DriverDirection.Higher;
        return correlation <= -options.ClearDirection ? DriverDirection.Lower : DriverDirection.Mixed;
    }

    private static List<DriverBin> NumberBins(DriverData data, DriverOptions options)
    {
        var edges = NumericBins.Edges(data.Cells, _ => true, options.Bins);
        var bins = new List<DriverBin>();
        for (var bin = 0; bin <= edges.Length; bin++)
        {
            var number = bin;
            var rows = data.RowsWhere(cell => !double.IsNaN(cell) && NumericBins.BinOf(edges, cell) == number);
            if (rows.Length == 0) continue;
            bins.Add(data.Bin(rows) with { From = rows.Min(row => data.Cells[row]), To = rows.Max(row => data.Cells[row]) });
        }

        AddMissing(data, bins);
        return bins;
    }

    private static List<DriverBin> LevelBins(DriverData data, DriverOptions options)
    {
        var bins = new List<DriverBin>();
        for (var level = 0; level < data.Feature.Levels.Count; level++)
        {
            var code = level;
            var rows = data.RowsWhere(cell => cell == code);
            if (rows.Length > 0) bins.Add(data.Bin(rows) with { Level = data.Feature.Levels[level] });
        }

        // The commonest are listed, in the order of what they do to the risk.
        bins = [.. bins.OrderByDescending(bin => bin.Count).ThenBy(bin => bin.Level, StringComparer.Ordinal).Take(options.MaxLevels)
            .OrderByDescending(bin => bin.MeanContribution).ThenBy(bin => bin.Level, StringComparer.Ordinal)];
        AddMissing(data, bins);
        return bins;
    }

    private static void AddMissing(DriverData data, List<DriverBin> bins)
    {
        var missing = data.RowsWhere(double.IsNaN);
        if (missing.Length > 0) bins.Add(data.Bin(missing));
    }

    /// <summary>The cut with the largest χ² between its sides, where their Wilson intervals do not touch.</summary>
    private static DriverTurn? TurnOf(DriverData data, DriverOptions options)
    {
        var present = data.RowsWhere(cell => !double.IsNaN(cell));
        Array.Sort(Array.ConvertAll(present, row => data.Cells[row]), present);
        var all = present.Count(row => data.Labels[row] == 1);
        var least = Math.Max(20, options.LeastSideOfTurn * data.Cells.Length);
        DriverTurn? turn = null;
        double strongest = 0;
        var left = 0;
        for (var i = 0; i + 1 < present.Length; i++)
        {
            left += data.Labels[present[i]] == 1 ? 1 : 0;
            var (upTo, above) = (i + 1, present.Length - i - 1);
            if (upTo < least || above < least || data.Cells[present[i]] == data.Cells[present[i + 1]]) continue;
            var distance = ((all - left) / (double)above) - (left / (double)upTo);
            var strength = distance * distance * upTo * above;
            if (strength <= strongest) continue;
            strongest = strength;
            turn = new DriverTurn(data.Cells[present[i]], WilsonInterval.Of(left, upTo), WilsonInterval.Of(all - left, above));
        }

        return turn is not null && (turn.RateAbove.Low > turn.RateUpTo.High || turn.RateAbove.High < turn.RateUpTo.Low) ? turn : null;
    }
}

/// <summary>One feature with everything a driver is made of.</summary>
internal sealed record DriverData(Feature Feature, double[] Cells, double[] Contributions, double[] Labels)
{
    public int[] RowsWhere(Predicate<double> cell) => [.. Enumerable.Range(0, Cells.Length).Where(row => cell(Cells[row]))];

    public DriverBin Bin(int[] rows) => new(
        null, null, null, rows.Length, WilsonInterval.Of(rows.Count(row => Labels[row] == 1), rows.Length), rows.Average(row => Contributions[row]));
}
