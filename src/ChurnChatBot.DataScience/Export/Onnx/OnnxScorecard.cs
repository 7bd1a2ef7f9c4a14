using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.DataScience.Export.Onnx;

/// <summary>The logistic regression in matrix form: log-odds = intercept + one term a feature, added in the model's order.</summary>
internal static class OnnxScorecard
{
    /// <param name="inputs">Numbers, and codes of categories; at least one, which says how many rows there are.</param>
    /// <returns>The log-odds, N by 1.</returns>
    public static string Add(OnnxGraph graph, LogisticRegressionModel model, string[] inputs)
    {
        var sum = graph.Constant([model.Intercept], 1, 1);
        for (var f = 0; f < inputs.Length; f++)
        {
            var term = model.Terms[f];
            sum = graph.Node("Add", [sum, model.Features[f].IsCategorical ? Level(graph, term, inputs[f]) : Number(graph, term, inputs[f])]);
        }

        return sum;
    }

    // Terms by code, that of missing and unseen levels last: N by 1 codes take N by 1 terms.
    private static string Level(OnnxGraph graph, LogisticTerm term, string codes) =>
        graph.Node("Gather", [graph.Constant([.. term.Levels, term.Missing], term.Levels.Count + 1), codes], OnnxAttribute.Of("axis", 0));

    private static string Number(OnnxGraph graph, LogisticTerm term, string cells)
    {
        var centred = graph.Node("Sub", [cells, graph.Constant([term.Centre], 1)]);
        var scaled = graph.Node("Mul", [centred, graph.Constant([term.Slope], 1)]);
        // A minimum and a maximum, since not every runtime has Clip for doubles.
        var below = graph.Node("Min", [scaled, graph.Constant([LogisticTerm.Limit], 1)]);
        var limited = graph.Node("Max", [below, graph.Constant([-LogisticTerm.Limit], 1)]);
        return graph.Node("Where", [graph.Node("IsNaN", [cells]), graph.Constant([term.Missing], 1), limited]);
    }
}
