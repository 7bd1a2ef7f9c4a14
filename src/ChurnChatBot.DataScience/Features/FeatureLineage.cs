using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Features;

/// <summary>Where a feature comes from: the columns of the file it rests on, and the steps that made it, in order.</summary>
public sealed record FeatureLineage(string Feature, IReadOnlyList<string> Columns, IReadOnlyList<RecipeStep> Steps)
{
    /// <summary>Follows a feature back through a recipe.</summary>
    /// <returns>A column that no step touches comes from itself alone.</returns>
    public static FeatureLineage Of(Recipe recipe, string feature)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal) { feature };
        var steps = new List<RecipeStep>();
        foreach (var step in recipe.Steps.Reverse())
        {
            if (!step.Outputs.Any(needed.Contains)) continue;
            steps.Insert(0, step);
            // What a step makes anew is explained by what it reads; what it changes in place is needed from before it as well.
            foreach (var output in step.Outputs) needed.Remove(output);
            needed.UnionWith(step.Inputs);
        }

        return new FeatureLineage(feature, [.. needed.Order(StringComparer.Ordinal)], steps);
    }
}
