namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// Collects the cells of one column while the rows stream by. Empty cells and cells of blanks are missing; nothing else is.
/// </summary>
internal abstract class ColumnBuilder
{
    public int EmptyCells { get; private set; }

    public int BlankCells { get; private set; }

    /// <summary>Cells that hold something.</summary>
    public int FilledCells { get; private set; }

    public void Add(ReadOnlySpan<char> cell, long line)
    {
        if (cell.Length == 0)
        {
            EmptyCells++;
            AddMissing();
        }
        else if (cell[0] <= ' ' || cell[0] >= '\u0080' ? cell.IsWhiteSpace() : false)
        {
            BlankCells++;
            AddMissing();
        }
        else
        {
            FilledCells++;
            AddCell(cell, line);
        }
    }

    protected abstract void AddMissing();

    protected abstract void AddCell(ReadOnlySpan<char> cell, long line);
}
