namespace ChurnChatBot.DataScience.Data;

/// <summary>Free text, or cells that could not be read as anything narrower (mixed dates, identifiers); null where missing.</summary>
public sealed class TextColumn : Column
{
    private readonly string?[] _cells;

    /// <param name="name">The column's name.</param>
    /// <param name="cells">One cell a row, null where missing; never empty.</param>
    public TextColumn(string name, string?[] cells)
        : base(name)
    {
        _cells = cells;
    }

    public override ColumnKind Kind => ColumnKind.Text;

    public override int Length => _cells.Length;

    public ReadOnlySpan<string?> Cells => _cells;

    public string? this[int row] => _cells[row];

    public override bool IsMissing(int row) => _cells[row] is null;

    public override string? Format(int row) => _cells[row];

    public override Column Renamed(string name) => new TextColumn(name, _cells);

    public override Column Take(ReadOnlySpan<int> rows)
    {
        var taken = new string?[rows.Length];
        for (var i = 0; i < rows.Length; i++) taken[i] = _cells[rows[i]];
        return new TextColumn(Name, taken);
    }
}
