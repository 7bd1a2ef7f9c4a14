namespace ChurnChatBot.DataScience.Intake;

/// <summary>Why a record cannot be told apart into cells.</summary>
internal enum RecordFault
{
    None,
    UnclosedQuote,
    TextAfterQuote,
    FieldTooLong,
    RowTooLong,
    NotAnObject,
}

/// <summary>
/// The rows of a file one after the other, each as cells of characters, whatever the file's format. One row is held at a time;
/// its cells are valid until the next call of <see cref="Read"/>.
/// </summary>
internal abstract class RecordSource : IDisposable
{
    /// <summary>Moves to the next row that is not blank; false at the end.</summary>
    public abstract bool Read();

    public abstract int FieldCount { get; }

    /// <summary>Line of the file (or row of the sheet) in which the row starts, from 1.</summary>
    public abstract long Line { get; }

    public virtual RecordFault Fault => RecordFault.None;

    /// <summary>The cell in which the fault starts, from 0.</summary>
    public virtual int FaultField => 0;

    /// <summary>More than one line of the file belongs to the row.</summary>
    public virtual bool SpansLines => false;

    /// <summary>The cell's characters; valid until the next call of this method or of <see cref="Read"/>.</summary>
    public abstract ReadOnlySpan<char> Field(int index);

    /// <summary>The row as it stands in the file, cut at <paramref name="maxLength"/> characters.</summary>
    public abstract string RawText(int maxLength);

    /// <summary>Gives up the current row and goes on with the line after its first one.</summary>
    public virtual void ResumeAfterFirstLine()
    {
    }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>The current row's cells as strings.</summary>
    public string[] Cells()
    {
        var cells = new string[FieldCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = Field(i).ToString();
        return cells;
    }
}
