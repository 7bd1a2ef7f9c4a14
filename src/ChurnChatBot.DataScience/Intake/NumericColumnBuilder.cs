namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// A column that has held nothing but numbers so far. The first cell that is none ends that: the column <see cref="Failed"/>,
/// lets its values go, and is read from the file a second time as text, so that no cell is kept in a form it was not written in.
/// </summary>
internal sealed class NumericColumnBuilder : ColumnBuilder
{
    private readonly bool _commaAllowed;
    private ChunkedList<double> _values = new();
    private bool _commaIsProven;
    private int _finite;

    public NumericColumnBuilder(bool commaAllowed)
    {
        _commaAllowed = commaAllowed;
    }

    public bool Failed { get; private set; }

    /// <summary>Cells written as NaN or infinite.</summary>
    public int NonFiniteCells { get; private set; }

    public long FirstNonFiniteLine { get; private set; }

    /// <summary>The decimal sign of the column, or '\0' where all its numbers are whole.</summary>
    public char Separator { get; private set; }

    /// <summary>
    /// Whether the column can stay one of numbers: "1,234" throughout may be thousands as well as thousandths, and a column of
    /// "NaN" alone says nothing.
    /// </summary>
    public bool IsConvincing => !Failed && (Separator != ',' || _commaIsProven) && (_finite > 0 || NonFiniteCells == 0);

    public double[] Build() => _values.ToArray();

    public void Release() => _values = new ChunkedList<double>();

    protected override void AddMissing()
    {
        if (!Failed) _values.Add(double.NaN);
    }

    protected override void AddCell(ReadOnlySpan<char> cell, long line)
    {
        if (Failed) return;
        var shape = NumberSyntax.Parse(cell, _commaAllowed, out var value, out var separator);
        if (shape == NumberShape.NotANumber || (separator != '\0' && !Accept(separator, cell)))
        {
            Failed = true;
            Release();
            return;
        }

        if (shape == NumberShape.Finite) _finite++;
        else if (NonFiniteCells++ == 0) FirstNonFiniteLine = line;
        _values.Add(value);
    }

    private bool Accept(char separator, ReadOnlySpan<char> cell)
    {
        if (Separator == '\0') Separator = separator;
        if (separator == ',' && !_commaIsProven)
        {
            var number = cell.Trim(' ').TrimStart("+-");
            var comma = number.IndexOf(',');
            _commaIsProven = number.Length - comma - 1 != 3 || comma is 0 or > 3 || number[0] == '0';
        }

        return Separator == separator;
    }
}
