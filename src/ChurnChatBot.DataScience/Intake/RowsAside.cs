namespace ChurnChatBot.DataScience.Intake;

/// <summary>The rows that could not be read: all counted, the first kept, one problem a kind.</summary>
internal sealed class RowsAside
{
    private readonly IntakeOptions _options;
    private readonly List<RowSetAside> _kept = [];
    private readonly Dictionary<string, IntakeProblem> _byKind = [];

    public RowsAside(IntakeOptions options)
    {
        _options = options;
    }

    public int Count { get; private set; }

    public IReadOnlyList<RowSetAside> Kept => _kept;

    /// <summary>The first problem of each kind, with the number of its rows.</summary>
    public IEnumerable<IntakeProblem> Problems => _byKind.Values;

    public IntakeProblem? First { get; private set; }

    public void Add(RecordSource row, IntakeProblem problem)
    {
        Count++;
        First ??= problem;
        _byKind[problem.Kind] = _byKind.TryGetValue(problem.Kind, out var first) ? first with { Count = first.Count + 1 } : problem;
        if (_kept.Count < _options.MaxRowsSetAsideKept)
            _kept.Add(new RowSetAside(row.Line, $"{problem.Found}; expected {problem.Expected}", row.RawText(_options.MaxTextKept)));
    }
}
