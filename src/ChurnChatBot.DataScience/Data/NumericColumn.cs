using System.Globalization;

namespace ChurnChatBot.DataScience.Data;

/// <summary>Real numbers; a missing cell is <see cref="double.NaN"/>. Infinities never enter: intake reads them as missing and says so.</summary>
public sealed class NumericColumn : Column
{
    private readonly double[] _values;

    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row, NaN where missing. Owned by the column from here on; not to be changed.</param>
    public NumericColumn(string name, double[] values)
        : base(name)
    {
        _values = values;
    }

    public override ColumnKind Kind => ColumnKind.Numeric;

    public override int Length => _values.Length;

    public ReadOnlySpan<double> Values => _values;

    public double this[int row] => _values[row];

    public override bool IsMissing(int row) => double.IsNaN(_values[row]);

    public override string? Format(int row) =>
        IsMissing(row) ? null : _values[row].ToString("R", CultureInfo.InvariantCulture);

    public override Column Renamed(string name) => new NumericColumn(name, _values);

    public override Column Take(ReadOnlySpan<int> rows)
    {
        var taken = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++) taken[i] = _values[rows[i]];
        return new NumericColumn(Name, taken);
    }
}
