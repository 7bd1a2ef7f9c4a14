using System.Text;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.DataScience.Tests.Intake;

public sealed class DelimitedFileTests
{
    [Theory]
    [InlineData(',', "comma")]
    [InlineData(';', "semicolon")]
    [InlineData('\t', "tab")]
    [InlineData('|', "vertical bar")]
    public void Read_AnyDelimiter_IsFound(char delimiter, string name)
    {
        var result = Files.Read("id,city,spend\nC1,Leipzig,1.5\nC2,Halle,2\nC3,Gera,3\n".Replace(',', delimiter));

        Assert.Equal(["id", "city", "spend"], result.Table().Columns.Select(column => column.Name));
        Assert.Equal(["1.5", "2", "3"], result.Table().Cells("spend"));
        Assert.Contains(name, result.SourceFormat, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,tags\n1,a;b;c\n2,d;e;f\n3,g;h;i\n")]
    [InlineData("id,tags\n1,\"a, b\"\n2,a|b\n3,a;b\n")]
    [InlineData("sep=,\nid,tags\n1,a\n2,b\n3,c\n")]
    [InlineData("id,tags\n1,\"x;y;z\nu;v;w\"\n2,b\n3,c\n")]
    public void Read_OtherDelimitersInsideValues_DoNotMislead(string text) =>
        Assert.Equal(["id", "tags"], Files.Read(text).Table().Columns.Select(column => column.Name));

    [Fact]
    public void Read_DecimalCommaInSemicolonFile_IsNumeric()
    {
        var result = Files.Read("Kunde;Umsatz;Alter\nA;1,5;30\nB;22,75;31\nC;3;40\n");

        Assert.Equal([1.5, 22.75, 3], Assert.IsType<NumericColumn>(result.Table()["Umsatz"]).Values.ToArray());
        Assert.Equal("decimal comma", result.Readings[1].Format);
    }

    [Theory]
    [InlineData("a;b\nx;1,234\ny;5,678\n")]
    [InlineData("a;b\nx;1,5\ny;2.5\n")]
    [InlineData("a,b\nx,\"1,234\"\ny,\"5,678\"\n")]
    [InlineData("a,b\nx,$12.50\ny,$3\n")]
    public void Read_NumbersThatCouldMeanTwoThings_StayAsWritten(string text) =>
        Assert.IsType<CategoricalColumn>(Files.Read(text).Table()["b"]);

    [Fact]
    public void Read_QuotedCells_KeepDelimitersQuotesAndLineEnds()
    {
        var result = Files.Read("id,note,n\n1,\"a, b\",1\n2,\"say \"\"hi\"\"\",2\n3,\"two\nlines\",3\n4,in \"the\" middle,4\n");

        Assert.Equal(["a, b", "say \"hi\"", "two\nlines", "in \"the\" middle"], result.Table().Cells("note"));
        Assert.Equal(0, result.RowsSetAsideCount);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void Read_AnyLineEnd_IsALineEnd(string end)
    {
        var result = Files.Read(string.Join(end, "a,b", "1,x", "2,y", "3,z"));

        Assert.Equal(["x", "y", "z"], result.Table().Cells("b"));
        Assert.Empty(result.Problems);
    }

    [Fact]
    public void Read_MixedLineEnds_ReadsAllRowsAndNotesIt()
    {
        var result = Files.Read("a,b\r\n1,x\n2,y\r3,z\r\n");

        Assert.Equal(["x", "y", "z"], result.Table().Cells("b"));
        Assert.Equal(IntakeSeverity.Note, result.Problem("mixed_line_ends").Severity);
    }

    public static TheoryData<string, string> Encodings => new()
    {
        { "utf-8", "UTF-8" }, { "utf-8-bom", "UTF-8" }, { "utf-16-bom", "UTF-16" }, { "utf-16", "UTF-16" }, { "utf-16BE-bom", "UTF-16" }, { "windows-1252", "Windows-1252" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Read_AnyEncoding_KeepsAccents(string encoding, string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var target = Encoding.GetEncoding(encoding.Replace("-bom", "", StringComparison.Ordinal));
        byte[] bytes = [.. encoding.EndsWith("-bom", StringComparison.Ordinal) ? target.GetPreamble() : [], .. target.GetBytes("name,größe\nZoë,1\nJürgen,2\nAndré,3\n")];

        var result = Files.Read(bytes);

        Assert.Equal(["Zoë", "Jürgen", "André"], result.Table().Cells("name"));
        Assert.True(result.Table().Contains("größe"));
        Assert.Contains(name, result.SourceFormat, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Gb18030_IsToldFromWesternText()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var result = Files.Read(Encoding.GetEncoding("GB18030").GetBytes("客户,城市,流失\n王伟,上海,是\n李娜,北京,否\n张敏,广州,否\n"));

        Assert.Equal(["上海", "北京", "广州"], result.Table().Cells("城市"));
        Assert.Equal("guessed_encoding", result.Problem("guessed_encoding").Kind);
    }

    [Fact]
    public void Read_CharactersAcrossBlocks_AreNotMistakenForAnotherEncoding()
    {
        // Every block of the survey ends inside one of the three-byte characters for two of the three offsets.
        for (var offset = 0; offset < 3; offset++)
        {
            var text = new StringBuilder("n,").Append('x', offset).Append('\n');
            for (var row = 0; row < 30_000; row++) text.Append("1,上海上海上海\n");

            var result = Files.Read(text.ToString(), name: "上海.csv");

            Assert.Contains("UTF-8", result.SourceFormat, StringComparison.Ordinal);
            Assert.Equal(["上海上海上海"], result.Table().Cells(result.Table().Columns[1].Name).Distinct());
        }
    }

    [Fact]
    public void Read_NoHeader_NamesColumnsByPosition()
    {
        var result = Files.Read("1,Leipzig,3.5\n2,Halle,4.5\n3,Leipzig,5.5\n4,Gera,1\n");

        Assert.Equal(["column_1", "column_2", "column_3"], result.Table().Columns.Select(column => column.Name));
        Assert.Equal(4, result.Table().RowCount);
        Assert.Equal("no_header", result.Problem("no_header").Kind);
    }

    [Fact]
    public void Read_YearsAsNames_AreAHeader() =>
        Assert.Equal(["customer", "2021", "2022", "2023"], Files.Read("customer,2021,2022,2023\n1,10,20,30\n2,5,6,7\n").Table().Columns.Select(column => column.Name));

    [Fact]
    public void Read_PlaceholderInFirstRow_IsNoHeader() =>
        Assert.Equal(3, Files.Read("1,NA,3.5\n2,5,4.5\n3,6,5.5\n").Table().RowCount);

    [Fact]
    public void Read_OneBrokenByteInUtf8_SpoilsThatCharacterOnly()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("上海,1\n", 20).Prepend("city,n\n"))), 0xE4, (byte)',', (byte)'2', (byte)'\n'];

        var result = Files.Read(bytes);

        Assert.Equal("上海", result.Table()["city"].Format(0));
        Assert.Equal(22, result.Problem("guessed_encoding").Place.Line);
    }

    [Fact]
    public void Read_OnlyText_HasAHeader() =>
        Assert.Equal(["name", "plan"], Files.Read("name,plan\nAnna,gold\nBert,silver\n").Table().Columns.Select(column => column.Name));

    [Fact]
    public void Read_TitleAndBlankLines_FindsTheHeader()
    {
        var result = Files.Read("Customers of 2023,,,\n\n,,,\nid,age,city,churned\n1,30,Leipzig,0\n\n2,40,Halle,1\n");

        Assert.Equal(["id", "age", "city", "churned"], result.Table().Columns.Select(column => column.Name));
        Assert.Equal(2, result.Table().RowCount);
        Assert.Equal(4, result.Problem("rows_above_table").Place.Line);
    }

    [Fact]
    public void Read_DelimiterAtEveryLineEnd_MakesNoColumn() =>
        Assert.Equal(["a", "b"], Files.Read("a,b\n1,2,\n3,4,\n5,6,\n").Table().Columns.Select(column => column.Name));

    [Fact]
    public void Read_UnnamedRowLabels_GetAName() =>
        Assert.Equal(["column_1", "a", "b"], Files.Read("a,b\nr1,1,2\nr2,3,4\nr3,5,6\n").Table().Columns.Select(column => column.Name));

    [Fact]
    public void Read_Headers_AreCleanedAndMadeDistinct()
    {
        var result = Files.Read(" Call  Failure ,x,x,,x (2),\n1,2,3,4,5,\n6,7,8,9,10,\n");

        Assert.Equal(["Call Failure", "x", "x (3)", "column_4", "x (2)"], result.Table().Columns.Select(column => column.Name));
        Assert.Equal(" Call  Failure ", result.Readings[0].OriginalHeader);
        Assert.Equal("x (3)", result.Problem("duplicate_header").Place.Column);
        Assert.Equal("column_4", result.Problem("unnamed_column").Place.Column);
        Assert.Equal(1, result.Problem("empty_column").Count);
    }

    [Fact]
    public void Read_StrayNul_IsLeftOutAndNoted()
    {
        var text = "id,city\n" + string.Concat(Enumerable.Range(1, 50).Select(i => $"{i},Leip\0zig\n").Take(1)) + string.Concat(Enumerable.Range(2, 50).Select(i => $"{i},Halle\n"));
        var result = Files.Read(text);

        Assert.Equal("Leipzig", result.Table()["city"].Format(0));
        Assert.Equal(2, result.Problem("nul_characters").Place.Line);
    }

    [Fact]
    public void Read_StreamThatCannotSeek_GivesTheSame()
    {
        var bytes = Encoding.UTF8.GetBytes("a,b\n1,x\n2,y\n");
        using var memory = new MemoryStream(bytes);
        using var pipe = new System.IO.Compression.BrotliStream(Compressed(bytes), System.IO.Compression.CompressionMode.Decompress);

        Assert.Equal(DatasetReader.Read(memory, "a").Table().Cells("b"), DatasetReader.Read(pipe, "a").Table().Cells("b"));
    }

    private static MemoryStream Compressed(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true)) brotli.Write(bytes);
        packed.Position = 0;
        return packed;
    }

    [Fact]
    public void Read_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        using var stream = new MemoryStream("a,b\n1,2\n3,4\n"u8.ToArray());

        Assert.Throws<OperationCanceledException>(() => DatasetReader.Read(stream, "a.csv", ct: cancelled.Token));
    }
}
