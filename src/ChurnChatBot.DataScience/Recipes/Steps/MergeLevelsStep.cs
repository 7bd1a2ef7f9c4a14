using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>Variants of one thing become one level: "NYC" and "new york" are "New York".</summary>
/// <param name="Column">A column of levels or text.</param>
/// <param name="Merges">Chains are followed to their end (A into B, B into C: A becomes C), a circle stops where it began.</param>
public sealed record MergeLevelsStep(string Column, ValueList<LevelMerge> Merges) : UnlearnedStep
{
    [JsonIgnore]
    public override string Kind => "merge_levels";

    [JsonIgnore]
    public override string? Subject => Column;

    internal override Dataset Transform(Dataset dataset)
    {
        if (!dataset.TryGetColumn(Column, out var column) || !Cells.AreWords(column)) return dataset;
        var into = Canonical();
        return dataset.With(Cells.Change(column, cell => into.GetValueOrDefault(cell, cell)));
    }

    private protected override string? Objection(Dataset training) =>
        Cells.AreWords(training[Column]) ? null : $"`{Column}` holds {StepFits.NameOf(training[Column])}, not categories";

    // Every name of a circle leads to the ordinally first of them: all are one level, whichever it was entered by.
    internal Dictionary<string, string> Canonical()
    {
        var next = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var merge in Merges) next[merge.From] = merge.Into;
        var canonical = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var from in next.Keys)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var level = from;
            while (seen.Add(level) && next.TryGetValue(level, out var further)) level = further;
            canonical[from] = next.ContainsKey(level) ? Circle(level, next).Order(StringComparer.Ordinal).First() : level;
        }

        return canonical;
    }

    private static List<string> Circle(string start, Dictionary<string, string> next)
    {
        var circle = new List<string> { start };
        for (var level = next[start]; level != start; level = next[level]) circle.Add(level);
        return circle;
    }
}
