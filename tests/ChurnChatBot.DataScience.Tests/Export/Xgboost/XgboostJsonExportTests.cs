using System.Text.Json;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Export.Xgboost;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Tests.Export.Xgboost;

public class XgboostJsonExportTests
{
    [XgboostFact]
    public void Model_OfAHardTable_ScoresAndExplainsTheSame()
    {
        var (features, labels) = ExportTables.Hard(3000, 1e37);
        var model = ExportTables.Boost(features, labels);
        var batch = ExportTables.Rounded(ExportTables.Hard(3000, 1e37, seed: 12).Features);

        XgboostScores.Of(model, batch).AssertEqual(model, batch);
    }

    [XgboostRealDataTheory]
    [InlineData("telco_ibm.csv", "Churn", "Yes")]
    [InlineData("iranian_churn.csv", "Churn", "1")]
    [InlineData("bigml_churn_80.csv", "Churn", "True")]
    [InlineData("bankchurners.csv", "Attrition_Flag", "Attrited Customer")]
    public void Model_OfARealFile_ScoresAndExplainsTheSame(string file, string target, string positive)
    {
        using var stream = File.OpenRead(RealData.PathOf(file));
        var data = DatasetReader.Read(stream, file).Dataset!;
        var question = new ChurnQuestion(target, positive);
        var features = FeatureEncoder.Fit(data, question).Transform(data);
        var model = ExportTables.Boost(features, question.Labels(data));

        XgboostScores.Of(model, features).AssertEqual(model, features);
    }

    [XgboostFact]
    public void Thresholds_AtTheEdges_PartTheSameCells()
    {
        double[] edges =
        [
            0, double.Epsilon, -double.Epsilon, float.Epsilon, -float.Epsilon, 1.1754944e-38, 0.1, 1, 16777216.5, 1e-300, -1e-300, float.MaxValue, float.MinValue,
            1e39, -1e39, 1e300, -1e300, double.PositiveInfinity, double.NegativeInfinity, double.MinValue, double.MaxValue, 3.4028233e38, 29.85, 1.0 / 3,
        ];
        var trees = edges.Select((edge, i) => Stump(edge, missingLeft: i % 2 == 0, value: Math.Pow(2, i - edges.Length))).ToArray();
        var cells = edges.Select(edge => (float)edge).Where(float.IsFinite).SelectMany(edge => (float[])[MathF.BitDecrement(edge), edge, MathF.BitIncrement(edge)])
            .Where(float.IsFinite).Append(float.NaN).Select(cell => (double)cell).ToArray();
        var model = new GradientBoostingModel { Features = [Feature.Numeric("x")], BaseScore = -0.5, Trees = trees };
        var matrix = new FeatureMatrix(model.Features, [cells], cells.Length);

        XgboostScores.Of(model, matrix).AssertEqual(model, matrix);
    }

    [XgboostFact]
    public void CategorySplit_OfAllLevelsOrNone_SendsMissingCellsAsWeDo()
    {
        string[] levels = [.. Enumerable.Range(0, 40).Select(level => $"l{level}")];
        uint[][] sets = [[uint.MaxValue, uint.MaxValue], [0, 0], [1u << 31, 1], [0b1010, 0]];
        var trees = sets.SelectMany(set => ((bool[])[true, false]).Select(missingLeft => Split(set, missingLeft))).ToArray();
        var model = new GradientBoostingModel { Features = [Feature.Categorical("c", levels)], BaseScore = 0.25, Trees = trees };
        double[] cells = [.. Enumerable.Range(0, 40).Select(level => (double)level), double.NaN];
        var matrix = new FeatureMatrix(model.Features, [cells], cells.Length);

        XgboostScores.Of(model, matrix).AssertEqual(model, matrix);
    }

    [XgboostFact]
    public void Model_WithoutTrees_GivesTheBaseRateToAll()
    {
        var model = new GradientBoostingModel { Features = [Feature.Numeric("x")], BaseScore = 18, Trees = [] };
        var matrix = new FeatureMatrix(model.Features, [[1, double.NaN]], 2);

        XgboostScores.Of(model, matrix).AssertEqual(model, matrix);
    }

    [Fact]
    public void FeatureNames_ThatXgboostRefuses_AreChangedAndStayDistinct()
    {
        var names = XgboostFeatureNames.Of([.. ((string[])["a[1]", "a_1_", "a<1]", "plain", "tab\tbed"]).Select(Feature.Numeric)]);

        Assert.Equal(["a_1__2", "a_1_", "a_1__3", "plain", "tab_bed"], names);
    }

    [Fact]
    public void Categories_AreWrittenWithTheirCodes()
    {
        var (features, labels) = ExportTables.Hard(300, 100);
        using var stream = new MemoryStream();
        XgboostJsonExport.WriteCategories(ExportTables.Boost(features, labels, trees: 2), stream);

        using var json = JsonDocument.Parse(stream.ToArray());
        var plan = json.RootElement.GetProperty("features")[4];

        Assert.Equal(features.Features[4].Levels, plan.GetProperty("levels").EnumerateArray().Select(level => level.GetString()));
        Assert.Equal("spend _EUR] _net>".Replace(']', '_'), json.RootElement.GetProperty("features")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Export_Cancelled_Stops()
    {
        var model = new GradientBoostingModel { Features = [Feature.Numeric("x")], BaseScore = 0, Trees = [Stump(1, true, 1)] };

        Assert.Throws<OperationCanceledException>(() => XgboostJsonExport.Write(model, Stream.Null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Export_OfALargeModel_LeavesTheMemoryTreeByTree()
    {
        var model = new GradientBoostingModel { Features = [Feature.Numeric("x")], BaseScore = 0, Trees = [.. Enumerable.Repeat(Stump(1.5, true, 1), 20_000)] };
        using var stream = new LargestWrite();

        XgboostJsonExport.Write(model, stream);

        Assert.True(stream.Length > 5_000_000, $"{stream.Length} bytes");
        Assert.True(stream.Largest < 200_000, $"{stream.Largest} bytes at once");
    }

    private sealed class LargestWrite : MemoryStream
    {
        public int Largest { get; private set; }

        // Spans come here too: a derived stream gets them as arrays.
        public override void Write(byte[] buffer, int offset, int count)
        {
            Largest = Math.Max(Largest, count);
            base.Write(buffer, offset, count);
        }
    }

    private static TreePredictor Stump(double threshold, bool missingLeft, double value) =>
        Split(new TreeNode { Feature = 0, Left = 1, Right = 2, MissingLeft = missingLeft, Threshold = threshold, LevelsStart = -1, Cover = 10 }, [], value);

    private static TreePredictor Split(uint[] set, bool missingLeft) => Split(
        new TreeNode { Feature = 0, Left = 1, Right = 2, MissingLeft = missingLeft, LevelsStart = 0, LevelsLength = set.Length, Cover = 10 }, set, 0.7);

    private static TreePredictor Split(TreeNode root, uint[] set, double value) => new(
        [
            root,
            new TreeNode { Feature = -1, LevelsStart = -1, Value = value, Cover = 7 },
            new TreeNode { Feature = -1, LevelsStart = -1, Value = -value / 2, Cover = 3 },
        ],
        set);
}
