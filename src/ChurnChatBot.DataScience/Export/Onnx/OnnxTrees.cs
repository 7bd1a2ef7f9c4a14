using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Export.Onnx;

/// <summary>
/// Boosted trees as one TreeEnsembleRegressor. Its nodes compare numbers only, so "is the level in this set?" becomes a column: every
/// distinct set of levels that sends rows left is one column of a table with a row a level (and a last row for missing and
/// unseen levels), and a customer's level picks its row. A node then asks whether its column is 0. That is exact for any
/// number of levels, and equal sets share a column.
/// </summary>
internal sealed class OnnxTrees
{
    private readonly OnnxGraph _graph;
    private readonly GradientBoostingModel _model;

    // By feature: the sets met, as one byte a level, and the position of each.
    private readonly Dictionary<int, Dictionary<string, int>> _sets = [];
    private readonly int[] _numberColumn;
    private readonly Dictionary<int, int> _firstSetColumn = [];

    public OnnxTrees(OnnxGraph graph, GradientBoostingModel model)
    {
        (_graph, _model) = (graph, model);
        _numberColumn = new int[model.Features.Count];
        foreach (var tree in model.Trees)
        {
            foreach (var node in tree.Nodes)
            {
                if (node.IsLeaf || !node.IsCategorical) continue;
                if (!_sets.TryGetValue(node.Feature, out var sets)) _sets.Add(node.Feature, sets = new Dictionary<string, int>(StringComparer.Ordinal));
                sets.TryAdd(RightSet(tree, node), sets.Count);
            }
        }
    }

    /// <param name="inputs">Numbers, and codes of categories; at least one, which says how many rows there are.</param>
    /// <returns>The log-odds, N by 1.</returns>
    public string Add(string[] inputs)
    {
        var columns = new List<string>();
        var width = 0;
        for (var f = 0; f < inputs.Length; f++)
        {
            if (_model.Features[f].IsCategorical) continue;
            _numberColumn[f] = width++;
            columns.Add(inputs[f]);
        }

        foreach (var (feature, sets) in _sets.OrderBy(pair => pair.Key))
        {
            _firstSetColumn.Add(feature, width);
            width += sets.Count;
            columns.Add(Memberships(inputs[feature], sets, _model.Features[feature].Levels.Count + 1));
        }

        // Without numbers and without splits there is nothing to compare, but the rows are still to be counted.
        if (columns.Count == 0) columns.Add(_graph.Node("Cast", [inputs[0]], OnnxAttribute.Of("to", (long)OnnxType.Double)));
        return _graph.Node(OnnxGraph.MachineLearning, "TreeEnsembleRegressor", [_graph.Node("Concat", columns, OnnxAttribute.Of("axis", 1))], Attributes());
    }

    // N by K: row [code] of a table with K columns.
    private string Memberships(string codes, Dictionary<string, int> sets, int rows)
    {
        var table = new byte[rows * sets.Count];
        foreach (var (set, column) in sets)
        {
            for (var row = 0; row < rows; row++) table[(row * sets.Count) + column] = (byte)set[row];
        }

        var picked = _graph.Node("Gather", [_graph.Constant(table, rows, sets.Count), Flat(codes)], OnnxAttribute.Of("axis", 0));
        return _graph.Node("Cast", [picked], OnnxAttribute.Of("to", (long)OnnxType.Double));
    }

    private string Flat(string codes) => _graph.Node("Reshape", [codes, _graph.Constant([-1L], 1)]);

    private OnnxAttribute[] Attributes()
    {
        var nodes = new OnnxTreeNodes();
        for (var i = 0; i < _model.Trees.Count; i++)
        {
            var tree = _model.Trees[i];
            for (var n = 0; n < tree.Nodes.Count; n++) nodes.Add((i, n), tree.Nodes[n], Column(tree, tree.Nodes[n]));
        }

        // An ensemble has at least one tree.
        if (_model.Trees.Count == 0) nodes.Add((0, 0), new TreeNode { Feature = -1, LevelsStart = -1, Cover = 1 }, 0);
        return nodes.Attributes(_model.BaseScore);
    }

    private int Column(TreePredictor tree, in TreeNode node)
    {
        if (node.IsLeaf) return 0;
        return node.IsCategorical ? _firstSetColumn[node.Feature] + _sets[node.Feature][RightSet(tree, node)] : _numberColumn[node.Feature];
    }

    // A character a level, '\0' where it goes left and '\u0001' where right; the last one is for missing and unseen levels.
    private string RightSet(TreePredictor tree, in TreeNode node)
    {
        var levels = _model.Features[node.Feature].Levels.Count;
        var set = new char[levels + 1];
        for (var level = 0; level < levels; level++) set[level] = tree.GoesLeft(node, level) ? '\0' : '\u0001';
        set[levels] = node.MissingLeft ? '\0' : '\u0001';
        return new string(set);
    }
}
