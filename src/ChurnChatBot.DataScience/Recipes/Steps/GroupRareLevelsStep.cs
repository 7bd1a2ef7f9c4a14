using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>Levels with few training rows, and levels met only later, become one: too little is known about each of them.</summary>
/// <param name="FewerThan">Levels with fewer rows than this are grouped.</param>
public sealed record GroupRareLevelsStep(string Column, int FewerThan = 20, string Into = "Other") : RecipeStep
{
    [JsonIgnore]
    public override string Kind => "group_rare_levels";

    [JsonIgnore]
    public override StepScope Scope => StepScope.Fitted;

    [JsonIgnore]
    public override string? Subject => Column;

    public override StepFit Fit(Dataset training, ChurnQuestion question)
    {
        if (WhyInputsFail(training, question) is { } reason) return StepFit.Declined(reason);
        if (!Cells.AreWords(training[Column])) return StepFit.Declined($"`{Column}` holds {StepFits.NameOf(training[Column])}, not categories");
        var kept = Cells.Count(training[Column]).Where(pair => pair.Value >= FewerThan).Select(pair => pair.Key).Order(StringComparer.Ordinal);
        return new FittedGroupRareLevels(Column, [.. kept], Into);
    }
}

/// <param name="Kept">The levels with enough rows, in ordinal order; every other level becomes <paramref name="Into"/>.</param>
public sealed record FittedGroupRareLevels(string Column, ValueList<string> Kept, string Into) : FittedStep
{
    public override Dataset Apply(Dataset dataset)
    {
        if (!dataset.TryGetColumn(Column, out var column)) return dataset;
        var kept = Kept.ToHashSet(StringComparer.Ordinal);
        return dataset.With(Cells.Change(column, cell => kept.Contains(cell) ? cell : Into));
    }
}
