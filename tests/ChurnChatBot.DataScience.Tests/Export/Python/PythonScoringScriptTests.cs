using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Export;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Steps;
using ChurnChatBot.DataScience.Tests.Recipes;
using ChurnChatBot.DataScience.Tests.Recipes.Code;

namespace ChurnChatBot.DataScience.Tests.Export.Python;

public class PythonScoringScriptTests
{
    private static readonly ILearner Boosting = new GradientBoostingLearner(new GradientBoostingOptions { Estimators = 80, NumLeaves = 15, MinSamplesLeaf = 5, EarlyStoppingRounds = 0 });

    [PandasFact]
    public void Script_OfBoosting_ScoresTheRawFileTheSame() => AssertSameOnCustomers(Boosting);

    [PandasFact]
    public void Script_OfLogisticRegression_ScoresTheRawFileTheSame() => AssertSameOnCustomers(new LogisticRegressionLearner());

    [PandasFact]
    public void Script_OfASingleColumn_ScoresTheRawFileTheSame() => AssertSameOnCustomers(new SingleColumnLearner());

    [PandasFact]
    public void Script_OfSemicolonsAndDecimalCommas_ReadsThemAsTrained()
    {
        var lines = Enumerable.Range(0, 200).Select(row => FormattableString.Invariant($"{row % 17},{row % 10}5;{(row % 3 == 0 ? " " : row % 3 == 1 ? "Zoë; \"x\"" : "b")}")
            .Replace("Zoë; \"x\"", "\"Zoë; \"\"x\"\"\"", StringComparison.Ordinal) + $";{row * 7 % 11 / 6}");
        var file = string.Join("\r\n", ["Höhe  in m;Stadt;churned", .. lines]) + "\r\n";
        var intake = Read(file, "semicolons.csv");
        var model = ChurnModel.Train(intake.Dataset!, Recipe.Empty, new ChurnQuestion("churned", "1"), Boosting);

        Assert.Equal(ColumnKind.Numeric, intake.Dataset!["Höhe in m"].Kind);
        AssertSame(model, Recipe.Empty, intake, file);
    }

    [PandasFact]
    public void Script_WithAnotherModelBesideIt_Refuses()
    {
        var (model, intake, file) = Train(new LogisticRegressionLearner());
        using var oracle = Prepare(model, CustomerRecipe, intake, file);
        oracle.Write("model.json", stream => stream.Write(ChurnModelJson.Serialize(model with { Seed = 43 })));

        var (exit, error) = PandasFactAttribute.Run(oracle.PathOf("score.py"), oracle.PathOf("in.csv"), oracle.PathOf("out.csv"));

        Assert.Equal(1, exit);
        Assert.Contains("model.json is not the model", error, StringComparison.Ordinal);
    }

    [PandasFact]
    public void Script_OfAFileWithoutANeededColumn_SaysWhich()
    {
        var (model, intake, file) = Train(new LogisticRegressionLearner());
        using var oracle = Prepare(model, CustomerRecipe, intake, file.Replace("total_spend", "spend", StringComparison.Ordinal));

        var (exit, error) = PandasFactAttribute.Run(oracle.PathOf("score.py"), oracle.PathOf("in.csv"), oracle.PathOf("out.csv"));

        Assert.Equal(1, exit);
        Assert.Contains("lacks these columns: total_spend", error, StringComparison.Ordinal);
    }

    [PandasRealDataTheory]
    [InlineData("telco_ibm.csv", "Churn", "Yes")]
    [InlineData("iranian_churn.csv", "Churn", "1")]
    [InlineData("bankchurners.csv", "Attrition_Flag", "Attrited Customer")]
    public void Script_OfARealFile_ScoresTheSame(string name, string target, string positive)
    {
        var file = File.ReadAllText(RealData.PathOf(name));
        var intake = Read(file, name);

        AssertSame(ChurnModel.Train(intake.Dataset!, Recipe.Empty, new ChurnQuestion(target, positive), Boosting), Recipe.Empty, intake, file);
    }

    private static Recipe CustomerRecipe { get; } = new(
    [
        new DropDuplicatesStep("customer_id"),
        new ReadDatesStep("join_date", ["dd.MM.yyyy"]),
        new ReadDatesStep("last_purchase_date", ["dd.MM.yyyy"]),
        new TreatAsMissingStep("age", ["-1"]),
        new FillMissingStep("age", FillMethod.Median, RememberMissing: true),
        new DaysBetweenStep { Name = "tenure", From = "join_date", To = "last_purchase_date" },
        new RatioStep { Name = "spend_per_day", Numerator = "total_spend", Denominator = "tenure" },
        new TargetEncodingStep("city_rate", "city"),
        new SetAsideColumnStep("join_date", SetAsideReason.LeakageSuspect),
    ]);

    private static void AssertSameOnCustomers(ILearner learner)
    {
        var (model, intake, file) = Train(learner);
        // The batch to be scored has no outcome yet, and a city that training did not see.
        var lines = file.TrimEnd().Split('\n').Select(line => line.TrimEnd('\r')).Select(line => line[..line.LastIndexOf(',')]).ToArray();
        lines[3] = lines[3].Replace(intake.Dataset!["city"].Format(2)!, "Nowhere", StringComparison.Ordinal);

        AssertSame(model, CustomerRecipe, intake, string.Join('\n', lines) + "\n");
    }

    private static (ChurnModel Model, IntakeResult Intake, string File) Train(ILearner learner)
    {
        using var text = new StringWriter();
        CsvWriter.Write(Tables.Customers(400), text);
        var intake = Read(text.ToString(), "customers.csv");
        return (ChurnModel.Train(intake.Dataset!, CustomerRecipe, Tables.Question, learner), intake, text.ToString());
    }

    private static void AssertSame(ChurnModel model, Recipe recipe, IntakeResult intake, string file)
    {
        using var oracle = Prepare(model, recipe, intake, file);
        Oracle.Run(PandasFactAttribute.Python, oracle.PathOf("score.py"), oracle.PathOf("in.csv"), oracle.PathOf("out.csv"));
        using var output = File.OpenRead(oracle.PathOf("out.csv"));
        var found = (NumericColumn)DatasetReader.Read(output, "out.csv").Dataset!["churn_risk"];
        var expected = model.Score(Read(file, "in.csv").Dataset!);

        Assert.Equal(expected.Length, found.Length);
        Assert.True(expected.Distinct().Count() > 1);
        for (var row = 0; row < expected.Length; row++)
            Assert.True(Math.Abs(expected[row] - found[row]) <= 1e-9, $"row {row}: {expected[row]:R} became {found[row]:R}");
    }

    private static Oracle Prepare(ChurnModel model, Recipe recipe, IntakeResult intake, string file)
    {
        var oracle = new Oracle();
        var request = new ExportRequest { Model = model, Recipe = recipe, Columns = RawColumn.Of(intake.Dataset!, intake.Readings) };
        oracle.Write("score.py", stream => ModelExport.Write(ExportFormat.PythonScript, request, stream));
        oracle.Write("model.json", stream => stream.Write(ChurnModelJson.Serialize(model)));
        File.WriteAllText(oracle.PathOf("in.csv"), file);
        return oracle;
    }

    private static IntakeResult Read(string file, string name)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file));
        return DatasetReader.Read(stream, name);
    }
}
