using System.Globalization;
using ExcelDataReader;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// The rows of one sheet, each cell as the invariant text that says the same: numbers round-trip, dates as ISO, TRUE and FALSE
/// as Excel shows them. An error (#N/A) reads as nothing; <see cref="WorkbookArchive"/> counts those. So a workbook goes the same way as any other file from here on.
/// </summary>
internal sealed class ExcelRecordSource : RecordSource
{
    private readonly IExcelDataReader _reader;
    private readonly IntakeOptions _options;
    private readonly List<Range> _fields = [];
    private char[] _row = new char[1 << 12];
    private int _used;
    private long _line;
    private RecordFault _fault;
    private int _faultField;

    /// <param name="reader">Stands before the first row of the sheet; owned from here on.</param>
    public ExcelRecordSource(IExcelDataReader reader, IntakeOptions options)
    {
        _reader = reader;
        _options = options;
    }

    public override int FieldCount => _fields.Count;

    public override long Line => _line;

    public override RecordFault Fault => _fault;

    public override int FaultField => _faultField;

    public override bool Read()
    {
        while (_reader.Read())
        {
            _line++;
            _fields.Clear();
            _used = 0;
            _fault = RecordFault.None;
            var width = Math.Min(_reader.FieldCount, _options.MaxColumns + 1);
            for (var column = 0; column < width; column++)
            {
                var start = _used;
                Write(column);
                _fields.Add(start.._used);
                if (_used - start > _options.MaxFieldLength && _fault == RecordFault.None) (_fault, _faultField) = (RecordFault.FieldTooLong, column);
            }

            if (!_row.AsSpan(0, _used).IsWhiteSpace()) return true;
        }

        return false;
    }

    public override ReadOnlySpan<char> Field(int index) => _row.AsSpan(_fields[index]);

    public override string RawText(int maxLength)
    {
        var text = string.Join(", ", _fields.Select(field => new string(_row.AsSpan(field)[..Math.Min(field.End.Value - field.Start.Value, maxLength)])));
        return text[..Math.Min(text.Length, maxLength)];
    }

    public override void Dispose()
    {
        _reader.Dispose();
        base.Dispose();
    }

    private void Write(int column)
    {
        switch (_reader.GetValue(column))
        {
            case string text:
                Write(text);
                break;
            case double number:
                EnsureRoom(32);
                number.TryFormat(_row.AsSpan(_used), out var written, "R", CultureInfo.InvariantCulture);
                _used += written;
                break;
            case DateTime instant:
                // Excel keeps instants as fractions of a day, so that a whole second comes back a little off.
                var rounded = new DateTime((instant.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Unspecified);
                Write(rounded.ToString(rounded.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
                break;
            case bool truth:
                Write(truth ? "TRUE" : "FALSE");
                break;
            case IFormattable other:
                Write(other.ToString(null, CultureInfo.InvariantCulture));
                break;
        }
    }

    private void Write(ReadOnlySpan<char> text)
    {
        EnsureRoom(text.Length);
        text.CopyTo(_row.AsSpan(_used));
        _used += text.Length;
    }

    private void EnsureRoom(int length)
    {
        if (_row.Length - _used < length) Array.Resize(ref _row, Math.Max(_row.Length * 2, _used + length));
    }
}
