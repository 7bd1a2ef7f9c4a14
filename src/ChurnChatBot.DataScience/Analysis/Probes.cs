using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>
/// The quick learner by which proposals are judged: small boosted trees, because they take missing values and bends as they are, so
/// a repair or a measure earns a gain only where it tells them something new.
/// </summary>
internal static class Probes
{
    public static GainOptions Options(int seed, CancellationToken cancellation) => new()
    {
        Seed = seed,
        Cancellation = cancellation,
        Probe = new GradientBoostingLearner(new GradientBoostingOptions { Estimators = 60, LearningRate = 0.1, NumLeaves = 8, MinSamplesLeaf = 20 }),
    };
}
