using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// A tree as JSON: one array for each property of its nodes, which takes a third of the space of one object a node. Numbers are
/// written in their shortest exact form, so a model read back predicts the same to the bit. A +∞ threshold is null.
/// </summary>
internal sealed class TreePredictorConverter : JsonConverter<TreePredictor>
{
    public override TreePredictor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var stored = JsonSerializer.Deserialize<StoredTree>(ref reader, StoredOptions)
            ?? throw new JsonException("A tree is null; expected an object of arrays.");
        stored.Check();
        return stored.ToTree();
    }

    public override void Write(Utf8JsonWriter writer, TreePredictor value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, StoredTree.From(value), StoredOptions);

    private static JsonSerializerOptions StoredOptions { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The stored form; names after the properties of <see cref="TreeNode"/>.</summary>
    private sealed record StoredTree
    {
        public required int[] Feature { get; init; }

        public required int[] Left { get; init; }

        public required int[] Right { get; init; }

        public required byte[] MissingLeft { get; init; }

        public required double?[] Threshold { get; init; }

        public required int[] LevelsStart { get; init; }

        public required int[] LevelsLength { get; init; }

        public required double[] Value { get; init; }

        public required int[] Cover { get; init; }

        public required double[] Gain { get; init; }

        public required uint[] LeftLevels { get; init; }

        public static StoredTree From(TreePredictor tree) => new()
        {
            Feature = [.. tree.Nodes.Select(node => node.Feature)],
            Left = [.. tree.Nodes.Select(node => node.Left)],
            Right = [.. tree.Nodes.Select(node => node.Right)],
            MissingLeft = [.. tree.Nodes.Select(node => node.MissingLeft ? (byte)1 : (byte)0)],
            Threshold = [.. tree.Nodes.Select(node => double.IsPositiveInfinity(node.Threshold) ? (double?)null : Finite(node.Threshold))],
            LevelsStart = [.. tree.Nodes.Select(node => node.LevelsStart)],
            LevelsLength = [.. tree.Nodes.Select(node => node.LevelsLength)],
            Value = [.. tree.Nodes.Select(node => node.Value)],
            Cover = [.. tree.Nodes.Select(node => node.Cover)],
            Gain = [.. tree.Nodes.Select(node => node.Gain)],
            LeftLevels = [.. tree.LeftLevels],
        };

        // A threshold of −∞ parts −∞ from the finite numbers; the least finite number parts them as well.
        private static double Finite(double threshold) => Math.Max(threshold, double.MinValue);

        // A stored file may be damaged: whatever would make prediction or explanation leave the arrays, go round in circles or divide
        // by nothing is refused here.
        public void Check()
        {
            var count = Feature.Length;
            int[] others =
            [
                Left.Length, Right.Length, MissingLeft.Length, Threshold.Length, LevelsStart.Length, LevelsLength.Length,
                Value.Length, Cover.Length, Gain.Length,
            ];
            if (count == 0 || others.Any(length => length != count)) throw new JsonException("The arrays of a tree are empty or differ in length.");
            var depth = new int[count];
            for (var i = 0; i < count; i++)
            {
                if (Cover[i] < 1 || !double.IsFinite(Value[i])) throw new JsonException($"Node {i} of a tree has no rows or no finite value.");
                if (Feature[i] >= 0) CheckSplit(i, depth);
            }
        }

        private void CheckSplit(int i, int[] depth)
        {
            var (left, right) = (Left[i], Right[i]);
            if (left <= i || right <= i || left >= depth.Length || right >= depth.Length)
                throw new JsonException($"Node {i} of a tree has a child outside {i + 1} to {depth.Length - 1}.");
            if (left == right || depth[left] > 0 || depth[right] > 0)
                throw new JsonException($"A child of node {i} of a tree has another parent too.");
            if (Cover[left] + (long)Cover[right] != Cover[i])
                throw new JsonException($"The children of node {i} of a tree do not share its rows.");
            if (LevelsStart[i] >= 0 && (LevelsLength[i] < 0 || LevelsStart[i] > LeftLevels.Length - LevelsLength[i]))
                throw new JsonException($"Node {i} of a tree has levels outside the {LeftLevels.Length} stored words.");
            depth[left] = depth[right] = depth[i] + 1;
            if (depth[left] > GradientBoostingOptions.DeepestTree)
                throw new JsonException($"A tree is deeper than {GradientBoostingOptions.DeepestTree} splits.");
        }

        public TreePredictor ToTree() => new(
            [
                .. Enumerable.Range(0, Feature.Length).Select(i => new TreeNode
                {
                    Feature = Feature[i],
                    Left = Left[i],
                    Right = Right[i],
                    MissingLeft = MissingLeft[i] != 0,
                    Threshold = Threshold[i] ?? double.PositiveInfinity,
                    LevelsStart = LevelsStart[i],
                    LevelsLength = LevelsLength[i],
                    Value = Value[i],
                    Cover = Cover[i],
                    Gain = Gain[i],
                }),
            ],
            LeftLevels);
    }
}
