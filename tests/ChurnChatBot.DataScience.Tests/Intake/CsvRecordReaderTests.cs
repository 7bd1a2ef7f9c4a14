using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.DataScience.Tests.Intake;

public sealed class CsvRecordReaderTests
{
    private static readonly IntakeOptions Limits = new();

    private static List<string> Records(TextReader text, CsvDialect dialect)
    {
        using var reader = new CsvRecordReader(text, dialect, Limits);
        var records = new List<string>();
        while (reader.Read())
            records.Add($"{reader.Line} {reader.Fault} {reader.RawText(40)} -> {(reader.Fault == RecordFault.None ? string.Join('\u241E', reader.Cells()) : "")}");
        return records;
    }

    [Theory]
    [InlineData(',', false)]
    [InlineData(' ', true)]
    public void Read_TextInPiecesOfAnySize_GivesTheSameRecords(char delimiter, bool isBlankAligned)
    {
        var random = new Random(5);
        for (var run = 0; run < 500; run++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => "aab,,  \"\"\r\n\n"[random.Next(12)])]);
            var dialect = new CsvDialect(delimiter, isBlankAligned);

            Assert.Equal(Records(new StringReader(text), dialect), Records(new PiecemealReader(text, random), dialect));
        }
    }

    [Fact]
    public void Read_RowsLongerThanTheBuffer_AreWhole()
    {
        var cells = Enumerable.Range(0, 30).Select(i => new string((char)('a' + (i % 26)), 20_000)).ToArray();
        var text = string.Concat(Enumerable.Repeat(string.Join(',', cells.Select((cell, i) => i % 2 == 0 ? cell : $"\"{cell}\"")) + "\r\n", 3));
        using var reader = new CsvRecordReader(new StringReader(text), new CsvDialect(','), Limits);

        for (var line = 1; line <= 3; line++)
        {
            Assert.True(reader.Read());
            Assert.Equal(line, reader.Line);
            Assert.Equal(cells, reader.Cells());
        }

        Assert.False(reader.Read());
    }

    [Fact]
    public void Read_LinesInsideQuotes_CountForTheLineOfTheNextRow()
    {
        using var reader = new CsvRecordReader(new StringReader("a,\"b\r\nc\nd\re\"\nx,y\n"), new CsvDialect(','), Limits);

        Assert.True(reader.Read());
        Assert.True(reader.SpansLines);
        Assert.True(reader.Read());
        Assert.Equal(5, reader.Line);
    }

    [Fact]
    public void Read_RowBeyondTheLimit_IsAFaultAndTheNextIsRead()
    {
        var text = string.Join(',', Enumerable.Repeat("abcdefgh", 1000)) + "\n1,2\n";
        using var reader = new CsvRecordReader(new StringReader(text), new CsvDialect(','), new IntakeOptions { MaxRowLength = 500 });

        Assert.True(reader.Read());
        Assert.Equal(RecordFault.RowTooLong, reader.Fault);
        Assert.True(reader.Read());
        Assert.Equal(["1", "2"], reader.Cells());
    }

    /// <summary>Gives a few characters at a time, as a slow connection does.</summary>
    private sealed class PiecemealReader(string text, Random random) : TextReader
    {
        private int _at;

        public override int Read(char[] buffer, int index, int count)
        {
            var length = Math.Min(Math.Min(count, random.Next(1, 4)), text.Length - _at);
            text.CopyTo(_at, buffer, index, length);
            _at += length;
            return length;
        }
    }
}
