using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>
/// Exact path-dependent TreeSHAP (Lundberg et al. 2018): the Shapley values of the game in which a feature outside the coalition
/// sends a row down both branches, weighted by the training rows that went there. The values are those of Algorithm 2; the way
/// there uses that a row meets a leaf's path only as the set of features that lead away from it, so that what a leaf contributes
/// is computed once for each such set, not once for each row (as Yang 2021 does).
/// </summary>
public static class TreeShapExplainer
{
    private const int MostRowsPerBlock = 8192;

    /// <param name="model">The boosted trees.</param>
    /// <param name="features">N rows of the model's F features.</param>
    /// <param name="threads">At most this many; the values are the same to the bit whatever it is.</param>
    /// <returns>N by F contributions in log-odds; the base value is the raw prediction expected over the training rows.</returns>
    /// <exception cref="ArgumentException">The features are not those of the model.</exception>
    public static ShapValues Explain(GradientBoostingModel model, FeatureMatrix features, int threads = 2)
    {
        model.CheckFeatures(features);
        threads = Math.Max(1, threads);
        var baseValue = model.BaseScore;
        foreach (var tree in model.Trees) baseValue += tree.ExpectedValue();
        var paths = model.Trees.Where(tree => tree.Nodes.Count > 1).Select(tree => new TreePaths(tree)).ToArray();
        var contributions = new double[features.RowCount, features.FeatureCount];
        var perBlock = Math.Clamp((features.RowCount + threads - 1) / threads, 1, MostRowsPerBlock);
        var blocks = (features.RowCount + perBlock - 1) / perBlock;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, block =>
        {
            var start = block * perBlock;
            ExplainRows(paths, features, (start, Math.Min(perBlock, features.RowCount - start)), contributions);
        });
        return new ShapValues(baseValue, contributions);
    }

    private static void ExplainRows(TreePaths[] trees, FeatureMatrix features, (int Start, int Count) rows, double[,] contributions)
    {
        var width = features.FeatureCount;
        if (width == 0) return;
        var values = new double[rows.Count * width];
        GradientBoostingModel.CopyRows(features, rows.Start, rows.Count, values);
        var sums = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref contributions[rows.Start, 0], rows.Count * width);
        var walk = new PathWalk();
        foreach (var tree in trees)
        {
            walk.Begin(tree);
            for (var i = 0; i < rows.Count; i++) walk.Add(values.AsSpan(i * width, width), sums.Slice(i * width, width));
        }
    }
}
