using System.Globalization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.DataScience.Tests.Intake;

public sealed class CsvWriterTests
{
    private static string Csv(Dataset dataset, CsvWriterOptions? options = null)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        CsvWriter.Write(dataset, writer, options);
        return writer.ToString();
    }

    private static Dataset Table(string?[] texts, double[] numbers, long[] ticks) => new("t",
    [
        new TextColumn("some text", texts),
        new NumericColumn("number", numbers),
        new DateColumn("day", ticks),
        CategoricalColumn.FromCells("plan", [.. texts.Select((_, row) => row % 3 == 0 ? null : row % 3 == 1 ? "gold; \"best\"" : "silver, old")]),
    ]);

    // Texts with every character that means something to a CSV; a cell of blanks alone is missing by definition.
    private static readonly Gen<string?> Texts = Gen.Elements("a", "b", "1", "\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", " ", "=", "é", "上", "😀", "'", "-").ListOf()
        .Select(parts => string.Concat(parts) is var text && string.IsNullOrWhiteSpace(text) ? null : text);

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Write_AnyDataset_ReadsBackTheSame(char delimiter)
    {
        var rows = from text in Texts
                   from number in Gen.Frequency((1, Gen.Constant(double.NaN)), (5, ArbMap.Default.GeneratorFor<NormalFloat>().Select(f => f.Item)), (5, Gen.Choose(-1000, 1000).Select(n => n / 8.0)))
                   from day in Gen.Frequency((1, Gen.Constant(DateColumn.MissingTicks)), (5, Gen.Choose(0, 40000).Select(n => new DateTime(1950, 1, 1).AddDays(n).Ticks)))
                   select (text, number, day);
        Prop.ForAll(rows.NonEmptyListOf().ToArbitrary(), list =>
        {
            // The first rows show each column's kind: words, a number, a day.
            var table = Table(["some words", "more", .. list.Select(row => row.text)], [0.5, 1, .. list.Select(row => row.number)], [0, TimeSpan.TicksPerDay, .. list.Select(row => row.day)]);
            var options = new CsvWriterOptions { EscapeFormulas = false, Delimiter = delimiter };
            var text = Csv(table, options);
            var again = Files.Read(text).Table();
            Assert.Equal(text, Csv(again, options));
            foreach (var column in table.Columns) Assert.Equal(table.Cells(column.Name), again.Cells(column.Name));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20231, 7));
    }

    [Fact]
    public void Write_RowOfMissingCells_StaysARow()
    {
        var table = new Dataset("t", [new TextColumn("a", ["x", null, "y"]), new NumericColumn("b", [1, double.NaN, 2])]);

        Assert.Equal("a,b\nx,1\n\"\",\ny,2\n", Csv(table));
        Assert.Equal(3, Files.Read(Csv(table)).Table().RowCount);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("=\"a\"", "\"'=\"\"a\"\"\"")]
    [InlineData("-5", "-5")]
    [InlineData("+5.5", "+5.5")]
    [InlineData("a=b", "a=b")]
    public void Write_CellThatASpreadsheetWouldRun_IsEscapedUnlessTurnedOff(string cell, string written)
    {
        var table = new Dataset("t", [new TextColumn("a", [cell]), new NumericColumn("b", [-1])]);

        Assert.Equal($"a,b\n{written},-1\n", Csv(table));
        Assert.DoesNotContain('\'', Csv(table, new CsvWriterOptions { EscapeFormulas = false }));
    }

    [Fact]
    public void Write_UnknownDelimiter_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Csv(new Dataset("t", []), new CsvWriterOptions { Delimiter = 'x' }));
}
