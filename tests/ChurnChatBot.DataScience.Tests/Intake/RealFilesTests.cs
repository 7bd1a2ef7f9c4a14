using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.DataScience.Tests.Intake;

/// <summary>Real churn files read with the shapes and kinds that a person looking at them expects.</summary>
public sealed class RealFilesTests
{
    [RealDataTheory]
    [InlineData("telco_ibm.csv", 7043, 21)]
    [InlineData("telco3_churn_data.csv", 7043, 9)]
    [InlineData("telco3_customer_data.csv", 7043, 5)]
    [InlineData("telco3_internet_data.csv", 7043, 9)]
    [InlineData("bankchurners.csv", 10127, 23)]
    [InlineData("bankchurners_descr_row.csv", 10127, 23)]
    [InlineData("bigml_churn_80.csv", 2666, 20)]
    [InlineData("bigml_churn_20.csv", 667, 20)]
    [InlineData("iranian_churn.csv", 3150, 14)]
    [InlineData("cdnow_master.txt", 69659, 4)]
    [InlineData("ecommerce_churn.xlsx", 5630, 20)]
    [InlineData("churn_large_synthetic.xlsx", 100000, 9)]
    public void Read_RealFile_HasItsShape(string file, int rows, int columns)
    {
        var dataset = Files.ReadReal(file).Table();

        Assert.Equal(rows, dataset.RowCount);
        Assert.Equal(columns, dataset.Columns.Count);
    }

    [RealDataFact]
    public void Read_Telco_HasKindsAndBlankTotalCharges()
    {
        var result = Files.ReadReal("telco_ibm.csv");
        var dataset = result.Table();

        string[] numeric = ["SeniorCitizen", "tenure", "MonthlyCharges", "TotalCharges"];
        Assert.All(dataset.Columns, column => Assert.Equal(
            column.Name == "customerID" ? ColumnKind.Text : numeric.Contains(column.Name) ? ColumnKind.Numeric : ColumnKind.Categorical, column.Kind));
        Assert.Equal(11, dataset["TotalCharges"].MissingCount());
        Assert.Equal(11, Assert.Single(result.Readings, reading => reading.Column == "TotalCharges").BlankCells);
        Assert.Equal("CSV, comma, UTF-8, header in line 1", result.SourceFormat);
        Assert.Equal(1869, dataset.Cells("Churn").Count(cell => cell == "Yes"));
        Assert.Empty(result.Problems);
    }

    [RealDataFact]
    public void Read_DescriptionRow_IsSetAside()
    {
        var result = Files.ReadReal("bankchurners_descr_row.csv");

        var aside = Assert.Single(result.RowsSetAside);
        Assert.Equal(2, aside.Line);
        Assert.StartsWith("Client number.", aside.Text, StringComparison.Ordinal);
        Assert.Equal(IntakeSeverity.RowsSetAside, result.Problem("description_row").Severity);
        Assert.Equal(ColumnKind.Numeric, result.Table()["Customer_Age"].Kind);
    }

    [RealDataFact]
    public void Read_Iranian_CollapsesBlanksInHeaders()
    {
        var result = Files.ReadReal("iranian_churn.csv");

        Assert.Equal("Call Failure", result.Table().Columns[0].Name);
        Assert.Equal("Call  Failure", result.Readings[0].OriginalHeader);
        Assert.All(result.Table().Columns, column => Assert.Equal(ColumnKind.Numeric, column.Kind));
    }

    [RealDataFact]
    public void Read_Cdnow_IsBlankAlignedWithoutHeader()
    {
        var result = Files.ReadReal("cdnow_master.txt");
        var dataset = result.Table();

        Assert.Equal(["column_1", "column_2", "column_3", "column_4"], dataset.Columns.Select(column => column.Name));
        Assert.Equal("00001", dataset["column_1"].Format(0));
        Assert.Equal(ColumnKind.Date, dataset["column_2"].Kind);
        Assert.Equal("1997-01-01", dataset["column_2"].Format(0));
        Assert.Equal("yyyyMMdd", result.Readings[1].Format);
        Assert.Equal(ColumnKind.Numeric, dataset["column_4"].Kind);
        Assert.Equal(IntakeSeverity.Note, result.Problem("no_header").Severity);
    }

    [RealDataFact]
    public void Read_MessyWorkbook_TakesTheSheetWithTheOutcomeAndKeepsDirtAsWritten()
    {
        var result = Files.ReadReal("bank_churn_messy.xlsx");
        var other = Files.ReadReal("bank_churn_messy.xlsx", new IntakeOptions { Sheet = "Customer_Info" });

        Assert.Equal((10002, 7), (result.Table().RowCount, result.Table().Columns.Count));
        Assert.True(result.Table().Contains("Exited"));
        Assert.Equal("Customer_Info", result.Problem("other_sheet").Place.Sheet);
        Assert.Equal((10001, 8), (other.Table().RowCount, other.Table().Columns.Count));
        Assert.Equal("empty_column", other.Problem("empty_column").Kind);
        Assert.Contains("FRA", Assert.IsType<CategoricalColumn>(other.Table()["Geography"]).Levels);
    }
}
