using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>A plan while its rules run: the proposals so far, and the data as the ticked ones leave it.</summary>
internal sealed class PlanDraft(Dataset raw, DatasetProfile profile)
{
    private readonly List<StepProposal> _proposals = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    // A file without an outcome is cleaned as well; no column can have this name.
    private readonly ChurnQuestion _question = profile.Question ?? new ChurnQuestion("no\0outcome", "1");

    private (Dataset? Before, RecipeStep? Step, Dataset? After) _looked;

    public DatasetProfile Profile { get; } = profile;

    public Dataset Current { get; private set; } = raw;

    public IReadOnlyList<StepProposal> Proposals => _proposals;

    public bool IsOutcome(string column) => column == _question.TargetColumn;

    public string? Identifier => _question.IdentifierColumn;

    /// <summary>Findings of a kind about columns that are still there.</summary>
    public IEnumerable<(DataQualityIssue Issue, Column Column)> Findings(params IssueKind[] kinds)
    {
        foreach (var issue in Profile.Issues.Where(issue => kinds.Contains(issue.Kind)).ToArray())
        {
            if (issue.Column is { } name && !IsOutcome(name) && Current.TryGetColumn(name, out var column)) yield return (issue, column);
        }
    }

    public ColumnMeaning? MeaningOf(string column) => Profile.Columns.FirstOrDefault(profile => profile.Name == column)?.Meaning;

    /// <summary>What the data would be after a step, or null where it does not apply. A rule that looks first does not pay twice.</summary>
    public Dataset? After(RecipeStep step)
    {
        if (!ReferenceEquals(_looked.Before, Current) || !step.Equals(_looked.Step)) _looked = (Current, step, step.Fit(Current, _question).Fitted?.Apply(Current));
        return _looked.After;
    }

    /// <summary>Adds a proposal, once an id, and where it is ticked goes on with the data it leaves.</summary>
    /// <param name="why">Without its full stop.</param>
    public void Add(RecipeStep step, ReasonKind reason, IReadOnlyDictionary<string, double> evidence, string why, string? witness = null)
    {
        // A column that merely repeats another is no harm: a person ticks it.
        var selected = reason != ReasonKind.Redundant;
        var id = StepId.Of(step);
        if (_ids.Contains(id) || After(step) is not { } after) return;
        _ids.Add(id);
        _proposals.Add(new StepProposal(id, step, selected, reason, evidence, why + ".") { Witness = witness });
        if (selected) Current = after;
    }
}
