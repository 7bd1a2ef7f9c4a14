namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>
/// What calling the riskiest customers first is worth against calling at random. Where a cut falls among customers of equal risk, the leavers
/// among them are shared evenly (the expectation over every order of the tie).
/// </summary>
public static class Lift
{
    /// <param name="labels">N labels, 0 or 1, with at least one leaver.</param>
    /// <param name="scores">N scores, higher is riskier.</param>
    /// <param name="groups">Equal parts of the list, ten for deciles; the first is the riskiest.</param>
    public static IReadOnlyList<LiftRow> Table(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, int groups = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        var rows = new List<LiftRow>();
        var ranked = Rank(labels, scores);
        var previous = new LiftPoint(0, 0, 0, 0, 0);
        for (var g = 1; g <= groups; g++)
        {
            var upTo = (int)Math.Round((double)labels.Length * g / groups, MidpointRounding.AwayFromZero);
            if (upTo == previous.Customers) continue;
            var point = PointAt(ranked, labels.Length, upTo);
            var customers = point.Customers - previous.Customers;
            rows.Add(new LiftRow(g, customers, point.Leavers - previous.Leavers, point));
            previous = point;
        }

        return rows;
    }

    /// <summary>"Of the <paramref name="riskiest"/> riskiest, m really leave: x times better than at random."</summary>
    public static LiftPoint At(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, int riskiest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(riskiest, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(riskiest, labels.Length);
        return PointAt(Rank(labels, scores), labels.Length, riskiest);
    }

    private static List<TiedGroup> Rank(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores)
    {
        LabelledScores.Check(labels, scores);
        if (!labels.Contains(1)) throw new ArgumentException("Lift needs at least one customer who left.", nameof(labels));
        return LabelledScores.RankDescending(labels, scores);
    }

    private static LiftPoint PointAt(List<TiedGroup> ranked, int rows, int riskiest)
    {
        var all = ranked.Sum(group => group.Positives);
        double leavers = 0;
        var left = riskiest;
        foreach (var group in ranked)
        {
            var taken = Math.Min(left, group.Size);
            leavers += group.Positives * ((double)taken / group.Size);
            left -= taken;
            if (left == 0) break;
        }

        var precision = leavers / riskiest;
        return new LiftPoint(riskiest, leavers, precision, precision / ((double)all / rows), leavers / all);
    }
}

/// <summary>The riskiest customers down to a cut.</summary>
/// <param name="Customers">How many are called.</param>
/// <param name="Leavers">How many of them left.</param>
/// <param name="Precision">Leavers / Customers, [0, 1].</param>
/// <param name="Lift">Precision over the churn rate; 1 is calling at random.</param>
/// <param name="Gain">Share of all leavers reached, [0, 1]; the recall.</param>
public sealed record LiftPoint(int Customers, double Leavers, double Precision, double Lift, double Gain);

/// <param name="Group">1 is the riskiest part.</param>
/// <param name="Customers">Customers in this part.</param>
/// <param name="Leavers">How many of them left.</param>
/// <param name="Cumulative">All parts down to this one together.</param>
public sealed record LiftRow(int Group, int Customers, double Leavers, LiftPoint Cumulative)
{
    /// <summary>Churn rate in this part, [0, 1].</summary>
    public double Rate => Leavers / Customers;
}
