namespace ChurnChatBot.DataScience.Data;

/// <summary>What values a column holds once read.</summary>
public enum ColumnKind
{
    Numeric,
    Categorical,
    Date,
    Text,
}

/// <summary>
/// One named column of a <see cref="Dataset"/>. Columns are immutable and share their storage between datasets, so that
/// every step of a recipe can keep its input and its output without copying what it did not touch.
/// </summary>
public abstract class Column
{
    private protected Column(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    public string Name { get; }

    public abstract ColumnKind Kind { get; }

    /// <summary>Number of rows.</summary>
    public abstract int Length { get; }

    public abstract bool IsMissing(int row);

    /// <summary>The cell as invariant text, the same whatever the culture; <see langword="null"/> where missing.</summary>
    public abstract string? Format(int row);

    /// <summary>The same cells under another name.</summary>
    public abstract Column Renamed(string name);

    /// <summary>The cells of <paramref name="rows"/>, in that order; a row may be taken more than once.</summary>
    public abstract Column Take(ReadOnlySpan<int> rows);

    public int MissingCount()
    {
        var count = 0;
        for (var row = 0; row < Length; row++)
        {
            if (IsMissing(row)) count++;
        }

        return count;
    }
}
