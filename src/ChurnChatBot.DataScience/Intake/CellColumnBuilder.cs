namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// A column of cells as written: codes into a dictionary while the distinct cells are few, which saves a string for every
/// repeated cell, and strings from the point on where they are many.
/// </summary>
internal sealed class CellColumnBuilder : ColumnBuilder
{
    private readonly int _maxLevels;
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _levels = [];
    private readonly List<int> _counts = [];
    private readonly List<long> _firstLines = [];
    private ChunkedList<int>? _codes = new();
    private ChunkedList<string?>? _texts;

    public CellColumnBuilder(int maxLevels)
    {
        _maxLevels = maxLevels;
        _lookup = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public CellColumn Build() => new()
    {
        Codes = _codes?.ToArray(),
        Texts = _texts?.ToArray(),
        Levels = _codes is null ? [] : [.. _levels],
        Counts = _codes is null ? [] : [.. _counts],
        FirstLines = _codes is null ? [] : [.. _firstLines],
        FilledCells = FilledCells,
    };

    protected override void AddMissing()
    {
        _codes?.Add(-1);
        _texts?.Add(null);
    }

    protected override void AddCell(ReadOnlySpan<char> cell, long line)
    {
        if (_codes is null)
        {
            _texts!.Add(cell.ToString());
            return;
        }

        if (!_lookup.TryGetValue(cell, out var code))
        {
            if (_levels.Count == _maxLevels)
            {
                SpillToTexts();
                _texts!.Add(cell.ToString());
                return;
            }

            code = _levels.Count;
            var level = cell.ToString();
            _codeOf.Add(level, code);
            _levels.Add(level);
            _counts.Add(0);
            _firstLines.Add(line);
        }

        _counts[code]++;
        _codes.Add(code);
    }

    private void SpillToTexts()
    {
        _texts = new ChunkedList<string?>();
        foreach (var code in _codes!.ToArray()) _texts.Add(code < 0 ? null : _levels[code]);
        _codes = null;
        _codeOf.Clear();
    }
}
