using System.Text;
using System.Text.Json;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>Reads an array of flat objects, or flat objects one a line. The columns are all keys in order of first appearance.</summary>
internal static class JsonFile
{
    private const int MaxDepth = 16;

    // A document is held in memory with an index of its values; lines are not.
    private const int MaxArrayBytes = 256 << 20;

    private static readonly JsonDocumentOptions Parsing = new() { MaxDepth = MaxDepth };

    public static IntakeResult Read(UploadedFile file, string fileName, IntakeOptions options, CancellationToken cancellation)
    {
        if (IsArray(file)) return ReadArray(file, fileName, options, cancellation);
        return ReadItems("JSON lines", fileName, () => Lines(file, cancellation), options, cancellation);
    }

    private static bool IsArray(UploadedFile file)
    {
        var head = Encoding.Latin1.GetString(file.FirstBytes(1024)).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return head.StartsWith('[');
    }

    private static IntakeResult ReadArray(UploadedFile file, string fileName, IntakeOptions options, CancellationToken cancellation)
    {
        if (file.Length > MaxArrayBytes) return Refuse(fileName, IntakeProblems.TooLarge(MaxArrayBytes));
        try
        {
            using var document = JsonDocument.Parse(file.FromStart(), Parsing);
            var items = document.RootElement.EnumerateArray().Select((item, index) => ((JsonElement?)item, (long)index + 1)).ToList();
            return ReadItems("JSON array", fileName, () => items, options, cancellation);
        }
        catch (JsonException broken)
        {
            return Refuse(fileName, IntakeProblems.BadJson("JSON that breaks off or is damaged", broken.LineNumber + 1));
        }
    }

    private static IntakeResult ReadItems(string format, string fileName, Func<IEnumerable<(JsonElement? Item, long Line)>> items, IntakeOptions options, CancellationToken cancellation)
    {
        var positions = Columns(items(), options);
        if (positions.Count > options.MaxColumns) return Refuse(fileName, IntakeProblems.TooManyColumns(positions.Count, options.MaxColumns, new IntakePlace()));
        if (positions.Count == 0) return Refuse(fileName, IntakeProblems.BadJson("JSON without an object", 1));
        if (positions.Count == 1) return Refuse(fileName, IntakeProblems.OneColumn(new IntakePlace(Line: 1)));
        var headers = positions.OrderBy(position => position.Value).Select(position => position.Key).ToArray();
        var layout = new TableLayout(headers, HeaderLine: 1, FirstDataLine: 1, DescriptionLine: null, TitleRows: 0);
        RecordSource Open() => new JsonRecordSource(items(), positions, options.MaxFieldLength);
        var table = new TableFile(fileName, Open, Sample(Open), layout);
        return new TableReader(table, options, cancellation).Read() with { SourceFormat = $"{format}, UTF-8" };
    }

    private static List<SampleRow> Sample(Func<RecordSource> open)
    {
        using var rows = open();
        var sample = new List<SampleRow>();
        while (sample.Count < CsvDialectDetector.SampleRows && rows.Read())
        {
            if (rows.Fault == RecordFault.None) sample.Add(new SampleRow(rows.Cells(), rows.Line));
        }

        return sample;
    }

    private static Dictionary<string, int> Columns(IEnumerable<(JsonElement? Item, long Line)> items, IntakeOptions options)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (item, _) in items)
        {
            if (item is not { ValueKind: JsonValueKind.Object } row) continue;
            foreach (var property in row.EnumerateObject()) positions.TryAdd(property.Name, positions.Count);
            if (positions.Count > options.MaxColumns) break;
        }

        return positions;
    }

    private static IEnumerable<(JsonElement? Item, long Line)> Lines(UploadedFile file, CancellationToken cancellation)
    {
        using var reader = new StreamReader(file.FromStart(), Encoding.UTF8);
        var number = 0L;
        while (reader.ReadLine() is { } line)
        {
            cancellation.ThrowIfCancellationRequested();
            number++;
            if (!string.IsNullOrWhiteSpace(line)) yield return (Parse(line), number);
        }
    }

    private static JsonElement? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Parsing);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IntakeResult Refuse(string fileName, IntakeProblem problem) => new() { FileName = fileName, Problems = [problem] };
}
