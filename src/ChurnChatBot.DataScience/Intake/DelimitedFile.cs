namespace ChurnChatBot.DataScience.Intake;

/// <summary>Reads a delimited text: encoding, then dialect, then header, each found by evidence, then the rows.</summary>
internal static class DelimitedFile
{
    private const int SampleLength = 1 << 18;

    public static IntakeResult Read(UploadedFile file, string fileName, IntakeOptions options, CancellationToken cancellation)
    {
        if (TextEncoding.Detect(file, cancellation) is not { } encoding)
            return Refuse(fileName, IntakeProblems.NotATable("a binary file"));
        var (sample, isWhole) = Sample(file, encoding);
        if (string.IsNullOrWhiteSpace(sample)) return Refuse(fileName, IntakeProblems.NoText());
        if (CsvDialectDetector.Detect(sample, isWhole, options) is not ({ } dialect, { Count: > 0 } rows))
            return Refuse(fileName, IntakeProblems.OneColumn(new IntakePlace(Line: 1)));

        CsvRecordReader? last = null;
        var layout = HeaderFinder.Find(rows);
        var table = new TableFile(fileName, () => last = new CsvRecordReader(encoding.Open(file), dialect, options), rows, layout)
        {
            AllowsDecimalComma = dialect.AllowsDecimalComma,
        };
        var result = new TableReader(table, options, cancellation).Read();
        var header = layout.HeaderLine is { } line ? FormattableString.Invariant($"header in line {line}") : "no header";
        return result with
        {
            SourceFormat = $"{(dialect.Delimiter == '\t' ? "TSV" : "CSV")}, {dialect.Name}, {encoding.Name}, {header}",
            Problems = [.. result.Problems, .. Oddities(encoding, last)],
        };
    }

    private static IEnumerable<IntakeProblem> Oddities(TextEncoding encoding, CsvRecordReader? reader)
    {
        if (encoding.FirstOddLine > 0) yield return IntakeProblems.GuessedEncoding(encoding.Name, encoding.FirstOddLine);
        if (encoding.NulCharacters > 0) yield return IntakeProblems.NulCharacters(encoding.NulCharacters, encoding.FirstNulLine);
        if (reader is { LineEnds.AreMixed: true }) yield return IntakeProblems.MixedLineEnds();
    }

    private static (string Text, bool IsWhole) Sample(UploadedFile file, TextEncoding encoding)
    {
        using var text = encoding.Open(file);
        var buffer = new char[SampleLength];
        var length = 0;
        for (var read = text.Read(buffer, 0, buffer.Length); read > 0; read = text.Read(buffer, length, buffer.Length - length)) length += read;
        return (new string(buffer, 0, length), length < buffer.Length);
    }

    private static IntakeResult Refuse(string fileName, IntakeProblem problem) => new() { FileName = fileName, Problems = [problem] };
}
