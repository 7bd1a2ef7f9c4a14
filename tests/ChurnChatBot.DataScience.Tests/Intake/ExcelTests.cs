using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.DataScience.Tests.Intake;

public sealed class ExcelTests
{
    private static readonly object?[] Header = ["id", "joined", "spend", "active", "churned"];

    private static object?[][] Customers(int count) =>
        [Header, .. Enumerable.Range(1, count).Select(i => new object?[] { $"C{i:000}", new DateTime(2023, 1, 1).AddDays(i), i * 1.5, i % 2 == 0, i % 3 == 0 ? 1 : 0 })];

    [Fact]
    public void Read_TypedCells_KeepTheirKinds()
    {
        var dataset = Files.Read(new Workbook().Sheet("Data", Customers(60)).ToBytes(), "c.xlsx").Table();

        Assert.Equal(60, dataset.RowCount);
        Assert.Equal(ColumnKind.Text, dataset["id"].Kind);
        Assert.Equal("2023-01-02", Assert.IsType<DateColumn>(dataset["joined"]).Format(0));
        Assert.Equal(1.5, Assert.IsType<NumericColumn>(dataset["spend"])[0]);
        Assert.Equal(["FALSE", "TRUE"], Assert.IsType<CategoricalColumn>(dataset["active"]).Levels);
    }

    [Fact]
    public void Read_DictionarySheetFirst_TakesTheDataAndSaysWhich()
    {
        object?[][] dictionary = [["Variable", "Meaning"], ["id", "who"], ["spend", "how much"], ["churned", "left"]];
        var result = Files.Read(new Workbook().Sheet("Data Dict", dictionary).Sheet("E Comm", Customers(60)).ToBytes(), "c.xlsx");

        Assert.Equal(60, result.Table().RowCount);
        Assert.Equal("Excel, sheet 2 of 2: E Comm", result.SourceFormat);
        Assert.Equal([false, true], result.Sheets.Select(sheet => sheet.Read));
        Assert.Empty(result.Problems);
    }

    [Fact]
    public void Read_TwoDataSheets_PrefersTheOneWithAnOutcomeAndNotesTheOther()
    {
        var info = Enumerable.Range(1, 61).Select(i => new object?[] { i == 1 ? "id" : i, i == 1 ? "age" : 30, i == 1 ? "city" : "Leipzig", i == 1 ? "zip" : i, i == 1 ? "plan" : "a", i == 1 ? "pay" : 3 }).ToArray();
        var book = new Workbook().Sheet("Info", info).Sheet("Account", Customers(60)).ToBytes();

        var result = Files.Read(book, "c.xlsx");
        var other = Files.Read(book, "c.xlsx", new IntakeOptions { Sheet = "Info" });

        Assert.True(result.Table().Contains("churned"));
        Assert.Equal("Info", result.Problem("other_sheet").Place.Sheet);
        Assert.True(other.Table().Contains("zip"));
        Assert.Equal("no_such_sheet", Files.Read(book, "c.xlsx", new IntakeOptions { Sheet = "Nope" }).Refusal!.Kind);
    }

    [Fact]
    public void Read_HiddenSheet_IsNotTakenForTheData() =>
        Assert.Equal("Excel, sheet 2 of 2: Shown", Files.Read(new Workbook().Sheet("Hidden", "hidden", Customers(500)).Sheet("Shown", Customers(20)).ToBytes(), "c.xlsx").SourceFormat);

    [Fact]
    public void Read_Formulas_UseStoredResultsAndNoteMissingOnes()
    {
        object?[][] rows = [["a", "b"], [1, "=A2*2|2"], [2, "=A3*2|4"], [3, "=A4*2"]];
        var result = Files.Read(new Workbook().Sheet("S", rows).ToBytes(), "f.xlsx");

        Assert.Equal(["2", "4", null], result.Table().Cells("b"));
        Assert.Equal(1, result.Problem("formula_without_value").Count);
    }

    [Fact]
    public void Read_ErrorCells_AreMissingAndNoted()
    {
        object?[][] rows = [["a", "b"], [1, 5], [2, "#N/A"], [3, 7], [4, 8]];
        var result = Files.Read(new Workbook().Sheet("S", rows).ToBytes(), "f.xlsx");

        Assert.Equal(["5", null, "7", "8"], result.Table().Cells("b"));
        Assert.Equal(1, result.Problem("error_cell").Count);
    }

    [Fact]
    public void Read_TitleAboveTable_FindsTheHeader()
    {
        object?[][] rows = [["Customers 2023"], [], .. Customers(30)];
        var result = Files.Read(new Workbook().Sheet("S", rows).ToBytes(), "f.xlsx");

        Assert.Equal("id", result.Table().Columns[0].Name);
        Assert.Equal(30, result.Table().RowCount);
        Assert.Equal("rows_above_table", result.Problem("rows_above_table").Kind);
    }

    [Fact]
    public void Read_WorkbookCalledCsv_IsReadByItsBytes() =>
        Assert.Equal(20, Files.Read(new Workbook().Sheet("S", Customers(20)).ToBytes(), "customers.csv").Table().RowCount);

    [Fact]
    public void Read_TruncatedAnywhere_IsRefused()
    {
        var book = new Workbook().Sheet("S", Customers(200)).ToBytes();

        for (var length = 10; length < book.Length; length += 97)
            Assert.Equal("truncated_file", Files.Read(book[..length], "c.xlsx").Refusal!.Kind);
    }

    [Fact]
    public void Read_DamagedAnywhere_NeverThrows()
    {
        var book = new Workbook().Sheet("S", Customers(50)).ToBytes();
        var random = new Random(3);
        for (var run = 0; run < 300; run++)
        {
            var damaged = (byte[])book.Clone();
            for (var i = 0; i < 4; i++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var result = Files.Read(damaged, "c.xlsx");
            Assert.Equal(result.Dataset is null, result.Refusal is not null);
        }
    }

    [Fact]
    public void Read_SheetWithoutData_IsRefused()
    {
        Assert.Equal("no_data_in_sheets", Files.Read(new Workbook().Sheet("S").ToBytes(), "c.xlsx").Refusal!.Kind);
        Assert.Equal("no_rows", Files.Read(new Workbook().Sheet("S", Header).ToBytes(), "c.xlsx").Refusal!.Kind);
        Assert.Equal("one_column", Files.Read(new Workbook().Sheet("S", ["a"], [1], [2]).ToBytes(), "c.xlsx").Refusal!.Kind);
    }

    [Fact]
    public void Read_ZipBomb_IsRefusedBeforeItIsUnpacked()
    {
        var book = new Workbook().Sheet("S", ["a", new string('x', 70_000_000)], [1, 2]).ToBytes();

        var refusal = Files.Read(book, "c.xlsx").Refusal!;

        Assert.Equal("unpacks_too_large", refusal.Kind);
    }
}
