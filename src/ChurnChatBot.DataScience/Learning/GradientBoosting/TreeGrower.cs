namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// Grows one tree leaf by leaf: the leaf whose best split gains most is split next, until there are enough leaves or no split
/// gains. One grower serves all trees of a fit and reuses its memory.
/// </summary>
internal sealed class TreeGrower
{
    private readonly BinnedMatrix _data;
    private readonly GradientBoostingOptions _options;
    private readonly HistogramBuilder _histograms;
    private readonly Splitter _splitter;
    private readonly SplitGain _gain;
    private readonly RowPartition _partition;
    private readonly int[] _monotone;
    private readonly Stack<GradientSum[]> _spare = new();
    private readonly PriorityQueue<GrowingNode, (double Gain, int Index)> _splittable = new(LargestGainFirst);
    private int _nodeCount;

    /// <param name="setting">For each column −1, 0 or 1; and the most threads.</param>
    public TreeGrower(BinnedMatrix data, GradientScale scale, GradientBoostingOptions options, (int[] Monotone, int Threads) setting)
    {
        _data = data;
        _options = options;
        _monotone = setting.Monotone;
        _histograms = new HistogramBuilder(data, scale, setting.Threads);
        _splitter = new Splitter(data, scale, options, setting.Monotone);
        _gain = new SplitGain(scale, options);
        _partition = new RowPartition(data.RowCount, setting.Threads);
    }

    private static Comparer<(double Gain, int Index)> LargestGainFirst { get; } = Comparer<(double Gain, int Index)>.Create(
        (a, b) => a.Gain != b.Gain ? b.Gain.CompareTo(a.Gain) : a.Index.CompareTo(b.Index));

    /// <param name="pairs">Gradients, one a row of the data.</param>
    /// <param name="rows">Rows to learn from, ascending.</param>
    /// <param name="used">Columns that may be split on, at least one.</param>
    public GrowingNode Grow(GradientPair[] pairs, ReadOnlySpan<int> rows, bool[] used)
    {
        _partition.Reset(rows);
        _histograms.UseColumns(used);
        _splittable.Clear();
        _nodeCount = 0;
        var histogram = Rent();
        _histograms.Build(pairs, _partition.Rows(0, rows.Length), histogram);
        var root = CreateNode(0, (0, rows.Length), new NodeSums(TotalOf(histogram, used), ValueBounds.None));
        Consider(root, histogram, used);
        var leaves = 1;
        while (leaves < _options.NumLeaves && _splittable.TryDequeue(out var node, out _))
        {
            var (left, right) = SplitNode(node);
            leaves++;
            if (leaves < _options.NumLeaves) ConsiderChildren(node, (left, right), pairs, used);
        }

        while (_splittable.TryDequeue(out var node, out _)) GiveBack(node);
        return root;
    }

    /// <summary>Rows of a node of the tree grown last.</summary>
    public ReadOnlySpan<int> RowsOf(GrowingNode node) => _partition.Rows(node.Rows.Start, node.Rows.Count);

    private (GrowingNode Left, GrowingNode Right) SplitNode(GrowingNode node)
    {
        var split = node.Split!;
        var table = split.LeftTable(_data.Columns[split.Column].Bins);
        var cells = _data.Group(split.Column / BinnedMatrix.GroupSize);
        var leftCount = _partition.Split(node.Rows, cells, split.Column % BinnedMatrix.GroupSize * 8, table);
        var (leftSums, rightSums) = ChildSums(node.Sums, split);
        var left = CreateNode(node.Depth + 1, (node.Rows.Start, leftCount), leftSums);
        var right = CreateNode(node.Depth + 1, (node.Rows.Start + leftCount, node.Rows.Count - leftCount), rightSums);
        node.SetChildren(left, right, table);
        return (left, right);
    }

    // After a monotone split the middle of both values bounds everything below, else a later split could undo the order.
    private (NodeSums Left, NodeSums Right) ChildSums(NodeSums node, SplitInfo split)
    {
        var right = node.Total - split.Left;
        var (leftBounds, rightBounds) = (node.Bounds, node.Bounds);
        if (_monotone[split.Column] != 0)
        {
            var middle = (_gain.Value(split.Left, node.Bounds) + _gain.Value(right, node.Bounds)) / 2;
            (leftBounds, rightBounds) = _monotone[split.Column] > 0
                ? (leftBounds with { High = middle }, rightBounds with { Low = middle })
                : (leftBounds with { Low = middle }, rightBounds with { High = middle });
        }

        return (new NodeSums(split.Left, leftBounds), new NodeSums(right, rightBounds));
    }

    private void ConsiderChildren(GrowingNode node, (GrowingNode Left, GrowingNode Right) children, GradientPair[] pairs, bool[] used)
    {
        var (smaller, larger) = children.Left.Rows.Count <= children.Right.Rows.Count
            ? children
            : (children.Right, children.Left);
        if (!MaySplit(larger))
        {
            GiveBack(node);
            return;
        }

        var ofSmaller = Rent();
        _histograms.Build(pairs, _partition.Rows(smaller.Rows.Start, smaller.Rows.Count), ofSmaller);
        var ofLarger = node.Histogram!;
        node.Histogram = null;
        _histograms.Subtract(ofLarger, ofSmaller);
        Consider(smaller, ofSmaller, used);
        Consider(larger, ofLarger, used);
    }

    private void Consider(GrowingNode node, GradientSum[] histogram, bool[] used)
    {
        node.Histogram = histogram;
        node.Split = MaySplit(node) ? _splitter.FindBest(histogram, node.Sums, used) : null;
        if (node.Split is null) GiveBack(node);
        else _splittable.Enqueue(node, (node.Split.Gain, node.Index));
    }

    private bool MaySplit(GrowingNode node) =>
        node.Rows.Count >= 2L * _options.MinSamplesLeaf && (_options.MaxDepth == 0 || node.Depth < _options.MaxDepth);

    private GrowingNode CreateNode(int depth, (int Start, int Count) rows, NodeSums sums) => new()
    {
        Index = _nodeCount++,
        Depth = depth,
        Rows = rows,
        Sums = sums,
        Value = _options.LearningRate * _gain.Value(sums.Total, sums.Bounds),
    };

    private GradientSum TotalOf(GradientSum[] histogram, bool[] used)
    {
        var column = Array.IndexOf(used, true);
        var total = default(GradientSum);
        foreach (var bin in histogram.AsSpan(_data.BinOffsets[column].._data.BinOffsets[column + 1])) total += bin;
        return total;
    }

    private GradientSum[] Rent() => _spare.TryPop(out var histogram) ? histogram : new GradientSum[_histograms.Length];

    private void GiveBack(GrowingNode node)
    {
        if (node.Histogram is { } histogram) _spare.Push(histogram);
        node.Histogram = null;
    }
}
