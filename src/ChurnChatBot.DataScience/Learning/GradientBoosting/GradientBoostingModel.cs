using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>Boosted trees.</summary>
public sealed record GradientBoostingModel : TrainedModel
{
    public override double[] PredictRaw(FeatureMatrix features) => throw new NotSupportedException();
}
