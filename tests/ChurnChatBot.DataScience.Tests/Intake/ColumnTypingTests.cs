using System.Globalization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.DataScience.Tests.Intake;

public sealed class ColumnTypingTests
{
    // A column of its cells beside a text column, each cell repeated so that any kind is possible.
    private static IntakeResult Column(params string[] cells) =>
        Files.Read("key\tvalue\n" + string.Concat(cells.Select(cell => $"k{cell.Length}\t{cell}\n")));

    private static ColumnKind KindOf(params string[] cells) => Column(cells).Table()["value"].Kind;

    private static string? FormatOf(params string[] cells) => Column(cells).Readings[1].Format;

    [Theory]
    [InlineData("1", "2.5", "-3", "+4", "1e3", ".5", "0", "0.07", "-1.5E-7")]
    [InlineData("9007199254740992", "3.14159265358979323846", "1", "2")]
    public void Finish_Numbers_AreNumeric(params string[] cells)
    {
        var column = Assert.IsType<NumericColumn>(Column(cells).Table()["value"]);

        Assert.Equal(cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)), column.Values.ToArray());
    }

    [Theory]
    [InlineData("00123", "00456")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("12345678901234567890", "2")]
    [InlineData("1,234", "5,678")]
    [InlineData("12 %", "13 %")]
    [InlineData("€ 5", "€ 6")]
    [InlineData("1-2", "3")]
    [InlineData("١٢", "٣")]
    [InlineData("0x1F", "12")]
    public void Finish_CodesAndDecoratedNumbers_StayAsWritten(params string[] cells)
    {
        Assert.Equal(ColumnKind.Categorical, KindOf(cells));
        Assert.Equal(cells, Column(cells).Table().Cells("value"));
    }

    [Theory]
    [InlineData("?")]
    [InlineData("NA")]
    [InlineData("N/A")]
    [InlineData("null")]
    [InlineData("Error")]
    [InlineData("-")]
    [InlineData("#N/A")]
    [InlineData("unknown")]
    public void Finish_PlaceholderAmongNumbers_KeepsTheColumnAsWritten(string placeholder)
    {
        string[] cells = ["1", "2", placeholder, "4"];

        Assert.Equal(cells, Column(cells).Table().Cells("value"));
        Assert.Equal($"numbers (3), {placeholder} (1)", FormatOf(cells));
    }

    [Fact]
    public void Finish_DigitsThatAreNoNumbers_AreNamedCodes()
    {
        Assert.Equal("digit codes", FormatOf("00123", "00456", "78901"));
        Assert.Null(FormatOf("a", "b", "1"));
    }

    [Fact]
    public void Finish_OddCellLateInALargeFile_KeepsEveryCellAsWritten()
    {
        var cells = Enumerable.Range(0, 5000).Select(i => i == 4321 ? "Error" : FormattableString.Invariant($"{i % 40}.50")).ToArray();

        var result = Column(cells);

        Assert.Equal(cells, result.Table().Cells("value"));
        Assert.Equal("numbers (4,999), Error (1)", result.Readings[1].Format);
        Assert.Equal((0, 0), (result.Readings[1].EmptyCells, result.Readings[1].BlankCells));
    }

    [Fact]
    public void Finish_NonFiniteNumbers_AreMissingAndNoted()
    {
        var result = Column("1", "NaN", "-inf", "Infinity", "1e999", "2");

        Assert.Equal(["1", null, null, null, null, "2"], result.Table().Cells("value"));
        Assert.Equal(4, result.Problem("non_finite_number").Count);
        Assert.Equal(new IntakePlace(Line: 3, Column: "value"), result.Problem("non_finite_number").Place);
        Assert.Equal(["nan", "nan"], Column("nan", "nan").Table().Cells("value"));
    }

    [Fact]
    public void Finish_EmptyAndBlankCells_AreMissingAndCountedApart()
    {
        var reading = Column("1", "", " ", "   ", "2").Readings[1];

        Assert.Equal((1, 2), (reading.EmptyCells, reading.BlankCells));
        Assert.Equal([null, "x"], Column(" ", "x").Table().Cells("value"));
    }

    [Theory]
    [InlineData("yyyy-MM-dd", "2023-04-01", "2023-04-01", "2022-12-31")]
    [InlineData("yyyy/MM/dd", "2023-04-01", "2023/04/01", "2022/12/31")]
    [InlineData("dd.MM.yyyy", "2023-04-01", "01.04.2023", "5.4.2023")]
    [InlineData("dd/MM/yyyy", "2023-04-01", "01/04/2023", "31/12/2022")]
    [InlineData("MM/dd/yyyy", "2023-04-01", "04/01/2023", "12/31/2022")]
    [InlineData("dd-MMM-yyyy", "2023-04-01", "01-Apr-2023", "31-dec-2022")]
    [InlineData("MMM dd, yyyy", "2023-04-01", "Apr 1, 2023", "December 31, 2022")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2023-04-01T13:05:07", "2023-04-01 13:05:07", "2022-12-31 00:00:00.250")]
    [InlineData("yyyy-MM-ddTHH:mm:ssZ", "2023-04-01T13:05:07", "2023-04-01T13:05:07Z", "2022-12-31T00:00:00Z")]
    [InlineData("yyyy-MM-ddTHH:mm:ss+02:00", "2023-04-01T13:05:07", "2023-04-01T13:05:07+02:00", "2022-12-31T00:00:00+02:00")]
    public void Finish_OneDateFormat_IsADate(string format, string first, params string[] cells)
    {
        Assert.Equal(first, Assert.IsType<DateColumn>(Column(cells).Table()["value"]).Format(0));
        Assert.Equal(format, FormatOf(cells));
    }

    [Theory]
    [InlineData("yyyy-MM-dd (2), dd.MM.yyyy (1)", "2023-04-01", "2023-04-02", "01.04.2023")]
    [InlineData("dd/MM/yyyy or MM/dd/yyyy (2)", "01/04/2023", "02/03/2023")]
    [InlineData("dd/MM/yyyy or MM/dd/yyyy (2)", "31/04/2023", "13/04/2023", "04/13/2023", "x")]
    [InlineData("dd.MM.yy (2)", "01.04.23", "02.04.23")]
    [InlineData("yyyy-MM-dd (2), other (1)", "2023-04-01", "2023-04-02", "?")]
    [InlineData("yyyy-MM-ddTHH:mm:ss+01:00 (1), yyyy-MM-ddTHH:mm:ss+02:00 (1)", "2023-01-01T00:00:00+01:00", "2023-07-01T00:00:00+02:00")]
    public void Finish_DatesThatCanBeReadInTwoWays_StayAsWritten(string format, params string[] cells)
    {
        Assert.Equal(cells, Column(cells).Table().Cells("value"));
        if (!cells.Contains("x")) Assert.Equal(format, FormatOf(cells));
        else Assert.Contains("no such day (1)", FormatOf(cells), StringComparison.Ordinal);
    }

    [Fact]
    public void Finish_DayThatDoesNotExist_IsNotedWithItsPlace()
    {
        var result = Column("28.02.2023", "31.02.2023", "01.03.2023");

        var problem = result.Problem("impossible_date");
        Assert.Equal(new IntakePlace(Line: 3, Column: "value"), problem.Place);
        Assert.Equal("1 date that no calendar has, first 31.02.2023", problem.Found);
        Assert.Equal("31.02.2023", result.Table()["value"].Format(1));
    }

    [Fact]
    public void Finish_CompactDates_NeedManyCellsThatAreAllDays()
    {
        var days = Enumerable.Range(0, 40).Select(i => new DateTime(2023, 1, 1).AddDays(i).ToString("yyyyMMdd", CultureInfo.InvariantCulture)).ToArray();

        Assert.Equal(ColumnKind.Date, KindOf(days));
        Assert.Equal(ColumnKind.Numeric, KindOf([.. days, "20231301"]));
        Assert.Equal(ColumnKind.Numeric, KindOf(days[..5]));
    }

    [Fact]
    public void Finish_DistinctCells_DecideBetweenCategoricalAndText()
    {
        string[] Named(int levels, int rows) => [.. Enumerable.Range(0, rows).Select(i => $"v{i % levels}")];

        Assert.Equal(ColumnKind.Categorical, KindOf(Named(50, 50)));
        Assert.Equal(ColumnKind.Text, KindOf(Named(51, 51)));
        Assert.Equal(ColumnKind.Categorical, KindOf(Named(100, 200)));
        Assert.Equal(ColumnKind.Text, KindOf(Named(101, 200)));
    }

    [Fact]
    public void Finish_MoreLevelsThanAllowed_KeepsAllCellsAsText()
    {
        var text = "k\tv\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"a\tv{i % 30}\n"));

        var dataset = Files.Read(text, new IntakeOptions { MaxLevels = 10 }).Table();

        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"v{i % 30}"), Assert.IsType<TextColumn>(dataset["v"]).Cells.ToArray());
    }

    [Fact]
    public void Read_UnderAnotherCulture_GivesTheSame()
    {
        const string Text = "id;amount;day\na;1,5;2023-04-01\nb;2,25;2023-04-02\nc;3;2023-04-03\n";
        var before = CultureInfo.CurrentCulture;
        var invariant = Csv(Files.Read(Text).Table());
        try
        {
            foreach (var culture in new[] { "de-DE", "ar-SA", "tr-TR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(invariant, Csv(Files.Read(Text).Table()));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Csv(Dataset dataset)
    {
        using var writer = new StringWriter(CultureInfo.CurrentCulture);
        CsvWriter.Write(dataset, writer);
        return writer.ToString();
    }
}
