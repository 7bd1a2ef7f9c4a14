using System.Globalization;
using System.Text.Json;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Export.Xgboost;

/// <summary>
/// One tree in XGBoost's arrays, a value a node. Its nodes stand breadth first, so that a right child follows the left one at once:
/// XGBoost's prediction counts on that, whatever its arrays of children say.
/// </summary>
internal sealed class XgboostTree
{
    // "No parent", as XGBoost writes it for the root.
    private const int NoParent = int.MaxValue;

    private readonly TreePredictor _tree;
    private readonly IReadOnlyList<Feature> _features;
    private readonly Node[] _nodes;
    private readonly List<int> _sources = [0];
    private readonly List<(int Node, int[] Levels)> _rightLevels = [];

    public XgboostTree(TreePredictor tree, IReadOnlyList<Feature> features)
    {
        (_tree, _features) = (tree, features);
        _nodes = new Node[tree.Nodes.Count];
        _nodes[0].Parent = NoParent;
        for (var i = 0; i < _nodes.Length; i++) Set(i, tree.Nodes[_sources[i]]);
        // Children come after their parents, so that a walk from the end meets both before the parent.
        for (var i = _nodes.Length - 1; i >= 0; i--) _nodes[i].Weight = Mean(i);
    }

    public void Write(Utf8JsonWriter json, int id)
    {
        json.WriteStartObject();
        WriteFloats(json, "base_weights", node => node.Weight);
        WriteCategories(json);
        WriteIntegers(json, "default_left", node => node.DefaultLeft ? 1 : 0);
        json.WriteNumber("id", id);
        WriteIntegers(json, "left_children", node => node.Left);
        WriteFloats(json, "loss_changes", node => node.Gain);
        WriteIntegers(json, "parents", node => node.Parent);
        WriteIntegers(json, "right_children", node => node.Right);
        WriteFloats(json, "split_conditions", node => node.Condition);
        WriteIntegers(json, "split_indices", node => node.Feature);
        WriteIntegers(json, "split_type", node => node.IsCategorical ? 1 : 0);
        WriteFloats(json, "sum_hessian", node => node.Cover);
        json.WriteStartObject("tree_param");
        XgboostJsonExport.WriteText(json, "num_deleted", 0);
        XgboostJsonExport.WriteText(json, "num_feature", _features.Count);
        XgboostJsonExport.WriteText(json, "num_nodes", _nodes.Length);
        XgboostJsonExport.WriteText(json, "size_leaf_vector", 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Set(int index, in TreeNode node)
    {
        ref var target = ref _nodes[index];
        target.Cover = node.Cover;
        if (node.IsLeaf)
        {
            (target.Left, target.Right, target.Condition) = (-1, -1, (float)node.Value);
            return;
        }

        (target.Feature, target.Gain, target.IsCategorical) = (node.Feature, (float)node.Gain, node.IsCategorical);
        (target.Left, target.Right) = (_sources.Count, _sources.Count + 1);
        _nodes[target.Left].Parent = _nodes[target.Right].Parent = index;
        target.Condition = node.IsCategorical ? float.NaN : SinglePrecisionThreshold.Of(node.Threshold);
        // Where all numbers go left and only missing cells right, no float is large enough for a threshold: the children change places,
        // and no number is below the least float.
        var isSwapped = float.IsPositiveInfinity(target.Condition);
        if (isSwapped) target.Condition = float.MinValue;
        target.DefaultLeft = node.MissingLeft != isSwapped;
        _sources.AddRange(isSwapped ? [node.Right, node.Left] : [node.Left, node.Right]);
        if (node.IsCategorical) SetLevels(index, node);
    }

    // XGBoost lists the levels that go right, and wants at least one: where there is none, a code that no cell has.
    private void SetLevels(int index, in TreeNode node)
    {
        var right = new List<int>();
        var count = _features[node.Feature].Levels.Count;
        for (var level = 0; level < count; level++)
        {
            if (!_tree.GoesLeft(node, level)) right.Add(level);
        }

        if (right.Count == 0) right.Add(count);
        _rightLevels.Add((index, [.. right]));
    }

    private float Mean(int index)
    {
        ref readonly var node = ref _nodes[index];
        if (node.Left < 0) return node.Condition;
        ref readonly var left = ref _nodes[node.Left];
        ref readonly var right = ref _nodes[node.Right];
        return (float)((((double)left.Cover * left.Weight) + ((double)right.Cover * right.Weight)) / ((double)left.Cover + right.Cover));
    }

    private void WriteCategories(Utf8JsonWriter json)
    {
        WriteList(json, "categories", _rightLevels.SelectMany(split => split.Levels));
        WriteList(json, "categories_nodes", _rightLevels.Select(split => split.Node));
        var start = 0;
        WriteList(json, "categories_segments", _rightLevels.Select(split => (start += split.Levels.Length) - split.Levels.Length));
        WriteList(json, "categories_sizes", _rightLevels.Select(split => split.Levels.Length));
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<int> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private void WriteIntegers(Utf8JsonWriter json, string name, Func<Node, int> value) => WriteList(json, name, _nodes.Select(value));

    private void WriteFloats(Utf8JsonWriter json, string name, Func<Node, float> value)
    {
        json.WriteStartArray(name);
        Span<byte> text = stackalloc byte[32];
        foreach (var node in _nodes) json.WriteRawValue(text[..Format(value(node), text)], skipInputValidation: true);
        json.WriteEndArray();
    }

    // Nine digits, which read back as the same float, with an exponent: XGBoost takes a number without one for an integer.
    private static int Format(float value, Span<byte> text)
    {
        if (float.IsNaN(value))
        {
            "NaN"u8.CopyTo(text);
            return 3;
        }

        // As a double, since the digits of a float are cut at seven.
        ((double)value).TryFormat(text, out var length, "0.########E0", CultureInfo.InvariantCulture);
        return length;
    }

    private struct Node
    {
        public int Parent;
        public int Left;
        public int Right;
        public int Feature;
        public float Condition;
        public float Weight;
        public float Gain;
        public int Cover;
        public bool DefaultLeft;
        public bool IsCategorical;
    }
}
