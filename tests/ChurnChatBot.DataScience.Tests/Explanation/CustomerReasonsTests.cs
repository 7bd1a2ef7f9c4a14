using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Explanation;

public class CustomerReasonsTests
{
    private static readonly ChurnModel Model = ChurnModel.Train(
        SyntheticCustomers.Make(600), Recipe.Empty, SyntheticCustomers.Question, new GradientBoostingLearner(new GradientBoostingOptions { Estimators = 40 }));

    private static readonly FeatureMatrix Matrix = Model.Matrix(SyntheticCustomers.Make(300, seed: 77));
    private static readonly double[] Raw = Model.Model.PredictRaw(Matrix);
    private static readonly ShapValues Shap = ShapExplainer.Explain(Model.Model, Matrix);

    [Fact]
    public void Explain_EveryCustomer_PointsLeadFromBaseToProbability()
    {
        var probabilities = Model.Model.PredictProbability(Matrix);
        for (var row = 0; row < Matrix.RowCount; row++)
        {
            var reasons = CustomerReasons.Explain(Matrix, Shap, Raw, row)!;
            Assert.Equal(probabilities[row], reasons.Probability, 1e-9);
            Assert.Equal(probabilities[row], reasons.BaseProbability + reasons.Reasons.Sum(reason => reason.Points), 1e-6);
            Assert.All(reasons.Reasons, reason => Assert.True(reason.Points * reason.LogOdds >= 0));
        }
    }

    [Fact]
    public void Explain_ContributionsThatDoNotAddUp_GivesNoReasons()
    {
        var wrong = (double[,])Shap.Contributions.Clone();
        wrong[3, 0] += 2e-6;
        Assert.Null(CustomerReasons.Explain(Matrix, Shap with { Contributions = wrong }, Raw, 3));
        Assert.NotNull(CustomerReasons.Explain(Matrix, Shap with { Contributions = wrong }, Raw, 4));
        wrong[4, 0] = double.NaN;
        Assert.Null(CustomerReasons.Explain(Matrix, Shap with { Contributions = wrong }, Raw, 4));
    }

    [Fact]
    public void Explain_NothingSpecialAboutTheCustomer_StaysAtTheBase()
    {
        var matrix = new FeatureMatrix([Feature.Numeric("x")], [[1]], 1);
        var reasons = CustomerReasons.Explain(matrix, new ShapValues(-1, new double[1, 1]), [-1], 0)!;
        Assert.Equal(reasons.BaseProbability, reasons.Probability, 12);
        Assert.Equal(0, reasons.Reasons[0].Points);
    }

    [Fact]
    public void Explain_Cells_AreShownAsTheDataHasThem()
    {
        var reasons = CustomerReasons.Explain(Matrix, Shap, Raw, 0)!.Reasons;
        Assert.Contains(reasons.Single(reason => reason.Feature == "contract").Cell, (string[])["monthly", "yearly", "two years"]);
    }
}
