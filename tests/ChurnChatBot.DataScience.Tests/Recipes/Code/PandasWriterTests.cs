using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Code;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Tests.Recipes.Code;

public sealed class PandasWriterTests
{
    [PandasFact]
    public void Script_OfEveryStep_MakesTheSameTableCellByCell()
    {
        var data = StepCatalogueTests.Everything();
        var recipe = new Recipe(StepCatalogueTests.OneOfEach);
        var fitted = recipe.Fit(data, Tables.Question).Fitted;
        var expected = fitted.Apply(data);

        var made = RunScript(PandasWriter.Write(recipe, fitted, Tables.Question), data);

        Assert.Equal(expected.Columns.Select(column => column.Name).Order(), made.Columns.Select(column => column.Name).Order());
        foreach (var column in expected.Columns)
        {
            for (var row = 0; row < expected.RowCount; row++) AssertSame(column, made[column.Name], row);
        }
    }

    [PandasFact]
    public void Script_NamesThatLookLikeCode_AreOnlyNames()
    {
        const string Name = "x\"]; import os; os._exit(3)\n#\\";
        var data = Tables.Of(Tables.Numbers(Name, 1, null), Tables.Numbers("churned", 1, 0));
        var recipe = new Recipe([new FillMissingStep(Name, FillMethod.Constant, "7"), new FillMissingStep("c", FillMethod.Constant, "\"\"\" + evil")]);

        var made = RunScript(PandasWriter.Write(recipe, recipe.Fit(data, Tables.Question).Fitted, Tables.Question), data);

        Assert.Equal("1", made.Columns[0].Format(0));
        Assert.Equal("7", made.Columns[0].Format(1));
    }

    [Fact]
    public void Script_OfAnEmptyRecipe_IsStillAProgram() =>
        Assert.Contains("    df = df.copy()\n    return df\n", PandasWriter.Write(Recipe.Empty, new FittedRecipe([]), Tables.Question), StringComparison.Ordinal);

    private static void AssertSame(Column expected, Column made, int row)
    {
        var (old, now) = (expected.Format(row), made.Format(row));
        if (expected is NumericColumn numbers && made is NumericColumn others && !numbers.IsMissing(row))
            Assert.True(Math.Abs(numbers[row] - others[row]) <= 1e-9 * Math.Max(1, Math.Abs(numbers[row])), $"{expected.Name}, row {row}: {old} became {now}");
        else
            Assert.True(old == now, $"{expected.Name}, row {row}: '{old}' became '{now}'");
    }

    private static Dataset RunScript(string script, Dataset data)
    {
        var folder = Directory.CreateTempSubdirectory("pandas");
        try
        {
            string[] paths = [Path.Combine(folder.FullName, "prepare.py"), Path.Combine(folder.FullName, "in.csv"), Path.Combine(folder.FullName, "out.csv")];
            File.WriteAllText(paths[0], script);
            using (var input = new StreamWriter(paths[1])) CsvWriter.Write(data, input);
            var (exit, error) = PandasFactAttribute.Run(paths);
            Assert.True(exit == 0, error);
            using var output = File.OpenRead(paths[2]);
            return DatasetReader.Read(output, "out.csv").Dataset!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
