namespace ChurnChatBot.DataScience.Data;

/// <summary>One of a known set of levels a row, kept as a code into <see cref="Levels"/>; −1 where missing.</summary>
public sealed class CategoricalColumn : Column
{
    public const int MissingCode = -1;

    private readonly int[] _codes;
    private readonly string[] _levels;

    /// <param name="name">The column's name.</param>
    /// <param name="codes">One code a row: an index into <paramref name="levels"/>, or −1 where missing.</param>
    /// <param name="levels">The distinct levels, none null or empty. Levels without a row are allowed.</param>
    public CategoricalColumn(string name, int[] codes, string[] levels)
        : base(name)
    {
        _codes = codes;
        _levels = levels;
    }

    public override ColumnKind Kind => ColumnKind.Categorical;

    public override int Length => _codes.Length;

    public ReadOnlySpan<int> Codes => _codes;

    public IReadOnlyList<string> Levels => _levels;

    public override bool IsMissing(int row) => _codes[row] < 0;

    public override string? Format(int row) => _codes[row] < 0 ? null : _levels[_codes[row]];

    public override Column Renamed(string name) => new CategoricalColumn(name, _codes, _levels);

    public override Column Take(ReadOnlySpan<int> rows)
    {
        var taken = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++) taken[i] = _codes[rows[i]];
        return new CategoricalColumn(Name, taken, _levels);
    }

    /// <summary>Builds the column from cells, levels in order of first appearance; null or empty cells are missing.</summary>
    public static CategoricalColumn FromCells(string name, IReadOnlyList<string?> cells)
    {
        var codeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var codes = new int[cells.Count];
        for (var row = 0; row < codes.Length; row++)
        {
            var cell = cells[row];
            if (string.IsNullOrEmpty(cell))
            {
                codes[row] = MissingCode;
                continue;
            }

            if (!codeOf.TryGetValue(cell, out var code)) codeOf.Add(cell, code = codeOf.Count);
            codes[row] = code;
        }

        var levels = new string[codeOf.Count];
        foreach (var (level, code) in codeOf) levels[code] = level;
        return new CategoricalColumn(name, codes, levels);
    }
}
