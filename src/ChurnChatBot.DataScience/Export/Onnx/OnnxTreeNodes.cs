using System.Runtime.InteropServices;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Export.Onnx;

/// <summary>
/// The nodes of all trees side by side, as the attributes of TreeEnsembleRegressor want them
/// (https://github.com/onnx/onnx/blob/main/docs/Operators-ml.md), thresholds and leaf values as doubles.
/// </summary>
internal sealed class OnnxTreeNodes
{
    private readonly List<long> _trees = [];
    private readonly List<long> _ids = [];
    private readonly List<long> _columns = [];
    private readonly List<long> _trueIds = [];
    private readonly List<long> _falseIds = [];
    private readonly List<long> _missingTrue = [];
    private readonly List<string> _modes = [];
    private readonly List<double> _values = [];
    private readonly List<long> _leafTrees = [];
    private readonly List<long> _leafIds = [];
    private readonly List<double> _leafValues = [];

    /// <param name="column">Of the ensemble's input: a number, or 0 where a set of levels goes left.</param>
    public void Add((int Tree, int Node) place, in TreeNode node, int column)
    {
        _trees.Add(place.Tree);
        _ids.Add(place.Node);
        _columns.Add(column);
        _modes.Add(node.IsLeaf ? "LEAF" : "BRANCH_LEQ");
        _trueIds.Add(node.IsLeaf ? 0 : node.Left);
        _falseIds.Add(node.IsLeaf ? 0 : node.Right);
        _missingTrue.Add(!node.IsLeaf && node.MissingLeft ? 1 : 0);
        _values.Add(node.IsLeaf ? 0 : node.IsCategorical ? 0.5 : node.Threshold);
        if (!node.IsLeaf) return;
        _leafTrees.Add(place.Tree);
        _leafIds.Add(place.Node);
        _leafValues.Add(node.Value);
    }

    public OnnxAttribute[] Attributes(double baseScore) =>
    [
        OnnxAttribute.Of("n_targets", 1),
        OnnxAttribute.Of("aggregate_function", "SUM"),
        OnnxAttribute.Of("post_transform", "NONE"),
        OnnxAttribute.Of("base_values_as_tensor", [baseScore]),
        Of("nodes_treeids", _trees),
        Of("nodes_nodeids", _ids),
        Of("nodes_featureids", _columns),
        OnnxAttribute.Of("nodes_modes", _modes),
        OnnxAttribute.Of("nodes_values_as_tensor", CollectionsMarshal.AsSpan(_values)),
        Of("nodes_truenodeids", _trueIds),
        Of("nodes_falsenodeids", _falseIds),
        Of("nodes_missing_value_tracks_true", _missingTrue),
        Of("target_treeids", _leafTrees),
        Of("target_nodeids", _leafIds),
        Of("target_ids", [.. _leafIds.Select(_ => 0L)]),
        OnnxAttribute.Of("target_weights_as_tensor", CollectionsMarshal.AsSpan(_leafValues)),
    ];

    private static OnnxAttribute Of(string name, List<long> values) => OnnxAttribute.Of(name, CollectionsMarshal.AsSpan(values));
}
