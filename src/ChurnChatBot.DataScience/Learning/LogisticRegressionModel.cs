using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning;

/// <summary>Regularised logistic regression.</summary>
public sealed record LogisticRegressionModel : TrainedModel
{
    public override double[] PredictRaw(FeatureMatrix features) => throw new NotSupportedException();
}
