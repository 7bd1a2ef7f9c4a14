namespace ChurnChatBot.DataScience.Explanation;

/// <summary>
/// Sends rows through one tree after another and adds up what the leaves contribute. For each node it keeps the set of slots
/// whose splits lead away from it; at a leaf that set selects the contributions. One walk belongs to one thread.
/// </summary>
internal sealed class PathWalk
{
    private readonly ShapleyWeights _weights = new();
    private readonly double[] _untabled = new double[64];
    private TreePaths _tree = null!;
    private ulong[] _away = [];
    private bool[] _known = [];
    private double[] _numbers = [];

    public void Begin(TreePaths tree)
    {
        _tree = tree;
        if (_away.Length < tree.Nodes.Length) _away = new ulong[tree.Nodes.Length];
        if (_known.Length < tree.TabledSets) _known = new bool[tree.TabledSets];
        else Array.Clear(_known);
        if (_numbers.Length < tree.TabledNumbers) _numbers = new double[tree.TabledNumbers];
    }

    /// <param name="row">All features of a row.</param>
    /// <param name="sums">One contribution a feature, added to.</param>
    public void Add(ReadOnlySpan<double> row, Span<double> sums)
    {
        FindWaysAway(row);
        foreach (var leaf in _tree.Leaves)
        {
            var numbers = Contributions(leaf, _away[leaf.Node]);
            var features = leaf.Features;
            for (var slot = 0; slot < features.Length; slot++) sums[features[slot]] += numbers[slot];
        }
    }

    private void FindWaysAway(ReadOnlySpan<double> row)
    {
        var nodes = _tree.Nodes;
        for (var i = 0; i < nodes.Length; i++)
        {
            ref readonly var node = ref nodes[i];
            if (node.Feature < 0) continue;
            var goesLeft = _tree.Tree.GoesLeft(node, row[node.Feature]);
            _away[node.Left] = goesLeft ? _away[i] : _away[i] | _tree.SlotBits[i];
            _away[node.Right] = goesLeft ? _away[i] | _tree.SlotBits[i] : _away[i];
        }
    }

    private ReadOnlySpan<double> Contributions(LeafPath leaf, ulong away)
    {
        if (leaf.FirstSet < 0)
        {
            _weights.Contributions(leaf, away, _untabled);
            return _untabled;
        }

        var numbers = _numbers.AsSpan(leaf.FirstNumber + ((int)away * leaf.Features.Length), leaf.Features.Length);
        ref var known = ref _known[leaf.FirstSet + (int)away];
        if (!known) _weights.Contributions(leaf, away, numbers);
        known = true;
        return numbers;
    }
}
