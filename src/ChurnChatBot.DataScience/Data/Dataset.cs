using System.Diagnostics.CodeAnalysis;

namespace ChurnChatBot.DataScience.Data;

/// <summary>
/// A table of columns of equal length with distinct names (ordinal, case-sensitive). Immutable: every change returns a
/// new dataset that shares the untouched columns.
/// </summary>
public sealed class Dataset
{
    private readonly Column[] _columns;
    private readonly Dictionary<string, int> _positions;

    /// <exception cref="ArgumentException">Two columns share a name, or lengths differ.</exception>
    public Dataset(string name, IEnumerable<Column> columns)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _columns = [.. columns];
        _positions = new Dictionary<string, int>(_columns.Length, StringComparer.Ordinal);
        RowCount = _columns.Length == 0 ? 0 : _columns[0].Length;
        for (var i = 0; i < _columns.Length; i++)
        {
            if (!_positions.TryAdd(_columns[i].Name, i))
                throw new ArgumentException($"Two columns are called '{_columns[i].Name}'.", nameof(columns));
            if (_columns[i].Length != RowCount)
                throw new ArgumentException($"Column '{_columns[i].Name}' has {_columns[i].Length} rows where {RowCount} were expected.", nameof(columns));
        }
    }

    /// <summary>What people call it, usually the file's name.</summary>
    public string Name { get; }

    public int RowCount { get; }

    public IReadOnlyList<Column> Columns => _columns;

    /// <exception cref="ArgumentException">There is no such column.</exception>
    public Column this[string name] =>
        TryGetColumn(name, out var column) ? column : throw new ArgumentException($"There is no column '{name}' in '{Name}'.", nameof(name));

    public bool TryGetColumn(string name, [NotNullWhen(true)] out Column? column)
    {
        column = _positions.TryGetValue(name, out var position) ? _columns[position] : null;
        return column is not null;
    }

    public bool Contains(string name) => _positions.ContainsKey(name);

    /// <summary>Replaces the column of the same name in its place, or adds it at the end.</summary>
    public Dataset With(Column column)
    {
        if (!_positions.TryGetValue(column.Name, out var position)) return new Dataset(Name, [.. _columns, column]);
        var columns = (Column[])_columns.Clone();
        columns[position] = column;
        return new Dataset(Name, columns);
    }

    /// <summary>Leaves out a column; unknown names change nothing.</summary>
    public Dataset Without(string name) =>
        Contains(name) ? new Dataset(Name, _columns.Where(column => column.Name != name)) : this;

    /// <summary>The given rows in the given order; a row may be taken more than once.</summary>
    public Dataset TakeRows(ReadOnlySpan<int> rows)
    {
        var columns = new Column[_columns.Length];
        for (var i = 0; i < columns.Length; i++) columns[i] = _columns[i].Take(rows);
        return new Dataset(Name, columns);
    }
}
