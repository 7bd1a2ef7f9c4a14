namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>A node while its tree is grown, in terms of bins and rows; <see cref="TreeNode"/> is what remains for prediction.</summary>
internal sealed class GrowingNode
{
    /// <summary>Order of creation within the tree; breaks ties of gain.</summary>
    public required int Index { get; init; }

    public required int Depth { get; init; }

    /// <summary>Its rows in the <see cref="RowPartition"/>.</summary>
    public required (int Start, int Count) Rows { get; init; }

    public required NodeSums Sums { get; init; }

    /// <summary>Log-odds added by this node if it stays a leaf, shrinkage included.</summary>
    public required double Value { get; init; }

    /// <summary>Held only while the node may still be split.</summary>
    public GradientSum[]? Histogram { get; set; }

    /// <summary>The best split found; the one made where there are children.</summary>
    public SplitInfo? Split { get; set; }

    public GrowingNode? Left { get; private set; }

    public GrowingNode? Right { get; private set; }

    public byte[]? LeftTable { get; private set; }

    public void SetChildren(GrowingNode left, GrowingNode right, byte[] leftTable) => (Left, Right, LeftTable) = (left, right, leftTable);

    /// <summary>The leaf that a row of the binned data falls into, whether or not it took part in growing the tree.</summary>
    public GrowingNode LeafOf(BinnedMatrix data, int row)
    {
        var node = this;
        while (node.LeftTable is { } table) node = table[data.Bin(row, node.Split!.Column)] != 0 ? node.Left! : node.Right!;
        return node;
    }
}
