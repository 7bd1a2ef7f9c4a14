using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Evaluation.Profit;

namespace ChurnChatBot.DataScience.Tests.Evaluation.Profit;

public class CampaignTests
{
    private static readonly double[] Labels = [1, 1, 0, 1, 0, 0, 0, 0];
    private static readonly double[] Scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2];

    [Fact]
    public void Curve_HandCount_EarnsWhatItShould()
    {
        var curve = ProfitCurve.Of(Labels, Scores);
        // Two leavers called: 2 · (0.3 · 190 − 1).
        Assert.Equal(112, curve.Points[2].Profit, 9);
        // All three: the third costs a stayer, 11, and brings 56.
        Assert.Equal((4, 157.0), (curve.Best.Called, Math.Round(curve.Best.Profit, 9)));
        Assert.Equal(0.6, curve.Best.Threshold);
    }

    [Fact]
    public void BreakEven_Costs_MakeTheProfitZero() => Predictions.Hold(p =>
    {
        var parameters = new ProfitParameters { Capacity = Math.Max(1, p.Labels.Length / 2) };
        var cut = ProfitCurve.Of(p.Labels, p.Probabilities, parameters).AtCapacity;
        double ProfitOf(ProfitParameters changed) => ProfitCurve.Of(p.Labels, p.Probabilities, changed).AtCapacity.Profit;
        if (cut.BreakEven!.SuccessRate is { } rate) Assert.Equal(0, ProfitOf(parameters with { SuccessRate = SuccessRate.Always(rate) }), 8);
        if (cut.BreakEven.OfferCost is { } offer) Assert.Equal(0, ProfitOf(parameters with { OfferCost = offer }), 8);
        if (cut.BreakEven.ContactCost is { } contact) Assert.Equal(0, ProfitOf(parameters with { ContactCost = contact }), 8);
        Assert.Equal(cut.Profit >= 0, cut.BreakEven.ContactCost is not null && cut.BreakEven.ContactCost >= parameters.ContactCost);
    });

    [Fact]
    public void CapacityCut_Ties_SaysHowManyOfThemFit()
    {
        var cut = CapacityCut.Of([0.9, 0.5, 0.5, 0.5, 0.1], 2);
        Assert.Equal(new CapacityCut(2, 0.5, 3, 1), cut);
        Assert.False(cut.IsExact);
    }

    [Fact]
    public void CapacityCut_MoreThanThereAre_CallsAll() => Assert.Equal(5, CapacityCut.Of([0.9, 0.5, 0.5, 0.5, 0.1], 400).Called);

    [Fact]
    public void CapacityCut_AnyScores_CallsExactlyTheHighest() => Predictions.Hold(p =>
    {
        var capacity = 1 + (p.Labels.Length / 3);
        var cut = CapacityCut.Of(p.Probabilities, capacity);
        Assert.Equal(capacity, p.Probabilities.Count(score => score > cut.Threshold) + cut.CalledOfTied);
    });

    [Fact]
    public void Sensitivity_FactorOne_IsTheAssumptionItself()
    {
        var expected = ExpectedMaximumProfit.Of(Labels, Scores).Total;
        var rows = ProfitSensitivity.Of(Labels, Scores);
        Assert.Equal(20, rows.Count);
        Assert.All(rows.Where(row => row.Factor == 1), row => Assert.Equal(expected, row.ExpectedMaximumProfit, 9));
        Assert.Equal(0.45, rows.Single(row => row is { Assumption: ProfitAssumption.SuccessRate, Factor: 1.5 }).Value, 12);
    }

    [Fact]
    public void Sensitivity_BetterAssumptions_NeverEarnLess() => Predictions.Hold(p =>
    {
        foreach (var group in ProfitSensitivity.Of(p.Labels, p.Probabilities).GroupBy(row => row.Assumption))
        {
            var earned = group.Select(row => row.Profit).ToList();
            if (group.Key is ProfitAssumption.OfferCost or ProfitAssumption.ContactCost) earned.Reverse();
            for (var i = 1; i < earned.Count; i++) Assert.True(earned[i] >= earned[i - 1] - 1e-9);
        }
    });

    [Fact]
    public void Result_Figures_AddUpAndMatchTheCurve()
    {
        var result = CampaignResult.Of(Labels, Scores, 4, null, new BootstrapOptions { Resamples = 50 });
        Assert.Equal(157, result.Profit.Value, 9);
        Assert.Equal(result.Profit.Value, result.ValueKept.Value - result.Spent.Value, 9);
        Assert.Equal(3, result.Leavers.Value);
        // At random half of what everyone brings: 3 · 56 − 5 · 11.
        Assert.Equal(157 - (113 / 2.0), result.GainOverRandom.Value, 9);
    }

    [Fact]
    public void Forecast_OnlyCallsThatPay_UpToTheCapacity()
    {
        double[] probabilities = [0.05, 0.9, 0.4, 0.5, 0.02];
        var all = CampaignForecast.Of(probabilities);
        // A call pays from 11 / 67 on.
        Assert.Equal([1, 3, 2], all.Called);
        Assert.Equal((2, 400.0), (all.AtRisk, all.ValueAtRisk));
        Assert.Equal([1, 3], CampaignForecast.Of(probabilities, 0.5, new ProfitParameters { Capacity = 2 }).Called);
        Assert.Equal(all.Profit.Value, all.ValueKept.Value - all.Spent, 9);
    }

    [Fact]
    public void Forecast_Interval_HoldsNineteenOfTwentySimulatedCampaigns()
    {
        double[] probabilities = [.. Enumerable.Range(0, 300).Select(i => 0.2 + (i * 0.002))];
        var forecast = CampaignForecast.Of(probabilities);
        var random = new StableRandom(3);
        var inside = 0;
        for (var campaign = 0; campaign < 2000; campaign++)
        {
            var rate = SuccessRate.OfBeta(6, 14).Quantile(random.NextDouble());
            var kept = forecast.Called.Count(row => random.NextDouble() < probabilities[row] * rate);
            if (kept >= forecast.Kept.Low && kept <= forecast.Kept.High) inside++;
        }

        Assert.InRange(inside / 2000.0, 0.93, 0.97);
    }

    [Fact]
    public void Forecast_NothingPays_CallsNobody()
    {
        var forecast = CampaignForecast.Of([0.01, 0.02]);
        Assert.Empty(forecast.Called);
        Assert.Null(forecast.BreakEvenSuccessRate);
        Assert.Equal(new Estimate(0, 0, 0), forecast.Profit);
    }
}
