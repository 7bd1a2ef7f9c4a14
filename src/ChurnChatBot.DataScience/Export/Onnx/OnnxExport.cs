using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Export.Onnx;

/// <summary>
/// A model as ONNX. It takes the cleaned table as it stands, one input a feature named like its column, N rows by 1: numbers as doubles
/// with NaN where missing, categories as texts with "" where missing. It gives <c>probability</c> and <c>log_odds</c>, N by 1.
/// Everything that decides is computed in doubles, so that a threshold parts the same customers as here; only a boosted model's
/// sum becomes a float in the end, as the operator of trees has it.
/// </summary>
internal static class OnnxExport
{
    public const string Probability = "probability";
    public const string LogOdds = "log_odds";

    public static bool CanWrite(TrainedModel model) => model is { Features.Count: > 0 } and (GradientBoostingModel or LogisticRegressionModel);

    /// <exception cref="ArgumentException">Models of this kind have no ONNX form here, or the model has no features.</exception>
    public static void Write(TrainedModel model, Stream output)
    {
        if (!CanWrite(model)) throw new ArgumentException($"No ONNX is written for {model.GetType().Name} with {model.Features.Count} features.", nameof(model));
        var graph = new OnnxGraph();
        var inputs = Inputs(graph, model.Features);
        var (logOdds, type) = model switch
        {
            GradientBoostingModel boosting => (new OnnxTrees(graph, boosting).Add(inputs), OnnxType.Single),
            _ => (OnnxScorecard.Add(graph, (LogisticRegressionModel)model, inputs), OnnxType.Double),
        };
        graph.Name(logOdds, LogOdds);
        graph.Output(LogOdds, type);
        graph.Name(graph.Node("Sigmoid", [logOdds]), Probability);
        graph.Output(Probability, type);
        graph.WriteTo(output, "churn", "Probability that a customer leaves, from the prepared columns");
    }

    private static string[] Inputs(OnnxGraph graph, IReadOnlyList<Feature> features)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { Probability, LogOdds };
        var inputs = new string[features.Count];
        for (var f = 0; f < inputs.Length; f++)
        {
            // Tensors share one space of names, so a column called like an output gets a number.
            var name = features[f].Name;
            for (var number = 2; !taken.Add(name); number++) name = FormattableString.Invariant($"{features[f].Name}_{number}");
            var input = graph.Input(name, features[f].IsCategorical ? OnnxType.String : OnnxType.Double);
            inputs[f] = features[f].IsCategorical ? Codes(graph, input, features[f].Levels) : input;
        }

        return inputs;
    }

    // The level's code; one past the last for a missing cell and a level that training did not see, as both are treated alike.
    private static string Codes(OnnxGraph graph, string input, IReadOnlyList<string> levels) => graph.Node(OnnxGraph.MachineLearning, "LabelEncoder", [input],
        OnnxAttribute.Of("keys_strings", levels),
        OnnxAttribute.Of("values_int64s", [.. Enumerable.Range(0, levels.Count).Select(code => (long)code)]),
        OnnxAttribute.Of("default_int64", levels.Count));
}
