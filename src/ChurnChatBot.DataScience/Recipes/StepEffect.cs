namespace ChurnChatBot.DataScience.Recipes;

/// <summary>What a step changed on real data, counted by comparing the data before and after, never described.</summary>
public sealed record StepEffect
{
    public required RecipeStep Step { get; init; }

    public int ChangedCells { get; init; }

    public int ChangedRows { get; init; }

    public int RemovedRows { get; init; }

    public IReadOnlyList<string> AddedColumns { get; init; } = [];

    public IReadOnlyList<string> RemovedColumns { get; init; } = [];

    /// <summary>Up to three cells before and after, spread over distinct changes.</summary>
    public IReadOnlyList<CellChange> Examples { get; init; } = [];

    /// <summary>Why the step did nothing on this data, where it declined.</summary>
    public string? NotApplicable { get; init; }
}

/// <summary>One changed cell. <paramref name="Row"/> counts from 0 in the raw file's data rows; a missing cell is null.</summary>
public sealed record CellChange(int Row, string Column, string? Before, string? After);
