using System.Runtime.InteropServices;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// Tells a delimited text apart into rows and cells (RFC 4180, any line end, any delimiter), holding one row in one buffer and
/// making no string. Written here rather than taken from CsvHelper, which makes a string of every cell and cannot go back to
/// the second line of a row whose quote never closes. That going back is the rule that keeps one bad quote from swallowing the
/// file: a quoted cell that does not end before a delimiter, a line end or the length limit costs its first line only.
/// </summary>
internal sealed class CsvRecordReader : RecordSource
{
    private const int FirstBufferLength = 1 << 16;

    private readonly TextReader _text;
    private readonly CsvDialect _dialect;
    private readonly IntakeOptions _limits;
    private readonly List<CellRange> _fields = [];
    private char[] _buffer = new char[FirstBufferLength];
    private char[] _unescaped = [];
    private int _start;
    private int _end;
    private bool _ended;
    private int _consumed;
    private long _line = 1;
    private long _linesConsumed;
    private RecordFault _fault;
    private int _faultField;

    public CsvRecordReader(TextReader text, CsvDialect dialect, IntakeOptions limits)
    {
        _text = text;
        _dialect = dialect;
        _limits = limits;
    }

    // Offsets count from the start of the row, so that they stay true when the buffer moves.
    private readonly record struct CellRange(int Start, int Length, bool Quoted, bool Escaped);

    public override int FieldCount => _fields.Count;

    public override long Line => _line;

    public override RecordFault Fault => _fault;

    public override int FaultField => _faultField;

    public override bool SpansLines => _linesConsumed > 1;

    public LineEnds LineEnds { get; } = new();

    /// <summary>The text ended inside this row, without a line end.</summary>
    public bool EndsWithText => _ended && _start + _consumed == _end;

    public override bool Read()
    {
        do
        {
            Advance();
            if (_start == _end && !Fill()) return false;
            ReadRow();
        }
        while (_fault == RecordFault.None && IsBlank());

        return true;
    }

    public override ReadOnlySpan<char> Field(int index)
    {
        var field = CollectionsMarshal.AsSpan(_fields)[index];
        var raw = _buffer.AsSpan(_start + field.Start, field.Length);
        return field.Escaped ? Unescape(raw) : raw;
    }

    public override string RawText(int maxLength)
    {
        if (_fault == RecordFault.None)
        {
            var row = Filled(0)[.._consumed].TrimEnd("\r\n");
            return row[..Math.Min(row.Length, maxLength)].ToString();
        }

        // The fault may have been found before the rest of the line was read.
        var raw = FirstLine(Filled(0));
        for (var more = true; more && raw.Length == _end - _start && raw.Length < maxLength;)
        {
            more = Fill();
            raw = FirstLine(Filled(0));
        }

        return raw[..Math.Min(raw.Length, maxLength)].ToString();
    }

    public override void ResumeAfterFirstLine()
    {
        _consumed = 0;
        _linesConsumed = 0;
        var at = 0;
        while (true)
        {
            var found = Filled(at).IndexOfAny('\r', '\n');
            if (found >= 0)
            {
                TakeLineEnd(at + found);
                return;
            }

            // A line longer than the buffer is let go piece by piece: nothing of it is needed any more.
            _start = _end;
            at = 0;
            if (!Fill()) return;
        }
    }

    public override void Dispose()
    {
        _text.Dispose();
        base.Dispose();
    }

    private ReadOnlySpan<char> Filled(int from) => _buffer.AsSpan(_start + from, _end - _start - from);

    private static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> raw)
    {
        var end = raw.IndexOfAny('\r', '\n');
        return end < 0 ? raw : raw[..end];
    }

    private void Advance()
    {
        if (_fault != RecordFault.None) ResumeAfterFirstLine();
        _start += _consumed;
        _line += _linesConsumed;
        _consumed = 0;
        _linesConsumed = 0;
        _fault = RecordFault.None;
        _fields.Clear();
    }

    private void ReadRow()
    {
        var at = 0;
        var more = true;
        while (more)
        {
            if (_dialect.BlankAligned) at = SkipBlanks(at);
            var isQuoted = Has(at) && _buffer[_start + at] == '"' && !_dialect.BlankAligned;
            var end = isQuoted ? TakeQuoted(at) : TakePlain(at);
            if (end > _limits.MaxRowLength) Fail(RecordFault.RowTooLong);
            if (_fault != RecordFault.None) return;
            more = TakeTerminator(ref end);
            at = end;
        }
    }

    // Returns the position of what ends the cell.
    private int TakePlain(int start)
    {
        var at = start;
        while (true)
        {
            var found = Filled(at).IndexOfAny(_dialect.Delimiter, '\r', '\n');
            if (found >= 0)
            {
                at += found;
                break;
            }

            at = _end - _start;
            if (at - start > _limits.MaxFieldLength || !Fill()) break;
        }

        if (at - start > _limits.MaxFieldLength) Fail(RecordFault.FieldTooLong);
        else if (!_dialect.BlankAligned || at > start) _fields.Add(new CellRange(start, at - start, Quoted: false, Escaped: false));
        return at;
    }

    private int TakeQuoted(int start)
    {
        var escaped = false;
        var at = start + 1;
        while (true)
        {
            var found = Filled(at).IndexOf('"');
            at = found >= 0 ? at + found : _end - _start;
            if (at - start > _limits.MaxFieldLength) return FailQuoted(start);
            if (found < 0)
            {
                if (!Fill()) return Fail(RecordFault.UnclosedQuote);
                continue;
            }

            if (!Has(at + 1) || _buffer[_start + at + 1] != '"') break;
            escaped = true;
            at += 2;
        }

        var linesInside = LineEnds.CountIn(_buffer.AsSpan(_start + start, at - start));
        var end = SkipBlanks(at + 1);

        // A quote that seems to close lines further down is the opening one of another value.
        if (Has(end) && !IsTerminator(_buffer[_start + end])) return Fail(linesInside > 0 ? RecordFault.UnclosedQuote : RecordFault.TextAfterQuote);
        _linesConsumed += linesInside;
        _fields.Add(new CellRange(start + 1, at - start - 1, Quoted: true, escaped));
        return end;
    }

    private int FailQuoted(int start) =>
        Fail(Filled(start)[..Math.Min(_limits.MaxFieldLength, _end - _start - start)].IndexOfAny('\r', '\n') < 0 ? RecordFault.FieldTooLong : RecordFault.UnclosedQuote);

    // False when the row has ended.
    private bool TakeTerminator(ref int at)
    {
        if (_dialect.BlankAligned) at = SkipBlanks(at);
        if (!Has(at))
        {
            _consumed = at;
            _linesConsumed++;
            return false;
        }

        if (_buffer[_start + at] is '\r' or '\n')
        {
            TakeLineEnd(at);
            return false;
        }

        if (!_dialect.BlankAligned) at++;
        return true;
    }

    private void TakeLineEnd(int at)
    {
        var isCarriageReturn = _buffer[_start + at] == '\r';
        var isPair = isCarriageReturn && Has(at + 1) && _buffer[_start + at + 1] == '\n';
        LineEnds.Add(isPair, isCarriageReturn);
        _consumed = at + (isPair ? 2 : 1);
        _linesConsumed++;
    }

    private bool IsTerminator(char character) => character == _dialect.Delimiter || character is '\r' or '\n';

    private int SkipBlanks(int at)
    {
        while (Has(at) && _buffer[_start + at] == ' ' && (_dialect.BlankAligned || _dialect.Delimiter != ' ')) at++;
        return at;
    }

    private int Fail(RecordFault fault)
    {
        _fault = fault;
        _faultField = _fields.Count;
        return 0;
    }

    // A row is blank when nothing but blanks was written in it; "" in quotes is something.
    private bool IsBlank()
    {
        foreach (ref readonly var field in CollectionsMarshal.AsSpan(_fields))
        {
            if (field.Quoted) return false;
            if (field.Length > 0 && !_buffer.AsSpan(_start + field.Start, field.Length).IsWhiteSpace()) return false;
        }

        return true;
    }

    private bool Has(int at) => _start + at < _end || (Fill() && _start + at < _end);

    /// <summary>Reads on, keeping the current row; false at the end of the text. The row may move: spans of it are void afterwards.</summary>
    private bool Fill()
    {
        if (_ended) return false;
        var kept = _end - _start;
        if (kept > _buffer.Length / 2) Array.Resize(ref _buffer, _buffer.Length * 2);
        if (_start > 0) Array.Copy(_buffer, _start, _buffer, 0, kept);
        _start = 0;
        _end = kept;
        var read = _text.Read(_buffer, _end, _buffer.Length - _end);
        if (read == 0) _ended = true;
        _end += read;
        return read > 0;
    }

    private ReadOnlySpan<char> Unescape(ReadOnlySpan<char> raw)
    {
        if (_unescaped.Length < raw.Length) _unescaped = new char[raw.Length];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            _unescaped[length++] = raw[i];
            if (raw[i] == '"') i++;
        }

        return _unescaped.AsSpan(0, length);
    }
}
