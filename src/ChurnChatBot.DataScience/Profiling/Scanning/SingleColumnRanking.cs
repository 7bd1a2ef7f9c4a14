namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>
/// How well one column alone ranks leavers, as ROC AUC in [0.5, 1]. Numbers are taken both ways round, so a relation that goes up and
/// down again is underrated; categories by the churn rate of their level among the rows of other folds, so that many small levels
/// cannot look good by remembering their rows.
/// </summary>
internal static class SingleColumnRanking
{
    private const int Folds = 5;

    /// <summary>Rows of the average that are mixed into a level's rate.</summary>
    private const double Smoothing = 10;

    /// <summary>
    /// AUC of numbers. Rows where the number is missing form one group of their own, ranked below, above or in the middle of
    /// the others, whichever ranks best. Null unless both outcomes occur.
    /// </summary>
    public static double? OfValues(ValueCounts counts, int missingLeft, int missingStayed)
    {
        double left = counts.Left.Sum() + missingLeft, stayed = counts.Stayed.Sum() + missingStayed;
        if (left == 0 || stayed == 0) return null;
        var middle = counts.Distinct / 2;
        var best = 0.5;
        foreach (var place in new[] { 0, middle, counts.Distinct })
        {
            double pairs = 0, stayedBefore = 0;
            for (var i = 0; i <= counts.Distinct; i++)
            {
                if (i == place) Add(missingLeft, missingStayed);
                if (i < counts.Distinct) Add(counts.Left[i], counts.Stayed[i]);
            }

            var auc = pairs / (left * stayed);
            best = Math.Max(best, Math.Max(auc, 1 - auc));

            void Add(int groupLeft, int groupStayed)
            {
                pairs += groupLeft * (stayedBefore + (groupStayed / 2.0));
                stayedBefore += groupStayed;
            }
        }

        return best;
    }

    /// <summary>AUC of the out-of-fold churn rate of each row's level; missing is a level too. Null unless both outcomes occur.</summary>
    public static double? OfLevels(LevelCounts levels, sbyte[] labels)
    {
        var (groupOf, groups) = Groups(levels);
        var left = new int[groups * Folds];
        var stayed = new int[groups * Folds];
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] < 0) continue;
            var at = (groupOf[levels.Codes[row] + 1] * Folds) + FoldOf(row);
            if (labels[row] == 1) left[at]++;
            else stayed[at]++;
        }

        double allLeft = left.Sum(), allStayed = stayed.Sum();
        if (allLeft == 0 || allStayed == 0) return null;
        var rates = OutOfFoldRates(left, stayed, allLeft / (allLeft + allStayed));
        return Math.Max(0.5, Auc(rates, left, stayed) / (allLeft * allStayed));
    }

    /// <summary>
    /// Group 0 holds the levels of a single row, whose out-of-fold rate is always the average; 1 the missing cells.
    /// <c>groupOf</c> is indexed by code + 1.
    /// </summary>
    private static (int[] GroupOf, int Groups) Groups(LevelCounts levels)
    {
        var groupOf = new int[levels.Levels.Length + 1];
        groupOf[0] = 1;
        var groups = 2;
        for (var code = 0; code < levels.Levels.Length; code++)
        {
            if (levels.Counts[code] > 1) groupOf[code + 1] = groups++;
        }

        return (groupOf, groups);
    }

    /// <summary>A multiplicative hash of the row (Knuth), so that files sorted or repeating in any period still mix.</summary>
    private static int FoldOf(int row) => (int)(((uint)row * 2654435769u) >> 16) % Folds;

    private static double[] OutOfFoldRates(int[] left, int[] stayed, double average)
    {
        var rates = new double[left.Length];
        for (var group = 0; group < rates.Length; group += Folds)
        {
            int groupLeft = 0, groupStayed = 0;
            for (var fold = group; fold < group + Folds; fold++)
            {
                groupLeft += left[fold];
                groupStayed += stayed[fold];
            }

            for (var fold = group; fold < group + Folds; fold++)
            {
                double otherLeft = groupLeft - left[fold], otherStayed = groupStayed - stayed[fold];
                rates[fold] = group == 0 ? average : (otherLeft + (Smoothing * average)) / (otherLeft + otherStayed + Smoothing);
            }
        }

        return rates;
    }

    private static double Auc(double[] rates, int[] left, int[] stayed)
    {
        var order = Enumerable.Range(0, rates.Length).Where(i => left[i] + stayed[i] > 0).ToArray();
        Array.Sort(Array.ConvertAll(order, i => rates[i]), order);
        double pairs = 0, stayedBefore = 0;
        for (var i = 0; i < order.Length;)
        {
            double tiedLeft = 0, tiedStayed = 0;
            var rate = rates[order[i]];
            for (; i < order.Length && rates[order[i]] == rate; i++)
            {
                tiedLeft += left[order[i]];
                tiedStayed += stayed[order[i]];
            }

            pairs += tiedLeft * (stayedBefore + (tiedStayed / 2));
            stayedBefore += tiedStayed;
        }

        return pairs;
    }
}
