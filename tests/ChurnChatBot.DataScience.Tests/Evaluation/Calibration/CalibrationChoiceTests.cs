using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Evaluation.Calibration;

namespace ChurnChatBot.DataScience.Tests.Evaluation.Calibration;

public class CalibrationChoiceTests
{
    private static (double[] Labels, double[] Truth) Customers(int rows, int seed = 4)
    {
        var random = new StableRandom(seed);
        double[] truth = [.. Enumerable.Range(0, rows).Select(_ => random.Uniform(0.02, 0.9))];
        return ([.. truth.Select(probability => random.NextDouble() < probability ? 1.0 : 0)], truth);
    }

    [Fact]
    public void Of_TrueProbabilities_LeavesThemAsTheyAre()
    {
        var (labels, truth) = Customers(2000);
        var choice = CalibrationChoice.Of(labels, truth);
        Assert.Equal("none", choice.Method);
        Assert.Equal(truth, choice.Calibrator.Apply(truth));
        Assert.Equal(["none", "platt", "isotonic"], choice.Candidates.Select(candidate => candidate.Method));
    }

    [Fact]
    public void Of_Overconfident_IsRepaired()
    {
        var (labels, truth) = Customers(3000);
        double[] overconfident = [.. truth.Select(p => p * p * p / ((p * p * p) + ((1 - p) * (1 - p) * (1 - p))))];
        var choice = CalibrationChoice.Of(labels, overconfident);
        Assert.Equal("platt", choice.Method);
        Assert.Equal(1 / 3.0, ((PlattCalibrator)choice.Calibrator).Slope, 0.05);
        Assert.True(choice.Candidates[1].ChangeOfLogLoss.High < 0);
    }

    [Fact]
    public void Of_BentBeyondASigmoid_IsIsotonic()
    {
        var (labels, truth) = Customers(4000);
        double[] bent = [.. truth.Select(p => p < 0.5 ? p / 10 : 0.8 + (p / 10))];
        var choice = CalibrationChoice.Of(labels, bent);
        Assert.Equal("isotonic", choice.Method);
        Assert.True(choice.Candidates[2].ExpectedCalibrationError < choice.Candidates[0].ExpectedCalibrationError / 3);
    }

    [Fact]
    public void Of_FewLeavers_DoesNotTryIsotonic()
    {
        double[] labels = [.. Enumerable.Range(0, 100).Select(row => row < 12 ? 1.0 : 0)];
        double[] probabilities = [.. Enumerable.Range(0, 100).Select(row => (100 - row) / 101.0)];
        Assert.DoesNotContain(CalibrationChoice.Of(labels, probabilities).Candidates, candidate => candidate.Method == "isotonic");
    }

    [Fact]
    public void Of_OneLeaver_IsRefused() => Assert.Throws<ArgumentException>(() => CalibrationChoice.Of([1, 0, 0], [0.5, 0.4, 0.3]));
}
