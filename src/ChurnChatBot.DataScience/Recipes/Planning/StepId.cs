using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>
/// The name of a step within a plan: its kind and what it is about, "fill_missing:age". It does not change when the step's
/// settings do, so a tick, a decision and an amendment still find it. Commas are encoded: ids travel in comma-separated lists.
/// </summary>
public static class StepId
{
    public static string Of(RecipeStep step)
    {
        if (step is DropDuplicatesStep) return step.Kind;
        // Two reasons to treat cells of one column as missing are two ticks: placeholders and impossible values.
        var part = step is TreatAsMissingStep { Low: null, High: null } ? "treat_as_missing.cells" : step.Kind;
        return step.Subject is { } subject ? $"{part}:{Encoded(subject)}" : part;
    }

    private static string Encoded(string name) => name.Replace("%", "%25", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
