using System.Text.Json;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Export.Onnx;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Tests.Export.Onnx;

public class OnnxExportTests
{
    private static readonly LogisticRegressionLearner Logistic = new();

    [OnnxFact]
    public void Boosting_OfAHardTable_ScoresTheSame()
    {
        var (features, labels) = ExportTables.Hard(3000, 1e300);
        AssertEqual(ExportTables.Boost(features, labels), WithInfinities(ExportTables.Hard(3000, 1e300, seed: 12).Features));
    }

    [OnnxFact]
    public void Logistic_OfAHardTable_ScoresTheSame()
    {
        var (features, labels) = ExportTables.Hard(3000, 1e100);
        AssertEqual(Logistic.Fit(features, labels, new FitOptions()), ExportTables.Hard(3000, 1e100, seed: 12).Features);
    }

    [OnnxRealDataTheory]
    [InlineData("telco_ibm.csv", "Churn", "Yes")]
    [InlineData("iranian_churn.csv", "Churn", "1")]
    [InlineData("bigml_churn_80.csv", "Churn", "True")]
    [InlineData("bankchurners.csv", "Attrition_Flag", "Attrited Customer")]
    public void BothModels_OfARealFile_ScoreTheSame(string file, string target, string positive)
    {
        using var stream = File.OpenRead(RealData.PathOf(file));
        var data = DatasetReader.Read(stream, file).Dataset!;
        var question = new ChurnQuestion(target, positive);
        var features = FeatureEncoder.Fit(data, question).Transform(data);

        AssertEqual(ExportTables.Boost(features, question.Labels(data)), features);
        AssertEqual(Logistic.Fit(features, question.Labels(data), new FitOptions()), features);
    }

    [OnnxFact]
    public void ThresholdOfDoubles_IsKeptToTheLastBit()
    {
        double[] edges = [0, double.Epsilon, 0.1, 1.0 / 3, -1e300, double.MaxValue, double.PositiveInfinity];
        var trees = edges.Select((edge, i) => new TreePredictor(
            [
                new TreeNode { Feature = 0, Left = 1, Right = 2, MissingLeft = i % 2 == 0, Threshold = edge, LevelsStart = -1, Cover = 2 },
                new TreeNode { Feature = -1, LevelsStart = -1, Value = Math.Pow(2, -i), Cover = 1 },
                new TreeNode { Feature = -1, LevelsStart = -1, Value = -Math.Pow(2, -i), Cover = 1 },
            ],
            [])).ToArray();
        double[] cells = [.. edges.SelectMany(edge => (double[])[Math.BitDecrement(edge), edge, Math.BitIncrement(edge)]), double.NaN, double.NegativeInfinity];
        var model = new GradientBoostingModel { Features = [Feature.Numeric("probability")], BaseScore = 0.1, Trees = trees };

        AssertEqual(model, new FeatureMatrix(model.Features, [cells], cells.Length));
    }

    [OnnxFact]
    public void Boosting_OfCategoriesAloneOrWithoutTrees_StillScores()
    {
        IReadOnlyList<Feature> features = [Feature.Categorical("c", ["a", "b"])];
        var model = new GradientBoostingModel { Features = features, BaseScore = -1.5, Trees = [] };

        AssertEqual(model, new FeatureMatrix(features, [[0, 1, double.NaN]], 3));
    }

    [Fact]
    public void Model_OfAnotherKind_IsRefused() => Assert.Throws<ArgumentException>(() => OnnxExport.Write(
        new SingleColumnModel { Features = [Feature.Numeric("x")], Column = -1, Centres = [], LogOdds = [], Otherwise = 0 }, Stream.Null));

    private static FeatureMatrix WithInfinities(FeatureMatrix features)
    {
        var columns = Enumerable.Range(0, features.FeatureCount).Select(f => features.Column(f).ToArray()).ToArray();
        (columns[1][0], columns[1][1], columns[0][2]) = (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity);
        return new FeatureMatrix(features.Features, columns, features.RowCount);
    }

    private static void AssertEqual(TrainedModel model, FeatureMatrix features)
    {
        using var oracle = new Oracle();
        oracle.Write("model.onnx", stream => OnnxExport.Write(model, stream));
        oracle.Write("columns.json", stream => JsonSerializer.Serialize(stream, Enumerable.Range(0, features.FeatureCount).Select(f => Column(features, f))));
        Oracle.Run("node", Path.Combine(OnnxRuntime.Folder!, "score.js"), oracle.PathOf("model.onnx"), oracle.PathOf("columns.json"), oracle.PathOf("out"));
        var found = oracle.ReadDoubles("out");
        var expected = model.PredictProbability(features);

        Assert.Equal(expected.Length, found.Length);
        for (var row = 0; row < expected.Length; row++)
            Assert.True(Math.Abs(expected[row] - found[row]) <= 1e-6, $"row {row}: {expected[row]:R} became {found[row]:R}");
    }

    // Numbers as texts, which keeps infinities; every second missing category as a level that training did not see.
    private static object Column(FeatureMatrix features, int f)
    {
        var feature = features.Features[f];
        var cells = features.Column(f).ToArray();
        return feature.IsCategorical
            ? new { type = "string", cells = cells.Select((cell, row) => double.IsNaN(cell) ? (row % 2 == 0 ? "" : "never seen") : feature.Levels[(int)cell]) }
            : new { type = "float64", cells = cells.Select(cell => cell.ToString("R", System.Globalization.CultureInfo.InvariantCulture)) };
    }
}
