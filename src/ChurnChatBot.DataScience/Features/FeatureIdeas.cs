using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Features;

/// <summary>
/// Measures that the columns of a file allow, each with a reason a business person would give. Rules only, and nothing here looks
/// at the outcome: whether an idea helps is measured afterwards, on customers it was not fitted on.
/// </summary>
public static class FeatureIdeas
{
    /// <summary>More than this is not read.</summary>
    public const int Most = 8;

    /// <param name="raw">The file as it was read.</param>
    /// <param name="cleaning">The approved cleaning steps; ideas are computed after them.</param>
    /// <param name="referenceDate">"Today"; null is <see cref="ReferenceDate"/>.</param>
    /// <returns>At most <see cref="Most"/> ideas, the most promising first, each computable for a customer whose outcome is not known.</returns>
    public static IReadOnlyList<FeatureIdea> Propose(Dataset raw, Recipe cleaning, DatasetProfile profile, DateTime? referenceDate = null)
    {
        var cleaned = Clean(raw, cleaning, profile);
        var roles = new ColumnRoles(cleaned, profile);
        var ideas = DateIdeas.Of(roles, referenceDate ?? LatestDate(roles)).Concat(MoneyIdeas.Of(roles)).Concat(UsageIdeas.Of(roles)).Concat(GroupIdeas.Of(roles));
        var sample = Redundancy.Sample(cleaned);
        var redundancy = new Redundancy(sample, Question(profile));
        var kept = new List<FeatureIdea>();
        foreach (var idea in ideas)
        {
            if (kept.Count == Most) break;
            if (raw.Contains(idea.Name) || cleaned.Contains(idea.Name) || kept.Exists(other => other.Name == idea.Name)) continue;
            if (redundancy.Adds(idea.Step)) kept.Add(idea);
        }

        return kept;
    }

    /// <summary>The latest date in the file on which something was done: what "today" is until a person names another; null without dates.</summary>
    public static DateTime? ReferenceDate(Dataset raw, Recipe cleaning, DatasetProfile profile) =>
        LatestDate(new ColumnRoles(Clean(raw, cleaning, profile), profile));

    internal static FeatureIdea Idea(RecipeStep step, string reason) => new(step.Subject!, step.Subject!, step, reason, [.. step.Inputs]);

    private static DateTime? LatestDate(ColumnRoles roles)
    {
        var latest = long.MinValue;
        foreach (var (column, _) in roles.LastDates.Concat(roles.StartDates))
        {
            foreach (var ticks in ((DateColumn)column).Ticks) latest = Math.Max(latest, ticks);
        }

        return latest == DateColumn.MissingTicks ? null : new DateTime(latest, DateTimeKind.Unspecified).Date;
    }

    private static Dataset Clean(Dataset raw, Recipe cleaning, DatasetProfile profile)
    {
        var question = Question(profile);
        var training = raw.Contains(question.TargetColumn) ? raw.TakeRows(cleaning.TrainingRows(raw, question)) : raw;
        return cleaning.Fit(training, question).Fitted.Apply(raw);
    }

    // A file without an outcome still has ideas; no column can have this name.
    private static ChurnQuestion Question(DatasetProfile profile) => profile.Question ?? new ChurnQuestion("no\0outcome", "1");
}
