using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>In what a model serves a segment worse than other customers.</summary>
public enum WeaknessKind
{
    /// <summary>It tells leavers from stayers worse: a lower ROC AUC.</summary>
    RanksWorse,

    /// <summary>More leave than it promises.</summary>
    PromisesTooLittle,

    /// <summary>Fewer leave than it promises.</summary>
    PromisesTooMuch,

    /// <summary>It misses more of the leavers at the threshold. Expected where a segment leaves less; unfair where an offer is a good.</summary>
    MissesLeavers,

    /// <summary>It calls more of the stayers at the threshold. Expected where a segment leaves more; unfair where a call is a burden.</summary>
    CallsStayers,
}

/// <summary>One weakness of a model.</summary>
/// <param name="Kind">What is worse.</param>
/// <param name="Conditions">What the customers have in common.</param>
/// <param name="Sensitive">Whether a condition is on age, sex, origin or the like.</param>
/// <param name="Count">Customers in the segment.</param>
/// <param name="Here">The figure in the segment: ROC AUC, churn rate, recall, or share of stayers called, [0, 1].</param>
/// <param name="Elsewhere">The same among all others; for a promise the mean probability in the segment.</param>
/// <param name="PValue">Adjusted for all segments and kinds tried.</param>
public sealed record Weakness(
    WeaknessKind Kind, IReadOnlyList<SegmentCondition> Conditions, bool Sensitive, int Count, Estimate Here, double Elsewhere, double PValue);

/// <summary>
/// "Where is the model weak or unfair?" On out-of-fold predictions, with a correction for the number of segments and kinds. Who is missed and who is
/// called is compared by sensitive columns only: by the columns that tell who leaves it must differ, or the model would be no use.
/// </summary>
/// <param name="Findings">Weaknesses that stand the correction, sensitive ones first, then the surest.</param>
/// <param name="Tried">Tests made.</param>
public sealed record WeakSegments(IReadOnlyList<Weakness> Findings, int Tried)
{
    /// <summary>Leavers and stayers a segment must have for a figure of theirs.</summary>
    private const int LeastOfClass = 20;

    /// <param name="raw">The file the predictions are of.</param>
    /// <param name="validation">Out-of-fold predictions of some or all of its rows.</param>
    /// <param name="threshold">Called is whose probability is at least this.</param>
    /// <param name="options">Null for single conditions after Holm, for to call a model unfair costs something.</param>
    public static WeakSegments Find(Dataset raw, ChurnQuestion question, CrossValidation validation, double threshold = 0.5, SegmentSearchOptions? options = null)
    {
        options ??= new SegmentSearchOptions { MaxConditions = 1, Correction = TestCorrection.Holm };
        options.Validate();
        var cells = new SegmentCells(raw.TakeRows([.. validation.Rows]), question, options);
        var tests = cells.All().SelectMany(cell => Test(cell, validation, IsSensitive(cell.Parents, options) ? threshold : null)).ToList();
        var adjusted = MultipleTests.Adjust(tests.ConvertAll(test => test.PValue), options.Correction);
        var findings = tests.Select((test, i) => (test, PValue: adjusted[i]))
            .Where(found => found.test.Kind is not null && found.PValue <= options.Level)
            .Select(found => Describe(cells, found.test, IsSensitive(found.test.Segment.Parents, options), found.PValue))
            .OrderByDescending(finding => finding.Sensitive).ThenBy(finding => finding.PValue).ThenByDescending(finding => finding.Count)
            .Take(options.MostFindings);
        return new WeakSegments([.. findings], tests.Count);
    }

    private static bool IsSensitive(IReadOnlyList<(string Column, int[] Rows)> parents, SegmentSearchOptions options) => parents.Any(parent => options.IsSensitive(parent.Column));

    private static Weakness Describe(SegmentCells cells, WeaknessTest test, bool sensitive, double pValue) => new(
        test.Kind!.Value,
        [.. test.Segment.Parents.Select(parent => cells.Condition(parent.Column, parent.Rows))],
        sensitive,
        test.Segment.Count,
        test.Here,
        test.Elsewhere,
        pValue);

    private static IEnumerable<WeaknessTest> Test(SegmentCell cell, CrossValidation validation, double? threshold)
    {
        var inside = new bool[validation.Labels.Length];
        foreach (var row in cell.Rows) inside[row] = true;
        int[] rest = [.. Enumerable.Range(0, inside.Length).Where(row => !inside[row])];
        var segment = new Tested(cell.Parents, cell.Rows.Length);
        var (here, elsewhere) = (Side.Of(validation, cell.Rows), Side.Of(validation, rest));
        yield return Promise(segment, here);
        if (Math.Min(here.Leavers, here.Stayers) < LeastOfClass || Math.Min(elsewhere.Leavers, elsewhere.Stayers) < LeastOfClass) yield break;
        yield return Ranking(segment, here, elsewhere);
        if (threshold is not { } cut) yield break;
        yield return Called(segment, here, elsewhere, (1, cut));
        yield return Called(segment, here, elsewhere, (0, cut));
    }

    // Were the promises true, leavers would be a sum of independent events with these probabilities.
    private static WeaknessTest Promise(Tested segment, Side here)
    {
        var promised = here.Probabilities.Sum();
        var variance = here.Probabilities.Sum(probability => probability * (1 - probability));
        var pValue = variance > 0 ? SharesTest.OfNormal((here.Leavers - promised) / Math.Sqrt(variance)) : 1;
        var kind = here.Leavers > promised ? WeaknessKind.PromisesTooLittle : WeaknessKind.PromisesTooMuch;
        return new WeaknessTest(kind, segment, WilsonInterval.Of(here.Leavers, here.Labels.Length), promised / here.Labels.Length, pValue);
    }

    // The segment and the rest are different customers, so their variances add.
    private static WeaknessTest Ranking(Tested segment, Side here, Side elsewhere)
    {
        var (own, other) = (RocAuc.WithInterval(here.Labels, here.Probabilities), RocAuc.WithInterval(elsewhere.Labels, elsewhere.Probabilities));
        var deviation = Math.Sqrt(Square(own.Value - own.Low) + Square(other.Value - other.Low)) / LabelledScores.Z95;
        var pValue = deviation > 0 ? SharesTest.OfNormal((own.Value - other.Value) / deviation) : 1;
        return new WeaknessTest(own.Value < other.Value ? WeaknessKind.RanksWorse : null, segment, own, other.Value, pValue);
    }

    private static WeaknessTest Called(Tested segment, Side here, Side elsewhere, (double Label, double Threshold) which)
    {
        var (own, other) = (here.Called(which.Label, which.Threshold), elsewhere.Called(which.Label, which.Threshold));
        var (ownShare, otherShare) = (own.Called / (double)own.Count, other.Called / (double)other.Count);
        WeaknessKind? kind = which.Label == 1
            ? ownShare < otherShare ? WeaknessKind.MissesLeavers : null
            : ownShare > otherShare ? WeaknessKind.CallsStayers : null;
        return new WeaknessTest(kind, segment, WilsonInterval.Of(own.Called, own.Count), otherShare, SharesTest.PValue(own, other));
    }

    private static double Square(double value) => value * value;

    // A segment without its rows, which are let go once counted.
    private sealed record Tested(IReadOnlyList<(string Column, int[] Rows)> Parents, int Count);

    private sealed record WeaknessTest(WeaknessKind? Kind, Tested Segment, Estimate Here, double Elsewhere, double PValue);

    private sealed record Side(double[] Labels, double[] Probabilities, int Leavers)
    {
        public int Stayers => Labels.Length - Leavers;

        public static Side Of(CrossValidation validation, int[] rows)
        {
            var labels = Array.ConvertAll(rows, row => validation.Labels[row]);
            return new Side(labels, Array.ConvertAll(rows, row => validation.Probabilities[row]), labels.Count(label => label == 1));
        }

        public (int Called, int Count) Called(double label, double threshold)
        {
            var (called, count) = (0, 0);
            for (var row = 0; row < Labels.Length; row++)
            {
                if (Labels[row] != label) continue;
                count++;
                called += Probabilities[row] >= threshold ? 1 : 0;
            }

            return (called, count);
        }
    }
}
