using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.DataScience.Tests.Profiling;

/// <summary>
/// A small table made by hand, each column from the row's number, with an outcome `churned` of which every fourth row left. Rows
/// enough that shares and intervals mean something.
/// </summary>
internal sealed class Table
{
    public const int Rows = 400;

    private readonly List<Column> _columns = [];
    private readonly List<ColumnReading> _readings = [];

    public static Table WithOutcome() => new Table().Number("churned", row => row % 4 == 0 ? 1 : 0);

    public Table Number(string name, Func<int, double> value) => Add(new NumericColumn(name, [.. Enumerable.Range(0, Rows).Select(value)]));

    public Table Text(string name, Func<int, string?> cell) => Add(new TextColumn(name, [.. Enumerable.Range(0, Rows).Select(cell)]));

    public Table Category(string name, Func<int, string?> cell) => Add(CategoricalColumn.FromCells(name, [.. Enumerable.Range(0, Rows).Select(cell)]));

    public Table Date(string name, Func<int, DateTime?> day) =>
        Add(new DateColumn(name, [.. Enumerable.Range(0, Rows).Select(row => day(row)?.Ticks ?? DateColumn.MissingTicks)]));

    public Table Blanks(string column, int count)
    {
        _readings.Add(new ColumnReading(column, column, null, count, 0));
        return this;
    }

    public Dataset Dataset() => new("table", _columns);

    public DatasetProfile Profile(ProfilingOptions? options = null, ChurnQuestion? question = null) =>
        DatasetProfiler.Profile(Dataset(), _readings, options ?? ProfilingOptions.Default, question, CancellationToken.None);

    /// <summary>The findings of one kind.</summary>
    public DataQualityIssue[] Find(IssueKind kind) => [.. Profile().Issues.Where(issue => issue.Kind == kind)];

    /// <summary>A number without pattern in [0, 1) that is the same in every run.</summary>
    public static double Noise(int row, uint salt = 1)
    {
        var z = ((uint)row + (salt * 7919)) * 2654435769u;
        z = (z ^ (z >> 15)) * 2246822519u;
        return ((z ^ (z >> 13)) * 3266489917u >> 8) / (double)(1 << 24);
    }

    private Table Add(Column column)
    {
        _columns.Add(column);
        return this;
    }
}
