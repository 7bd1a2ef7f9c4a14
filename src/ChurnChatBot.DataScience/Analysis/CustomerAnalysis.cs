using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>One customer: why, and what would lower the risk.</summary>
public static class CustomerAnalysis
{
    /// <returns>Null where the contributions do not add up to the prediction: then there are no reasons to show.</returns>
    public static CustomerAtRisk? Why(Dataset raw, ChurnModel model, int row) => Why(raw, model, [row])[0];

    /// <summary>The same for many, in their order, each by the model that had not seen the customer.</summary>
    public static IReadOnlyList<CustomerAtRisk?> Why(Dataset raw, ChurnModel champion, CrossFitModel crossFit, int[] rows)
    {
        var answers = new CustomerAtRisk?[rows.Length];
        foreach (var group in Enumerable.Range(0, rows.Length).GroupBy(i => crossFit.SiblingOfRow[rows[i]]))
        {
            var positions = group.ToArray();
            var found = Why(raw, crossFit.ModelOf(rows[positions[0]], champion), Array.ConvertAll(positions, i => rows[i]));
            for (var i = 0; i < positions.Length; i++) answers[positions[i]] = found[i];
        }

        return answers;
    }

    private static CustomerAtRisk?[] Why(Dataset raw, ChurnModel model, int[] rows)
    {
        var matrix = model.Matrix(raw.TakeRows(rows));
        var shap = ShapExplainer.Explain(model.Model, matrix);
        var scores = model.Model.PredictRaw(matrix);
        return [.. rows.Select((row, i) => CustomerReasons.Explain(matrix, shap, scores, i) is { } reasons
            ? new CustomerAtRisk(model.Question.CustomerName(raw, row), row, reasons.BaseProbability, reasons.Probability, reasons.Reasons)
            : null)];
    }

    /// <param name="threshold">The risk to come below, (0, 1).</param>
    public static Counterfactuals LowerRisk(Dataset raw, ChurnModel model, int row, double threshold) =>
        Counterfactuals.Find(model, raw, raw, row, new CounterfactualOptions { Threshold = threshold });
}
