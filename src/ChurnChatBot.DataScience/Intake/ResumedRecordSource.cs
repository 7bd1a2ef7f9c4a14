namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// Rows that were already taken as a sample, and then the rest of their source. Opening a workbook costs as much as reading it,
/// so that the source which gave the sample is read on rather than opened anew.
/// </summary>
internal sealed class ResumedRecordSource : RecordSource
{
    private readonly IReadOnlyList<SampleRow> _sample;
    private readonly RecordSource _rest;
    private int _at = -1;

    /// <param name="sample">Rows without fault.</param>
    /// <param name="rest">Stands on the last of them; owned from here on.</param>
    public ResumedRecordSource(IReadOnlyList<SampleRow> sample, RecordSource rest)
    {
        _sample = sample;
        _rest = rest;
    }

    public override int FieldCount => InSample ? _sample[_at].Cells.Length : _rest.FieldCount;

    public override long Line => InSample ? _sample[_at].Line : _rest.Line;

    public override RecordFault Fault => InSample ? RecordFault.None : _rest.Fault;

    public override int FaultField => _rest.FaultField;

    private bool InSample => _at < _sample.Count;

    public override bool Read()
    {
        if (!InSample) return _rest.Read();
        _at++;
        return InSample || _rest.Read();
    }

    public override ReadOnlySpan<char> Field(int index) => InSample ? _sample[_at].Cells[index] : _rest.Field(index);

    public override string RawText(int maxLength)
    {
        if (!InSample) return _rest.RawText(maxLength);
        var text = string.Join(", ", _sample[_at].Cells);
        return text[..Math.Min(text.Length, maxLength)];
    }

    public override void Dispose()
    {
        _rest.Dispose();
        base.Dispose();
    }
}
