using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Profiling.Targets;

/// <summary>
/// Finds the outcome by evidence: its name, its values and what they say, how rare the rarer one is, and where it stands. Columns
/// with other than two values are no candidates, unless one of a few values says in words that the customer left.
/// </summary>
internal static class TargetFinder
{
    private const int MostCandidates = 10;

    /// <summary>Likeliest first; ties in the order of the file.</summary>
    public static IReadOnlyList<TargetCandidate> Find(Dataset dataset)
    {
        var candidates = new List<TargetCandidate>();
        for (var i = 0; i < dataset.Columns.Count; i++)
        {
            if (Judge(dataset.Columns[i], isLast: i == dataset.Columns.Count - 1) is { } candidate) candidates.Add(candidate);
        }

        return [.. candidates.OrderByDescending(candidate => candidate.Score).Take(MostCandidates)];
    }

    /// <summary>Why no candidate can be taken unasked: the fault of a column that is named like an outcome, else that there is none.</summary>
    public static TargetProblem Problem(Dataset dataset)
    {
        var named = dataset.Columns.FirstOrDefault(column => TargetNames.Of(column.Name) == TargetNameEvidence.Outcome);
        return (named is null ? null : TargetCheck.Check(dataset, named.Name).Problem) ?? new TargetProblem(
            "no_target", null, "no column of two values that is named like an outcome", "a column that says who left, such as churned with 1 and 0",
            "Choose the column that says who left, or upload a file that has one.");
    }

    private static TargetCandidate? Judge(Column column, bool isLast)
    {
        if (OutcomeLevels.Of(column) is not { } levels || levels.PositiveLevel(column.Name) is not { } positive) return null;
        var reasons = new List<string>();
        var name = TargetNames.Of(column.Name);
        var score = name switch
        {
            TargetNameEvidence.Outcome => Because(0.6, "named like an outcome"),
            TargetNameEvidence.Retention => Because(0.35, "named like the opposite of one"),
            TargetNameEvidence.Generic => Because(0.35, "named like a label"),
            _ => 0,
        };
        if (levels.Counts.Count == 2) score += Because(0.1, "has two values");
        if (levels.SpeakOfLeaving) score += Because(name == TargetNameEvidence.None ? 0.4 : 0.2, "one value speaks of leaving");
        else if (levels.AreTruthValues) score += Because(0.1, "they say yes and no");
        var share = levels.CountOf(positive) / (double)levels.Total;
        if (share is >= 0.01 and <= 0.55) score += Because(0.05, "a plausible share left");
        if (isLast) score += Because(0.05, "stands last");
        return new TargetCandidate(column.Name, positive, Math.Round(Math.Min(score, 1), 2), string.Join(", ", reasons));

        double Because(double weight, string reason)
        {
            reasons.Add(reason);
            return weight;
        }
    }
}
