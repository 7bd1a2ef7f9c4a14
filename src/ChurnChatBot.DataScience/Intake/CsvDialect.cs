namespace ChurnChatBot.DataScience.Intake;

/// <summary>How a delimited text separates its cells.</summary>
/// <param name="BlankAligned">Runs of blanks separate cells and blanks around a line mean nothing; there are no quotes.</param>
internal sealed record CsvDialect(char Delimiter, bool BlankAligned = false)
{
    public string Name => Delimiter switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        '|' => "vertical bar",
        _ => "blanks",
    };

    /// <summary>A comma can be the decimal sign: where the semicolon separates, as spreadsheets write in such countries.</summary>
    public bool AllowsDecimalComma => Delimiter == ';';
}
