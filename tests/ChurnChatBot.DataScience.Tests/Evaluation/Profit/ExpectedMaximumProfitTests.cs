using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Evaluation.Profit;
using MathNet.Numerics.Distributions;

namespace ChurnChatBot.DataScience.Tests.Evaluation.Profit;

public class ExpectedMaximumProfitTests
{
    private const int Slices = 20_000;

    private static readonly double[] Density = [.. Enumerable.Range(0, Slices).Select(i => Beta.PDF(6, 14, (i + 0.5) / Slices) / Slices)];

    [Fact]
    public void Of_UsualParameters_EqualsNumericalIntegration() => Predictions.Hold(p =>
    {
        var closed = ExpectedMaximumProfit.Of(p.Labels, p.Probabilities);
        var (profit, fraction) = Integrate(p, new ProfitParameters());
        Assert.Equal(profit, closed.PerCustomer, 1e-6);
        Assert.Equal(fraction, closed.Fraction, 1e-3);
    });

    [Fact]
    public void Of_CapacityAndDearOffer_EqualsNumericalIntegration() => Predictions.Hold(p =>
    {
        var parameters = new ProfitParameters { OfferCost = 35, ContactCost = 8, Capacity = (p.Labels.Length / 2) + 1 };
        var closed = ExpectedMaximumProfit.Of(p.Labels, p.Probabilities, parameters);
        Assert.Equal(Integrate(p, parameters).Profit, closed.PerCustomer, 1e-6);
        Assert.True(closed.Fraction * p.Labels.Length <= parameters.Capacity + 1e-9);
    });

    [Fact]
    public void Of_ValuesOfCustomers_EqualsNumericalIntegration() => Predictions.Hold(p =>
    {
        var parameters = new ProfitParameters { CustomerValues = [.. p.Labels.Select((_, row) => row * 37 % 101 * 5.0)] };
        Assert.Equal(Integrate(p, parameters).Profit, ExpectedMaximumProfit.Of(p.Labels, p.Probabilities, parameters).PerCustomer, 1e-6);
    });

    [Fact]
    public void Of_SameValueForEach_EqualsOneValue() => Predictions.Hold(p =>
    {
        var each = new ProfitParameters { CustomerValues = [.. p.Labels.Select(_ => 200.0)] };
        Assert.Equal(ExpectedMaximumProfit.Of(p.Labels, p.Probabilities).PerCustomer, ExpectedMaximumProfit.Of(p.Labels, p.Probabilities, each).PerCustomer, 9);
    });

    [Fact]
    public void Of_ConstantRate_EqualsTheBestCut() => Predictions.Hold(p =>
    {
        var parameters = new ProfitParameters { SuccessRate = SuccessRate.Always(0.3) };
        var best = ProfitCurve.Of(p.Labels, p.Probabilities, parameters).Best;
        var expected = ExpectedMaximumProfit.Of(p.Labels, p.Probabilities, parameters);
        Assert.Equal(best.Profit, expected.Total, 9);
    });

    [Fact]
    public void Of_AnyRanking_IsAtLeastTheBestSingleCutAndAtMostThePerfectRanking() => Predictions.Hold(p =>
    {
        var expected = ExpectedMaximumProfit.Of(p.Labels, p.Probabilities);
        Assert.True(expected.Total >= ProfitCurve.Of(p.Labels, p.Probabilities).Best.Profit - 1e-9);
        Assert.True(expected.PerCustomer <= ExpectedMaximumProfit.Of(p.Labels, p.Labels).PerCustomer + 1e-9);
    });

    [Fact]
    public void Of_PermutedRowsAndMonotoneScores_IsUnchanged() => Predictions.Hold(p =>
    {
        var expected = ExpectedMaximumProfit.Of(p.Labels, p.Probabilities);
        var moved = ExpectedMaximumProfit.Of([.. p.Labels.Reverse()], [.. p.Probabilities.Reverse().Select(x => Math.Exp(x) - 5)]);
        Assert.Equal(expected.PerCustomer, moved.PerCustomer, 9);
        Assert.Equal(expected.Fraction, moved.Fraction, 9);
    });

    [Fact]
    public void Of_OfferDearerThanTheCustomer_CallsNobody()
    {
        var expected = ExpectedMaximumProfit.Of([1, 0, 1], [0.9, 0.2, 0.8], new ProfitParameters { OfferCost = 300 });
        Assert.Equal((0, 0), (expected.PerCustomer, expected.Fraction));
    }

    [Fact]
    public void Of_EverythingFree_CallsEveryLeaverAtLeast()
    {
        var expected = ExpectedMaximumProfit.Of([1, 0, 1, 0], [0.9, 0.2, 0.8, 0.1], new ProfitParameters { OfferCost = 0, ContactCost = 0 });
        Assert.Equal(2 * 0.3 * 200, expected.Total, 9);
    }

    [Fact]
    public void WithInterval_SameSeed_IsTheSameForAnyThreads()
    {
        var dataset = SyntheticCustomers.Make(300);
        var labels = SyntheticCustomers.Question.Labels(dataset);
        var scores = ((ChurnChatBot.DataScience.Data.NumericColumn)dataset["silence"]).Values;
        var one = ExpectedMaximumProfit.WithInterval(labels, scores, null, new BootstrapOptions { Resamples = 60, Threads = 1 });
        Assert.Equal(one, ExpectedMaximumProfit.WithInterval(labels, scores, null, new BootstrapOptions { Resamples = 60, Threads = 3 }));
        Assert.True(one.Low < one.Value && one.Value < one.High);
    }

    // Straight from the definition: at each success rate the best of all thresholds, weighted by the beta density.
    private static (double Profit, double Fraction) Integrate(Predictions p, ProfitParameters parameters)
    {
        var points = Points(p, parameters);
        double profit = 0, fraction = 0;
        for (var i = 0; i < Slices; i++)
        {
            var rate = (i + 0.5) / Slices;
            var best = points.MaxBy(point => (rate * point.Gain) - point.Cost);
            profit += Density[i] * ((rate * best.Gain) - best.Cost) / p.Labels.Length;
            fraction += Density[i] * best.Called / p.Labels.Length;
        }

        return (profit, fraction);
    }

    private static List<(double Gain, double Cost, double Called)> Points(Predictions p, ProfitParameters parameters)
    {
        double Value(int row) => parameters.CustomerValues?[row] ?? parameters.CustomerValue;
        double Rank(int row) => parameters.CustomerValues is null ? p.Probabilities[row] : parameters.ExpectedProfit(p.Probabilities[row], row);
        var points = new List<(double Gain, double Cost, double Called)> { (0, 0, 0) };
        foreach (var group in Enumerable.Range(0, p.Labels.Length).GroupBy(Rank).OrderByDescending(group => group.Key))
        {
            var (gain, cost, called) = points[^1];
            var share = Math.Min(1, ((parameters.Capacity ?? int.MaxValue) - called) / group.Count());
            foreach (var row in group)
            {
                gain += share * (p.Labels[row] == 1 ? Value(row) - parameters.OfferCost : 0);
                cost += share * (parameters.ContactCost + (p.Labels[row] == 1 ? 0 : parameters.OfferCost));
                called += share;
            }

            points.Add((gain, cost, called));
        }

        return points;
    }
}
