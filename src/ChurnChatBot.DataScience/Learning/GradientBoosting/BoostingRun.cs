namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// One fit: tree after tree on the gradients of the loss at the present scores. Rows held out for validation have scores too,
/// but take no part in growing.
/// </summary>
internal sealed class BoostingRun
{
    private readonly BinnedMatrix _data;
    private readonly double[] _labels;
    private readonly GradientBoostingOptions _options;
    private readonly FitOptions _fit;
    private readonly int _threads;
    private readonly double[] _scores;
    private readonly Lazy<ulong[]> _rowKeys;

    public BoostingRun(BinnedMatrix data, double[] labels, GradientBoostingOptions options, FitOptions fit)
    {
        (_data, _labels, _options, _fit) = (data, labels, options, fit);
        _threads = Math.Max(1, fit.Threads);
        _scores = new double[labels.Length];
        _rowKeys = new Lazy<ulong[]>(() => SampleKeys.OfRows(data, labels));
    }

    /// <param name="validationRows">Rows to hold out; null to draw them where early stopping is on.</param>
    public (double BaseScore, IReadOnlyList<TreePredictor> Trees) Boost(IReadOnlyCollection<int>? validationRows)
    {
        var validation = validationRows?.ToArray() ?? (_options.EarlyStoppingRounds > 0 ? DrawValidation() : []);
        var training = TrainingRows(validation);
        var positives = training.Count(row => _labels[row] > 0);
        var baseScore = BinaryLogLoss.BaseScore(positives, training.Length);
        if (positives == 0 || positives == training.Length || _data.Columns.Count == 0) return (baseScore, []);
        Array.Fill(_scores, baseScore);
        return (baseScore, GrowTrees(training, validation));
    }

    private List<TreePredictor> GrowTrees(int[] training, int[] validation)
    {
        var scale = BinaryLogLoss.ScaleFor(_labels.Length);
        var grower = new TreeGrower(_data, scale, _options, (MonotoneDirections(), _threads));
        var stopping = validation.Length == 0 || _options.EarlyStoppingRounds == 0
            ? null
            : new EarlyStopping(_options.EarlyStoppingRounds, BinaryLogLoss.Mean(_scores, _labels, validation));
        var pairs = new GradientPair[_labels.Length];
        var trees = new List<TreePredictor>();
        for (var t = 0; t < _options.Estimators; t++)
        {
            _fit.Cancellation.ThrowIfCancellationRequested();
            BinaryLogLoss.Gradients(_scores, _labels, scale, (pairs, _threads));
            var sample = DrawRows(training, t);
            var root = grower.Grow(pairs, sample, DrawColumns(t));
            if (root.LeftTable is null && _options is { FeatureFraction: 1, RowSubsample: 1 }) break;
            trees.Add(TreePredictor.From(root, _data));
            AddToScores(grower, root, sample.Length == training.Length);
            if (stopping is null) continue;
            if (sample.Length == training.Length) AddByTraversal(root, validation);
            if (stopping.ShouldStop(BinaryLogLoss.Mean(_scores, _labels, validation))) break;
        }

        return stopping is null ? trees : trees[..stopping.BestTrees];
    }

    // Leaves know their rows; only rows that the tree was not grown on have to be sent through it.
    private void AddToScores(TreeGrower grower, GrowingNode root, bool allTrainingRows)
    {
        if (!allTrainingRows)
        {
            AddByTraversal(root, null);
            return;
        }

        var pending = new Stack<GrowingNode>([root]);
        while (pending.TryPop(out var node))
        {
            if (node.LeftTable is not null)
            {
                pending.Push(node.Right!);
                pending.Push(node.Left!);
                continue;
            }

            foreach (var row in grower.RowsOf(node)) _scores[row] += node.Value;
        }
    }

    private void AddByTraversal(GrowingNode root, int[]? rows)
    {
        const int RowsPerBlock = 8192;
        var count = rows?.Length ?? _scores.Length;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _threads };
        Parallel.For(0, (count + RowsPerBlock - 1) / RowsPerBlock, parallel, block =>
        {
            for (var i = block * RowsPerBlock; i < Math.Min(count, (block + 1) * RowsPerBlock); i++)
            {
                var row = rows is null ? i : rows[i];
                _scores[row] += root.LeafOf(_data, row).Value;
            }
        });
    }

    private int[] MonotoneDirections() =>
        [.. _data.Columns.Select(column => column.Bins.IsCategorical ? 0 : _options.MonotoneConstraints.GetValueOrDefault(column.Name))];

    private int[] DrawRows(int[] training, int tree)
    {
        if (_options.RowSubsample >= 1) return training;
        var limit = (ulong)(_options.RowSubsample * ulong.MaxValue);
        var drawn = Array.FindAll(training, row => SampleKeys.Draw(_rowKeys.Value[row], _fit.Seed, tree) < limit);
        return drawn.Length > 0 ? drawn : training;
    }

    private bool[] DrawColumns(int tree)
    {
        var used = new bool[_data.Columns.Count];
        var count = (int)Math.Ceiling(_options.FeatureFraction * used.Length);
        var order = Enumerable.Range(0, used.Length)
            .OrderBy(c => count == used.Length ? 0 : SampleKeys.Draw(SampleKeys.OfName(_data.Columns[c].Name), _fit.Seed, tree))
            .ThenBy(c => _data.Columns[c].NameRank);
        foreach (var column in order.Take(count)) used[column] = true;
        return used;
    }

    // Of each class the same share, at least one row where the class has two.
    private int[] DrawValidation()
    {
        var drawn = new List<int>();
        foreach (var ofClass in Enumerable.Range(0, _labels.Length).GroupBy(row => _labels[row] > 0))
        {
            var rows = ofClass.OrderBy(row => SampleKeys.Draw(_rowKeys.Value[row], _fit.Seed, -1)).ToArray();
            var count = Math.Max((int)Math.Round(_options.ValidationFraction * rows.Length), 1);
            if (rows.Length > 1) drawn.AddRange(rows.AsSpan(0, Math.Min(count, rows.Length - 1)));
        }

        return [.. drawn.Order()];
    }

    private int[] TrainingRows(int[] validation)
    {
        var heldOut = new bool[_labels.Length];
        foreach (var row in validation) heldOut[row] = true;
        return [.. Enumerable.Range(0, heldOut.Length).Where(row => !heldOut[row])];
    }
}
