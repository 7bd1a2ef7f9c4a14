using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>
/// A tree laid out for explanation. On the way to a leaf every distinct feature has a slot, in order of first meeting; two
/// splits on one feature share it. Nodes keep their order, in which parents come before children.
/// </summary>
internal sealed class TreePaths
{
    // A table of up to 2^10 sets of features, 10 numbers each, is kept for a leaf; longer paths are computed row by row.
    private const int LongestTabled = 10;

    private readonly List<LeafPath> _leaves = [];

    public TreePaths(TreePredictor tree)
    {
        Tree = tree;
        Nodes = [.. tree.Nodes];
        SlotBits = new ulong[Nodes.Length];
        Visit(0, []);
        Leaves = [.. _leaves];
    }

    public TreePredictor Tree { get; }

    public TreeNode[] Nodes { get; }

    /// <summary>For an inner node, the bit of its feature's slot.</summary>
    public ulong[] SlotBits { get; }

    public LeafPath[] Leaves { get; }

    /// <summary>Sets of features that the tables of all leaves cover, and the numbers in them.</summary>
    public int TabledSets { get; private set; }

    public int TabledNumbers { get; private set; }

    private void Visit(int index, List<(int Feature, double Share)> path)
    {
        var node = Nodes[index];
        if (node.IsLeaf)
        {
            AddLeaf(index, path);
            return;
        }

        var slot = path.FindIndex(step => step.Feature == node.Feature);
        var isNew = slot < 0;
        if (isNew)
        {
            slot = path.Count;
            path.Add((node.Feature, 1));
        }

        SlotBits[index] = 1UL << slot;
        var share = path[slot].Share;
        foreach (var child in (ReadOnlySpan<int>)[node.Left, node.Right])
        {
            path[slot] = (node.Feature, share * Nodes[child].Cover / node.Cover);
            Visit(child, path);
        }

        if (isNew) path.RemoveAt(slot);
        else path[slot] = (node.Feature, share);
    }

    private void AddLeaf(int index, List<(int Feature, double Share)> path)
    {
        var tabled = path.Count <= LongestTabled;
        _leaves.Add(new LeafPath(
            index, Nodes[index].Value, [.. path.Select(step => step.Feature)], [.. path.Select(step => step.Share)],
            tabled ? TabledSets : -1, TabledNumbers));
        if (!tabled) return;
        TabledSets += 1 << path.Count;
        TabledNumbers += path.Count << path.Count;
    }
}

/// <summary>The way to one leaf.</summary>
/// <param name="Features">The distinct features asked on the way, by slot.</param>
/// <param name="Shares">For each, the share of the training rows that its splits on this way let through, above 0.</param>
/// <param name="FirstSet">Where its table starts among the sets of all leaves, −1 where it has none.</param>
/// <param name="FirstNumber">Where its table starts among the numbers.</param>
internal sealed record LeafPath(int Node, double Value, int[] Features, double[] Shares, int FirstSet, int FirstNumber);
