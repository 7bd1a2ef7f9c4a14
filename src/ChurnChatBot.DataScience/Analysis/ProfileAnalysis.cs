using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>First step: from a file that was read to what it holds.</summary>
public static class ProfileAnalysis
{
    /// <param name="question">The question a person chose; null to find it by evidence.</param>
    public static ProfileOutcome Run(IntakeResult intake, ChurnQuestion? question, CancellationToken cancellation = default)
    {
        var profile = intake.Dataset is { } dataset
            ? DatasetProfiler.Profile(dataset, intake.Readings, new ProfilingOptions(), question, cancellation)
            : null;
        return new ProfileOutcome(intake with { Dataset = null }, profile);
    }
}
