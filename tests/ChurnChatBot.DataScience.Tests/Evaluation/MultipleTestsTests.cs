using ChurnChatBot.DataScience.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.DataScience.Tests.Evaluation;

public class MultipleTestsTests
{
    private static void Hold(Action<double[]> law) =>
        Prop.ForAll(Arb.From(from steps in Gen.Choose(0, 1000).NonEmptyListOf() select steps.Select(step => step / 1000.0).ToArray()), law).QuickCheckThrowOnFailure();

    [Fact]
    public void Adjust_Holm_IsThePublishedRule() =>
        AssertClose([0.03, 0.06, 0.06, 0.02], MultipleTests.Adjust([0.01, 0.04, 0.03, 0.005], TestCorrection.Holm));

    [Fact]
    public void Adjust_BenjaminiHochberg_IsThePublishedRule() =>
        AssertClose([0.02, 0.04, 0.04, 0.02], MultipleTests.Adjust([0.01, 0.04, 0.03, 0.005], TestCorrection.BenjaminiHochberg));

    [Fact]
    public void Adjust_AnyTests_KeepOrderAndLieBetweenOwnAndBonferroni() => Hold(pValues =>
    {
        var holm = MultipleTests.Adjust(pValues, TestCorrection.Holm);
        var rate = MultipleTests.Adjust(pValues, TestCorrection.BenjaminiHochberg);
        for (var i = 0; i < pValues.Length; i++)
        {
            Assert.InRange(rate[i], pValues[i] - 1e-12, holm[i] + 1e-12);
            Assert.True(holm[i] <= Math.Min(1, pValues[i] * pValues.Length) + 1e-12);
            for (var j = 0; j < pValues.Length; j++)
            {
                if (pValues[i] < pValues[j]) Assert.True(holm[i] <= holm[j] && rate[i] <= rate[j]);
            }
        }
    });

    // By definition: rejected are all up to the largest rank k with p(k) at most k · level / m.
    [Fact]
    public void Adjust_BenjaminiHochberg_RejectsAsTheStepUpRule() => Hold(pValues =>
    {
        double[] sorted = [.. pValues.Order()];
        var largest = Enumerable.Range(1, sorted.Length).LastOrDefault(rank => sorted[rank - 1] * sorted.Length / rank <= 0.05);
        Assert.Equal(largest == 0 ? 0 : pValues.Count(p => p <= sorted[largest - 1]), MultipleTests.Adjust(pValues, TestCorrection.BenjaminiHochberg).Count(p => p <= 0.05));
    });

    [Fact]
    public void Adjust_NotAProbability_IsRefused() => Assert.Throws<ArgumentException>(() => MultipleTests.Adjust([0.1, double.NaN], TestCorrection.Holm));

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 12);
    }
}
