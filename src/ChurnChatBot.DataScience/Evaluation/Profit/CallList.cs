namespace ChurnChatBot.DataScience.Evaluation.Profit;

/// <summary>
/// Everything a campaign can do with one ranking: call nobody, or the best k. At a given success rate γ the profit of calling the best k is the
/// line γ·Gain − Cost, so all questions of profit become questions about a few sums. Where all customers are worth the same they are called
/// by score; where they differ, by the expected profit of the call, for which scores must be probabilities. Customers of equal rank
/// are called together; where the capacity divides them, their sums are shared evenly (the expectation over every order of the tie).
/// </summary>
internal sealed class CallList
{
    private CallList(IReadOnlyList<CallPoint> points, int customers) => (Points, Customers) = (points, customers);

    /// <summary>From nobody called to everyone, or to the capacity.</summary>
    public IReadOnlyList<CallPoint> Points { get; }

    /// <summary>Customers that could be called were there no capacity.</summary>
    public int Customers { get; }

    public static CallList Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ProfitParameters parameters)
    {
        LabelledScores.Check(labels, scores);
        parameters.Validate(labels.Length);
        var rows = new int[labels.Length];
        for (var row = 0; row < rows.Length; row++) rows[row] = row;
        return Of(labels, scores, rows, parameters);
    }

    /// <summary>The same for a resample: <paramref name="rows"/> may name a row more than once.</summary>
    public static CallList Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ReadOnlySpan<int> rows, ProfitParameters parameters)
    {
        if (rows.Length == 0) throw new ArgumentException("No customers were given.", nameof(rows));
        var keys = new double[rows.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = -Priority(scores[rows[i]], rows[i], parameters);
        var order = rows.ToArray();
        Array.Sort(keys, order);
        var points = new List<CallPoint> { CallPoint.Nobody };
        var capacity = Math.Min(parameters.Capacity ?? rows.Length, rows.Length);
        for (var start = 0; start < order.Length && points[^1].Called < capacity;)
        {
            var end = start;
            var group = CallPoint.Nobody;
            for (; end < order.Length && keys[end] == keys[start]; end++) group = group.And(labels[order[end]], order[end], parameters);
            var called = Math.Min(end, capacity) - start;
            points.Add(points[^1].Plus(group, called / (double)(end - start)) with { Called = start + called, Threshold = -keys[start] });
            start = end;
        }

        return new CallList(points, rows.Length);
    }

    /// <summary>The point that earns most at <paramref name="successRate"/>; the fewest calls where several do.</summary>
    public CallPoint BestAt(double successRate)
    {
        var best = Points[0];
        foreach (var point in Points)
        {
            if (point.Profit(successRate) > best.Profit(successRate)) best = point;
        }

        return best;
    }

    private static double Priority(double score, int row, ProfitParameters parameters)
    {
        if (parameters.CustomerValues is null) return score;
        return score is >= 0 and <= 1
            ? parameters.ExpectedProfit(score, row)
            : throw new ArgumentException($"Customers of different value are ranked by probability; {score} is none.", nameof(score));
    }
}

/// <summary>The best customers down to a cut.</summary>
/// <param name="Called">How many.</param>
/// <param name="Leavers">How many of them leave.</param>
/// <param name="LeaversValue">What these leavers are worth together.</param>
/// <param name="Gain">Σ (value − offer) over these leavers: what is won were all of them to accept.</param>
/// <param name="Cost">Calls, and the offers that stayers take.</param>
/// <param name="Threshold">Rank of the last called, a score or an expected profit; called is who has at least this.</param>
internal readonly record struct CallPoint(int Called, double Leavers, double LeaversValue, double Gain, double Cost, double Threshold)
{
    public static CallPoint Nobody => new(0, 0, 0, 0, 0, double.PositiveInfinity);

    public double Profit(double successRate) => (successRate * Gain) - Cost;

    public CallPoint And(double label, int row, ProfitParameters parameters)
    {
        var value = parameters.ValueOf(row);
        return label == 1
            ? this with { Leavers = Leavers + 1, LeaversValue = LeaversValue + value, Gain = Gain + value - parameters.OfferCost, Cost = Cost + parameters.ContactCost }
            : this with { Cost = Cost + parameters.ContactCost + parameters.OfferCost };
    }

    public CallPoint Plus(CallPoint group, double share) => this with
    {
        Leavers = Leavers + (share * group.Leavers),
        LeaversValue = LeaversValue + (share * group.LeaversValue),
        Gain = Gain + (share * group.Gain),
        Cost = Cost + (share * group.Cost),
    };
}
