namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>One node of a fitted tree, in terms of raw feature values.</summary>
public readonly record struct TreeNode
{
    /// <summary>Index of the feature that is asked, −1 in a leaf.</summary>
    public int Feature { get; init; }

    /// <summary>Index of the child for rows that go left; a child always comes after its parent.</summary>
    public int Left { get; init; }

    public int Right { get; init; }

    /// <summary>Where a missing value goes, and a level that training did not see.</summary>
    public bool MissingLeft { get; init; }

    /// <summary>A number goes left where it is at most this. +∞ where only missing values go right.</summary>
    public double Threshold { get; init; }

    /// <summary>For a category, the first word of its set of levels in <see cref="TreePredictor.LeftLevels"/>; −1 for a number.</summary>
    public int LevelsStart { get; init; }

    /// <summary>Words of that set, 32 levels each.</summary>
    public int LevelsLength { get; init; }

    /// <summary>In a leaf, the log-odds it adds, shrinkage included; else 0.</summary>
    public double Value { get; init; }

    /// <summary>Training rows that came here, at least 1.</summary>
    public int Cover { get; init; }

    /// <summary>Twice the fall of the penalised training loss by this split, nats; 0 in a leaf.</summary>
    public double Gain { get; init; }

    public bool IsLeaf => Feature < 0;

    public bool IsCategorical => LevelsStart >= 0;
}
