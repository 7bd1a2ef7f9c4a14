using System.Text.Json;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Evaluation.Calibration;

namespace ChurnChatBot.DataScience.Tests.Evaluation.Calibration;

public class CalibratorTests
{
    private static readonly ReferenceFile Reference = new("Evaluation/calibration.json");
    private static readonly double[] Labels = Reference.Numbers("labels");
    private static readonly double[] Probabilities = Reference.Numbers("probabilities");

    [Fact]
    public void Platt_Fit_MatchesScikitLearn()
    {
        var platt = PlattCalibrator.Fit(Labels, Probabilities);
        // Its optimiser stops at a gradient of 1e-5.
        Assert.Equal(Reference.Number("platt_slope"), platt.Slope, 4);
        Assert.Equal(Reference.Number("platt_intercept"), platt.Intercept, 4);
        Assert.Equal(Reference.Number("platt_log_loss"), ProbabilityScores.LogLoss(Labels, platt.Apply(Probabilities)), 6);
    }

    [Fact]
    public void Isotonic_Fit_MatchesScikitLearnWithinItsLimits()
    {
        var isotonic = IsotonicCalibrator.Fit(Labels, Probabilities);
        AssertEqual(Reference.Numbers("isotonic"), isotonic.Apply(Probabilities));
    }

    [Fact]
    public void Isotonic_BetweenKnots_MatchesScikitLearn()
    {
        var isotonic = IsotonicCalibrator.Fit(Labels, Probabilities);
        var (grid, expected) = (Reference.Numbers("grid"), Reference.Numbers("isotonic_grid"));
        var compared = 0;
        for (var i = 0; i < grid.Length; i++)
        {
            // Where the block on either side is kept from 0 or 1, the line between them moves with it.
            var right = Enumerable.Range(0, isotonic.Knots.Count).FirstOrDefault(knot => isotonic.Knots[knot] >= grid[i], isotonic.Knots.Count - 1);
            if (isotonic.Values[Math.Max(0, right - 1)] == isotonic.Values[0] || isotonic.Values[right] == isotonic.Values[^1]) continue;
            Assert.Equal(expected[i], isotonic.Apply(grid[i]), 12);
            compared++;
        }

        Assert.True(compared > 40);
    }

    [Fact]
    public void Apply_AnyPair_IsNeverReversed() => Predictions.Hold(p =>
    {
        double[] grid = [.. Enumerable.Range(0, 201).Select(i => i / 200.0)];
        foreach (var calibrator in (Calibrator[])[new IdentityCalibrator(), PlattCalibrator.Fit(p.Labels, p.Probabilities), IsotonicCalibrator.Fit(p.Labels, p.Probabilities)])
        {
            var calibrated = calibrator.Apply(grid);
            for (var i = 1; i < calibrated.Length; i++) Assert.True(calibrated[i] >= calibrated[i - 1]);
            Assert.All(calibrated, value => Assert.InRange(value, 0, 1));
        }
    });

    [Fact]
    public void Platt_PositiveSlope_KeepsRankingExactly() => Predictions.Hold(p =>
    {
        var platt = PlattCalibrator.Fit(p.Labels, p.Probabilities);
        double[] inside = [.. p.Probabilities.Select(x => 0.1 + (0.8 * x))];
        if (platt.Slope > 0.01) Assert.Equal(RocAuc.Value(p.Labels, inside), RocAuc.Value(p.Labels, platt.Apply(inside)), 12);
    });

    [Fact]
    public void Isotonic_Blocks_PromiseWhatHappened() => Predictions.Hold(p =>
    {
        var isotonic = IsotonicCalibrator.Fit(p.Labels, p.Probabilities);
        var calibrated = isotonic.Apply(p.Probabilities);
        var least = 1 / (p.Labels.Count(label => label == 0) + 2.0);
        var most = 1 - (1 / (p.Labels.Count(label => label == 1) + 2.0)) - 1e-12;
        foreach (var block in Enumerable.Range(0, calibrated.Length).GroupBy(row => calibrated[row]).Where(block => block.Key > least && block.Key < most))
            Assert.Equal(block.Key, block.Average(row => p.Labels[row]), 12);
    });

    [Fact]
    public void Platt_RankingTheWrongWayRound_TellsEveryoneTheRate()
    {
        var platt = PlattCalibrator.Fit([1, 1, 1, 0, 0, 0], [0.1, 0.2, 0.3, 0.7, 0.8, 0.9]);
        Assert.Equal(0, platt.Slope);
        Assert.Equal(0.5, platt.Apply(0.9), 12);
    }

    [Fact]
    public void Platt_CertainAndConstantProbabilities_GiveNumbers()
    {
        Assert.InRange(PlattCalibrator.Fit([1, 0, 1, 0], [1, 0, 0, 1]).Apply(1), 0, 1);
        // One leaver and five stayers, smoothed: the mean of 2/3 and five times 1/7.
        Assert.Equal(((2 / 3.0) + (5 / 7.0)) / 6, PlattCalibrator.Fit([1, 0, 0, 0, 0, 0], [0.3, 0.3, 0.3, 0.3, 0.3, 0.3]).Apply(0.3), 9);
    }

    [Fact]
    public void Calibrators_ThroughJson_ComeBackEqual()
    {
        foreach (var calibrator in (Calibrator[])[new IdentityCalibrator(), PlattCalibrator.Fit(Labels, Probabilities), IsotonicCalibrator.Fit(Labels, Probabilities)])
            Assert.Equal(calibrator, JsonSerializer.Deserialize<Calibrator>(JsonSerializer.Serialize(calibrator)));
    }

    // No share of 0 or 1 is promised; everything else is the other implementation's.
    private static void AssertEqual(double[] expected, double[] actual)
    {
        var (least, most) = (1 / (Labels.Count(label => label == 0) + 2.0), 1 - (1 / (Labels.Count(label => label == 1) + 2.0)));
        for (var row = 0; row < expected.Length; row++) Assert.Equal(Math.Clamp(expected[row], least, most), actual[row], 12);
    }
}
