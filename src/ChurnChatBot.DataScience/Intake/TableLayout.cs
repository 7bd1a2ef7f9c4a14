namespace ChurnChatBot.DataScience.Intake;

/// <summary>A row from the beginning of a file, looked at before anything is decided.</summary>
internal sealed record SampleRow(string[] Cells, long Line)
{
    public int FilledCells => Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
}

/// <summary>Where the table lies in its file.</summary>
/// <param name="Headers">One a column as written; empty where a column has no name. Its length is the width every row should have.</param>
/// <param name="HeaderLine">Null where the file has no header.</param>
/// <param name="DescriptionLine">A row under the header that explains the columns.</param>
/// <param name="TitleRows">Rows above the header or the first data row.</param>
internal sealed record TableLayout(string[] Headers, long? HeaderLine, long FirstDataLine, long? DescriptionLine, int TitleRows);
