namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>Figures behind a proposal, by name.</summary>
internal static class Evidence
{
    public static IReadOnlyDictionary<string, double> None { get; } = Of();

    public static IReadOnlyDictionary<string, double> Of(params (string Name, double? Value)[] figures)
    {
        var known = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in figures)
        {
            if (value is { } figure) known.Add(name, figure);
        }

        return known;
    }
}
