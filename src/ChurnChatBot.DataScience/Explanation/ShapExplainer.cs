using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>Exact SHAP values of any fitted model, by the way that fits its kind.</summary>
public static class ShapExplainer
{
    /// <param name="features">N rows of the model's features.</param>
    /// <exception cref="NotSupportedException">There is no exact way for this kind of model.</exception>
    public static ShapValues Explain(TrainedModel model, FeatureMatrix features) => model switch
    {
        GradientBoostingModel trees => TreeShapExplainer.Explain(trees, features),
        LogisticRegressionModel scorecard => LogisticShap.Explain(scorecard, features),
        _ => throw new NotSupportedException($"A {model.GetType().Name} has no exact SHAP values here."),
    };
}
