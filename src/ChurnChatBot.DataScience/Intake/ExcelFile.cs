using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// Reads a workbook: which of its sheets is the data is found by evidence (the most filled cells under a header; among sheets of
/// like size the one with an outcome), and the others are named, so that a person can choose.
/// </summary>
internal static class ExcelFile
{
    private const int SampleRows = 300;

    private static readonly string[] OutcomeWords = ["churn", "exited", "attrition", "attrited", "cancelled", "canceled", "left", "target", "label"];

    static ExcelFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private sealed record SheetRead(string Name, int Index, int Rows, int Columns, bool IsVisible, List<SampleRow> Sample, TableLayout? Layout)
    {
        public bool IsTable => Layout is { Headers.Length: >= 2 } && Rows > 1;

        public double FilledCells => Sample.Count == 0 ? 0 : Rows * Sample.Average(row => row.FilledCells);

        public bool HasOutcome => Layout is not null && Layout.Headers.Any(header => OutcomeWords.Any(word => header.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    public static IntakeResult Read(UploadedFile file, string fileName, IntakeOptions options, CancellationToken cancellation)
    {
        try
        {
            return ReadWorkbook(file, fileName, options, cancellation);
        }
        catch (InvalidPasswordException)
        {
            return Refuse(fileName, IntakeProblems.Encrypted());
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            return Refuse(fileName, HoldsEncryptedPackage(file) ? IntakeProblems.Encrypted() : IntakeProblems.Truncated("a workbook"));
        }
    }

    /// <summary>
    /// What the archive, XML and workbook readers throw on a broken file. They were not made for hostile input and also run into
    /// indexes, casts and nulls; the world's failures (disk, memory, cancellation) are not among these.
    /// </summary>
    public static bool IsDamage(Exception exception) => exception is
        InvalidDataException or ExcelReaderException or XmlException or EndOfStreamException or FormatException or OverflowException or ArgumentException
        or IndexOutOfRangeException or NullReferenceException or InvalidCastException or KeyNotFoundException or InvalidOperationException or NotSupportedException or NotImplementedException;

    // A workbook under a password lies in a compound document, in a stream of this name.
    private static bool HoldsEncryptedPackage(UploadedFile file) =>
        FileSignature.Of(file).Kind == FileKind.CompoundDocument && file.FirstBytes(64 << 20).AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;

    private static IntakeResult ReadWorkbook(UploadedFile file, string fileName, IntakeOptions options, CancellationToken cancellation)
    {
        var sheets = Survey(file, options, cancellation);
        if (options.Sheet is { } wanted && sheets.TrueForAll(sheet => sheet.Name != wanted))
            return Refuse(fileName, IntakeProblems.NoSuchSheet(wanted, sheets.Select(sheet => sheet.Name)));
        if (Choose(sheets, options) is not { } chosen) return Refuse(fileName, NoTable(sheets));
        if (chosen.Columns > options.MaxColumns) return Refuse(fileName, IntakeProblems.TooManyColumns(chosen.Columns, options.MaxColumns, new IntakePlace(Sheet: chosen.Name)));
        var table = new TableFile(fileName, () => OpenSheet(file, chosen.Index, options), chosen.Sample, chosen.Layout!) { IsSpreadsheet = true, Sheet = chosen.Name };
        var result = new TableReader(table, options, cancellation).Read();
        var summaries = sheets.ConvertAll(sheet => new SheetSummary(sheet.Name, sheet.Rows, sheet.Columns, sheet == chosen));
        return result with
        {
            SourceFormat = FormattableString.Invariant($"Excel, sheet {chosen.Index + 1} of {sheets.Count}: {chosen.Name}"),
            Sheets = summaries,
            Problems = [.. result.Problems.Select(problem => InSheet(problem, chosen.Name)), .. OddCells(file, chosen), .. Others(sheets, chosen)],
        };
    }

    private static IntakeProblem InSheet(IntakeProblem problem, string sheet) => problem with { Place = problem.Place with { Sheet = sheet } };

    private static IEnumerable<IntakeProblem> Others(List<SheetRead> sheets, SheetRead chosen)
    {
        var read = new SheetSummary(chosen.Name, chosen.Rows, chosen.Columns, Read: true);
        foreach (var other in sheets.Where(sheet => sheet != chosen && sheet.IsTable && sheet.FilledCells >= 0.1 * chosen.FilledCells))
            yield return IntakeProblems.OtherSheet(read, new SheetSummary(other.Name, other.Rows, other.Columns, Read: false));
    }

    private static IEnumerable<IntakeProblem> OddCells(UploadedFile file, SheetRead chosen)
    {
        if (FileSignature.Of(file).Kind != FileKind.Zip) yield break;
        using var archive = new ZipArchive(file.FromStart(), ZipArchiveMode.Read, leaveOpen: true);
        var (formulas, errors) = WorkbookArchive.CountOddCells(archive, chosen.Name);
        if (formulas > 0) yield return IntakeProblems.FormulasWithoutValue(formulas, new IntakePlace(Sheet: chosen.Name));
        if (errors > 0) yield return IntakeProblems.ErrorCells(errors, new IntakePlace(Sheet: chosen.Name));
    }

    private static List<SheetRead> Survey(UploadedFile file, IntakeOptions options, CancellationToken cancellation)
    {
        using var reader = OpenWorkbook(file);
        var sheets = new List<SheetRead>();
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var sample = new List<SampleRow>();
            var rows = new ExcelRecordSource(reader, options);
            while (sample.Count < SampleRows && rows.Read()) sample.Add(new SampleRow(rows.Cells(), rows.Line));
            var layout = sample.Count > 0 ? HeaderFinder.Find(sample) : null;
            sheets.Add(new SheetRead(reader.Name, sheets.Count, reader.RowCount, reader.FieldCount, reader.VisibleState == "visible", sample, layout));
        }
        while (reader.NextResult());

        return sheets;
    }

    private static SheetRead? Choose(List<SheetRead> sheets, IntakeOptions options)
    {
        if (options.Sheet is { } wanted) return sheets.Find(sheet => sheet.Name == wanted && sheet.Layout is not null);
        var tables = sheets.Where(sheet => sheet.IsTable).ToList();
        if (tables.Exists(sheet => sheet.IsVisible)) tables.RemoveAll(sheet => !sheet.IsVisible);
        var most = tables.Count == 0 ? 0 : tables.Max(sheet => sheet.FilledCells);
        return tables.Where(sheet => sheet.FilledCells >= most / 2).OrderByDescending(sheet => sheet.HasOutcome).ThenByDescending(sheet => sheet.FilledCells).FirstOrDefault();
    }

    private static IntakeProblem NoTable(List<SheetRead> sheets) =>
        sheets.Find(sheet => sheet.Layout is not null) is not { Layout: { } layout } sheet
            ? IntakeProblems.EmptyWorkbook()
            : layout.Headers.Length < 2
                ? IntakeProblems.OneColumn(new IntakePlace(Sheet: sheet.Name))
                : IntakeProblems.NoRows(layout.Headers.Length, new IntakePlace(Sheet: sheet.Name));

    private static ExcelRecordSource OpenSheet(UploadedFile file, int index, IntakeOptions options)
    {
        var reader = OpenWorkbook(file);
        for (var i = 0; i < index; i++) reader.NextResult();
        return new ExcelRecordSource(reader, options);
    }

    private static IExcelDataReader OpenWorkbook(UploadedFile file) =>
        ExcelReaderFactory.CreateReader(file.FromStart(), new ExcelReaderConfiguration { LeaveOpen = true });

    private static IntakeResult Refuse(string fileName, IntakeProblem problem) => new() { FileName = fileName, Problems = [problem] };
}
