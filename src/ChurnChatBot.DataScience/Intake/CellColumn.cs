namespace ChurnChatBot.DataScience.Intake;

/// <summary>The cells of a column as written: either codes with their levels, or texts.</summary>
internal sealed class CellColumn
{
    public required int[]? Codes { get; init; }

    public required string?[]? Texts { get; init; }

    public required string[] Levels { get; init; }

    /// <summary>Rows of each level.</summary>
    public required int[] Counts { get; init; }

    /// <summary>Line in which each level was met first.</summary>
    public required long[] FirstLines { get; init; }

    public required int FilledCells { get; init; }

    /// <summary>Every distinct cell with its rows and first line; where there are too many, every cell for itself.</summary>
    public IEnumerable<(string Cell, int Count, long Line)> Distinct()
    {
        for (var code = 0; code < Levels.Length; code++) yield return (Levels[code], Counts[code], FirstLines[code]);
        foreach (var text in Texts ?? [])
        {
            if (text is not null) yield return (text, 1, 0);
        }
    }

    public string?[] ToTexts()
    {
        if (Texts is not null) return Texts;
        var texts = new string?[Codes!.Length];
        for (var row = 0; row < texts.Length; row++) texts[row] = Codes[row] < 0 ? null : Levels[Codes[row]];
        return texts;
    }

    /// <summary>One value a row from its cell, each level computed once.</summary>
    public T[] Map<T>(Func<string, T> map, T missing)
    {
        if (Texts is not null) return Array.ConvertAll(Texts, text => text is null ? missing : map(text));
        var values = Array.ConvertAll(Levels, level => map(level));
        return Array.ConvertAll(Codes!, code => code < 0 ? missing : values[code]);
    }
}
