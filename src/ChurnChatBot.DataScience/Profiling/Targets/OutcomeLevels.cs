using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Profiling.Targets;

/// <summary>The distinct cells of a column that may be an outcome, and which of them means "left".</summary>
internal sealed class OutcomeLevels
{
    /// <summary>A column with more values than this is no outcome; counting stops there.</summary>
    public const int Most = 20;

    /// <summary>Up to so many values a single one that speaks of leaving makes the others mean "stayed": Stayed, Joined, Churned.</summary>
    private const int MostBesideNamed = 5;

    private static readonly string[] Truthy = ["1", "yes", "true", "y", "t", "ja", "wahr", "oui", "si", "sí", "是"];
    private static readonly string[] Falsy = ["0", "no", "false", "n", "f", "nein", "falsch", "non", "否"];
    private static readonly string[] Leaving =
    [
        "churn", "churned", "churner", "churners", "attrited", "attrition", "exited", "left", "leaver", "lost", "cancelled", "canceled", "lapsed", "departed",
        "terminated", "unsubscribed", "gekündigt", "流失", "已流失", "离网", "离职",
    ];

    private static readonly string[] Staying = ["stayed", "existing", "retained", "active", "loyal", "renewed", "not", "no", "non", "never", "未流失", "留存", "在网"];

    private OutcomeLevels(List<LevelCount> counts)
    {
        Counts = counts;
        Total = counts.Sum(level => level.Count);
    }

    /// <summary>Commonest first, ties in order of first appearance.</summary>
    public IReadOnlyList<LevelCount> Counts { get; }

    public int Total { get; }

    /// <summary>Null where the column has more than <see cref="Most"/> values.</summary>
    public static OutcomeLevels? Of(Column column) => column switch
    {
        NumericColumn numeric => Of(numeric.Values, value => !double.IsNaN(value), value => new NumericColumn("level", [value]).Format(0)!),
        CategoricalColumn categorical => Of(categorical.Codes, code => code >= 0, code => categorical.Levels[code]),
        TextColumn text => Of(text.Cells, cell => cell is not null, cell => cell!),
        _ => null,
    };

    public int CountOf(string level) => Counts.FirstOrDefault(counted => counted.Level == level)?.Count ?? 0;

    /// <summary>Whether a level says in words that the customer left: "Attrited Customer", "Churned".</summary>
    public bool SpeakOfLeaving => Counts.Any(level => IsLeaving(level.Level));

    public bool AreTruthValues => Counts.Count == 2 && Counts.Any(level => Is(level.Level, Truthy)) && Counts.Any(level => Is(level.Level, Falsy));

    /// <summary>The level that means "left", or null where there is no telling: more than two values of which not exactly one speaks of leaving.</summary>
    /// <param name="columnName">In a column named "retained" it is the level that says no.</param>
    public string? PositiveLevel(string columnName)
    {
        var leaving = Counts.Where(level => IsLeaving(level.Level)).ToArray();
        if (leaving.Length == 1 && Counts.Count is >= 2 and <= MostBesideNamed) return leaving[0].Level;
        if (Counts.Count != 2) return null;
        if (AreTruthValues) return Counts.First(level => Is(level.Level, TargetNames.MeansStaying(columnName) ? Falsy : Truthy)).Level;
        var staying = Counts.Where(level => Words(level.Level).Any(word => Staying.Contains(word))).ToArray();
        return staying.Length == 1 ? Counts.First(level => level != staying[0]).Level : Counts[1].Level;
    }

    private static OutcomeLevels? Of<T>(ReadOnlySpan<T> cells, Func<T, bool> isPresent, Func<T, string> format)
    {
        var counts = new List<(T Cell, int Count)>();
        var comparer = EqualityComparer<T>.Default;
        foreach (var cell in cells)
        {
            if (!isPresent(cell)) continue;
            var at = 0;
            while (at < counts.Count && !comparer.Equals(counts[at].Cell, cell)) at++;
            if (at == Most) return null;
            if (at == counts.Count) counts.Add((cell, 1));
            else counts[at] = (cell, counts[at].Count + 1);
        }

        return new OutcomeLevels([.. counts.OrderByDescending(level => level.Count).Select(level => new LevelCount(format(level.Cell), level.Count))]);
    }

    private static bool IsLeaving(string level)
    {
        var words = Words(level);
        return words.Any(word => Leaving.Contains(word)) && !words.Any(word => Staying.Contains(word));
    }

    private static bool Is(string level, string[] words) => words.Contains(level.Trim().ToLowerInvariant());

    private static string[] Words(string level) => level.ToLowerInvariant().Split([' ', '_', '-', '.', ',', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries);
}
