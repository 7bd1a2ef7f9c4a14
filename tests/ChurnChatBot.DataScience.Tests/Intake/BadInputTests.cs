using System.IO.Compression;
using System.Text;
using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.DataScience.Tests.Intake;

/// <summary>What no table can be made of is refused with its kind, what was found, what was expected and what to do.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "", "empty_file", "an empty file (0 bytes)" },
        { "  \n\n  ", "empty_file", "a file of blanks only" },
        { "id,age,city\n", "no_rows", "a header of 3 columns and no row of data" },
        { "id,age,city", "no_rows", "a header of 3 columns and no row of data" },
        { "name\nAnna\nBert\n", "one_column", "1 column" },
        { "These are some words.\nThey are no table at all\nand were written by hand.\n", "one_column", "1 column" },
        { "<!DOCTYPE html>\n<html><body>Sign in</body></html>", "not_a_table", "a web page (HTML)" },
        { "<?xml version=\"1.0\"?><a/>", "not_a_table", "an XML document" },
        { "%PDF-1.7\nabc", "not_a_table", "a PDF document" },
        { "[{\"a\":1,\"b\":2},{\"a\":", "not_a_table", "JSON that breaks off or is damaged" },
        { "[[1,2],[3,4]]", "not_a_table", "JSON without an object" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Read_NoTable_IsRefusedInWords(string text, string kind, string found)
    {
        var result = Files.Read(text);

        var refusal = Assert.IsType<IntakeProblem>(result.Refusal);
        Assert.Null(result.Dataset);
        Assert.Equal((kind, found), (refusal.Kind, refusal.Found));
        Assert.False(string.IsNullOrWhiteSpace(refusal.Expected));
        Assert.False(string.IsNullOrWhiteSpace(refusal.Advice));
    }

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13 }, "a PNG picture")]
    [InlineData(new byte[] { 0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0 }, "a Windows program")]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0 }, "a Linux program")]
    public void Read_BinaryCalledCsv_IsNamedForWhatItIs(byte[] bytes, string found) =>
        Assert.Equal(found, Files.Read(bytes).Refusal!.Found);

    [Fact]
    public void Read_UnknownBinary_IsRefused()
    {
        var bytes = new byte[5000];
        new Random(1).NextBytes(bytes);
        bytes[0] = 1;

        Assert.Equal("not_a_table", Files.Read(bytes).Refusal!.Kind);
    }

    [Fact]
    public void Read_HeaderThatLooksLikeAProgram_IsText() =>
        Assert.Equal("MZ", Files.Read("MZ,b\nx,1\ny,2\n").Table().Columns[0].Name);

    [Fact]
    public void Read_TenThousandColumns_IsRefused()
    {
        var header = string.Join(',', Enumerable.Range(1, 10_000).Select(i => $"c{i}"));
        var row = string.Join(',', Enumerable.Range(1, 10_000));

        var refusal = Files.Read($"{header}\n{row}\n{row}\n").Refusal!;

        Assert.Equal("too_many_columns", refusal.Kind);
        Assert.Equal(("10,000 columns", "at most 2,000 columns"), (refusal.Found, refusal.Expected));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_FieldOf200Megabytes_IsSetAsideAndTheRestRead(bool isQuoted)
    {
        var quote = isQuoted ? "\"" : "";
        var before = Encoding.ASCII.GetBytes($"id,note,n\n1,a,1\n2,{quote}");
        var after = Encoding.ASCII.GetBytes($"{quote},2\n3,c,3\n4,d,4\n");
        var bytes = new byte[before.Length + 200_000_000 + after.Length];
        before.CopyTo(bytes, 0);
        bytes.AsSpan(before.Length, 200_000_000).Fill((byte)'x');
        after.CopyTo(bytes, bytes.Length - after.Length);

        var result = Files.Read(bytes);

        Assert.Equal(["1", "3", "4"], result.Table().Cells("id"));
        Assert.Equal(3, result.Problem("field_too_long").Place.Line);
        Assert.Equal("note", result.Problem("field_too_long").Place.Column);
        Assert.Equal(200, Assert.Single(result.RowsSetAside).Text.Length);
    }

    [Fact]
    public void Read_TooManyBytesOrRows_IsRefused()
    {
        const string Text = "a,b\n1,2\n3,4\n5,6\n";

        Assert.Equal("file_too_large", Files.Read(Text, new IntakeOptions { MaxBytes = 10 }).Refusal!.Kind);
        Assert.Equal("too_many_rows", Files.Read(Text, new IntakeOptions { MaxRows = 2 }).Refusal!.Kind);
        Assert.Equal(3, Files.Read(Text, new IntakeOptions { MaxRows = 3 }).Table().RowCount);
    }

    [Fact]
    public void Read_RowsOfOtherWidth_AreSetAsideWithLineReasonAndText()
    {
        var result = Files.Read("id,age,city\n1,30,Leipzig\n2,40,Halle,extra\n3,50\n4,60,Gera\n5,70,Jena\n");

        Assert.Equal(["1", "4", "5"], result.Table().Cells("id"));
        Assert.Equal([(3L, "2,40,Halle,extra"), (4L, "3,50")], result.RowsSetAside.Select(row => (row.Line, row.Text)));
        Assert.Equal("4 values; expected 3 values, as in the header", result.RowsSetAside[0].Reason);
        var problem = result.Problem("row_has_other_width");
        Assert.Equal((3L, 2, "4 values"), (problem.Place.Line, problem.Count, problem.Found));
    }

    [Theory]
    [InlineData("3,\"Halle,30", "city")]
    [InlineData("3,\"Ha\"lle\",30", "city")]
    [InlineData("\"3,Halle,30", "id")]
    [InlineData("3,Halle,\"30", "age")]
    public void Read_UnclosedQuote_CostsOneLineOnly(string broken, string column)
    {
        foreach (var cell in new[] { "Jena", "\"Jena\"" })
        {
            var rows = Enumerable.Range(4, 3000).Select(i => $"{i},{cell},{i % 60}");
            var result = Files.Read($"id,city,age\n1,{cell},20\n2,{cell},25\n{broken}\n{string.Join('\n', rows)}\n");

            Assert.Equal(3002, result.Table().RowCount);
            var aside = Assert.Single(result.RowsSetAside);
            Assert.Equal((4L, broken), (aside.Line, aside.Text));
            Assert.Equal(column, result.Problem("unclosed_quote").Place.Column);
        }
    }

    [Fact]
    public void Read_QuoteThatSwallowsOneRow_CostsItsFirstLineOnly()
    {
        var result = Files.Read("id,city,age\n1,Jena,20\n\"2,Halle,30\n3,Gera\",40\n4,Gera,50\n5,Gera,51\n6,Gera,52\n");

        Assert.Equal(["1", "3", "4", "5", "6"], result.Table().Cells("id"));
        Assert.Equal(3, Assert.Single(result.RowsSetAside).Line);
    }

    [Fact]
    public void Read_MostRowsBroken_IsRefusedWithTheFirstPlace()
    {
        var result = Files.Read("a,b,c\n1,2\n3,4,5\n6,7,8,9\n1\n2,3,4\n5,6,7,8,9\n");

        var refusal = Assert.IsType<IntakeProblem>(result.Refusal);
        Assert.Equal(("most_rows_set_aside", 2L), (refusal.Kind, refusal.Place.Line));
        Assert.Equal(4, result.RowsSetAsideCount);
    }

    [Fact]
    public void Read_ManyRowsSetAside_KeepsTheFirstAndCountsAll()
    {
        var rows = Enumerable.Range(1, 1000).Select(i => i % 4 == 0 ? "x" : "1,2");

        var result = Files.Read("a,b\n" + string.Join('\n', rows), new IntakeOptions { MaxRowsSetAsideKept = 7 });

        Assert.Equal((7, 250, 750), (result.RowsSetAside.Count, result.RowsSetAsideCount, result.Table().RowCount));
    }

    [Fact]
    public void Read_Gzip_IsUnpackedWithinTheLimit()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write("a,b\n1,2\n3,4\n"u8);
        var bytes = packed.ToArray();

        Assert.Equal(2, Files.Read(bytes, "a.csv.gz").Table().RowCount);
        Assert.Equal("truncated_file", Files.Read(bytes[..^12], "a.csv.gz").Refusal!.Kind);
        Assert.Equal("file_too_large", Files.Read(Bomb(), "a.csv.gz", new IntakeOptions { MaxBytes = 1 << 20 }).Refusal!.Kind);
    }

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(new byte[5 << 20]);
        return packed.ToArray();
    }

    [Fact]
    public void Read_Zip_HoldsOneTable()
    {
        Assert.Equal(2, Files.Read(Zip(("a.csv", "a,b\n1,2\n3,4\n"), ("__MACOSX/._a.csv", "x")), "a.zip").Table().RowCount);
        Assert.Equal("archive_of_many", Files.Read(Zip(("a.csv", "a,b\n1,2\n"), ("b.csv", "a,b\n1,2\n")), "a.zip").Refusal!.Kind);
        Assert.Equal("an archive within an archive", Files.Read(Zip(("b.zip", "PK\u0003\u0004")), "a.zip").Refusal!.Found);
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return packed.ToArray();
    }

    [Fact]
    public void Read_EncryptedWorkbook_AsksForOneWithoutPassword()
    {
        var header = new byte[4096];
        ((byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(header, 0);

        Assert.Equal("truncated_file", Files.Read(header, "old.xls").Refusal!.Kind);
        Encoding.Unicode.GetBytes("EncryptedPackage").CopyTo(header, 1024);
        Assert.Equal("encrypted_file", Files.Read(header, "c.xlsx").Refusal!.Kind);
    }

    [Fact]
    public void Read_JsonLines_UnitesKeysAndSetsBrokenLinesAside()
    {
        var result = Files.Read("{\"id\":1,\"city\":\"Jena\"}\n{\"id\":2,\"age\":30.5,\"ok\":true}\n{\"id\":\n{\"id\":4,\"city\":null}\n", name: "c.jsonl");

        Assert.Equal(["id", "city", "age", "ok"], result.Table().Columns.Select(column => column.Name));
        Assert.Equal([null, "30.5", null], result.Table().Cells("age"));
        Assert.Equal(3, Assert.Single(result.RowsSetAside).Line);
        Assert.Equal(2, Files.Read("[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4}]", name: "c.json").Table().RowCount);
    }

    [Fact]
    public void Read_SpoiltRows_NeverLosesOne()
    {
        var random = new Random(11);
        for (var run = 0; run < 300; run++)
        {
            var lines = Enumerable.Range(1, 60).Select(i => $"id{i:000},{(i % 3 == 0 ? "\"Halle, Saale\"" : "Gera")},{i * 3}").ToArray();
            for (var spoilt = random.Next(20); spoilt > 0; spoilt--)
            {
                var line = random.Next(lines.Length);
                lines[line] = lines[line].Insert(5 + random.Next(lines[line].Length - 4), "\",;x\t"[random.Next(5)].ToString());
            }

            var result = Files.Read("id,city,n\n" + string.Join('\n', lines) + "\n");

            var dataset = result.Table();
            var all = string.Join('\n', dataset.Columns.SelectMany(column => dataset.Cells(column.Name)).Concat(result.RowsSetAside.Select(row => row.Text)));
            Assert.All(Enumerable.Range(1, 60), i => Assert.Contains($"id{i:000}", all, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Read_RandomBytes_NeverThrow()
    {
        var random = new Random(7);
        for (var run = 0; run < 2000; run++)
        {
            var bytes = new byte[random.Next(1, 400)];
            for (var i = 0; i < bytes.Length; i++) bytes[i] = random.Next(10) == 0 ? (byte)random.Next(256) : (byte)",\"\n\r; 01ab-{[\t|"[random.Next(15)];
            var result = Files.Read(bytes);
            Assert.Equal(result.Dataset is null, result.Refusal is not null);
        }
    }

    [Fact]
    public void Validate_LimitsOutOfRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntakeOptions { MaxRows = 0 }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntakeOptions { MaxBytes = long.MaxValue }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntakeOptions { MaxShareSetAside = double.NaN }.Validate());
    }
}
