using System.Text.Json.Serialization;

namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>A fitted tree: nodes in depth-first order, the root first.</summary>
/// <param name="Nodes">At least one.</param>
/// <param name="LeftLevels">Sets of levels that go left, as bits; a node says where its set lies.</param>
[JsonConverter(typeof(TreePredictorConverter))]
public sealed record TreePredictor(IReadOnlyList<TreeNode> Nodes, IReadOnlyList<uint> LeftLevels)
{
    // The interfaces above are for readers; prediction goes over the arrays.
    private readonly TreeNode[] _nodes = [.. Nodes];
    private readonly uint[] _leftLevels = [.. LeftLevels];

    /// <summary>Whether a value goes left at an inner node.</summary>
    public bool GoesLeft(in TreeNode node, double value)
    {
        if (double.IsNaN(value)) return node.MissingLeft;
        if (!node.IsCategorical) return value <= node.Threshold;
        var level = (int)value;
        if (level < 0 || level >> 5 >= node.LevelsLength || level != value) return node.MissingLeft;
        return (_leftLevels[node.LevelsStart + (level >> 5)] >> (level & 31) & 1) != 0;
    }

    /// <param name="row">All features of one row.</param>
    /// <returns>Log-odds that this tree adds.</returns>
    public double Predict(ReadOnlySpan<double> row)
    {
        var index = 0;
        while (true)
        {
            ref readonly var node = ref _nodes[index];
            if (node.Feature < 0) return node.Value;
            index = GoesLeft(node, row[node.Feature]) ? node.Left : node.Right;
        }
    }

    /// <summary>Mean prediction over the training rows: leaf values weighted by cover.</summary>
    public double ExpectedValue()
    {
        var sum = 0.0;
        foreach (ref readonly var node in _nodes.AsSpan())
        {
            if (node.IsLeaf) sum += node.Value * node.Cover;
        }

        return sum / _nodes[0].Cover;
    }

    internal static TreePredictor From(GrowingNode root, BinnedMatrix data)
    {
        var nodes = new List<TreeNode>();
        var levels = new List<uint>();
        Add(root);
        return new TreePredictor(nodes.ToArray(), levels.ToArray());

        int Add(GrowingNode growing)
        {
            var index = nodes.Count;
            nodes.Add(default);
            nodes[index] = growing.LeftTable is null
                ? new TreeNode { Feature = -1, LevelsStart = -1, Value = growing.Value, Cover = growing.Rows.Count }
                : SplitNode(growing, data, levels) with { Left = Add(growing.Left!), Right = Add(growing.Right!) };
            return index;
        }
    }

    private static TreeNode SplitNode(GrowingNode growing, BinnedMatrix data, List<uint> levels)
    {
        var split = growing.Split!;
        var column = data.Columns[split.Column];
        var node = new TreeNode
        {
            Feature = column.Feature,
            MissingLeft = split.MissingLeft,
            LevelsStart = -1,
            Cover = growing.Rows.Count,
            Gain = split.Gain,
        };
        if (!column.Bins.IsCategorical) return node with { Threshold = column.Bins.UpperBound(split.Bin) };
        var words = new uint[(column.Bins.LevelCount + 31) / 32];
        for (var level = 0; level < column.Bins.LevelCount; level++)
            words[level >> 5] |= (uint)growing.LeftTable![column.Bins.BinOfLevel(level)] << (level & 31);
        levels.AddRange(words);
        return node with { LevelsStart = levels.Count - words.Length, LevelsLength = words.Length };
    }
}
