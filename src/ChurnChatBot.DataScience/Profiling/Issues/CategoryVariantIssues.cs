using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>
/// Levels of a category that mean one thing: alike but for case, blanks, punctuation and accents; known names of one thing; initials;
/// abbreviations; and the shortened name where leaving is equally common under both. Each level joins one group only, and an
/// abbreviation that fits two levels joins none.
/// </summary>
internal static class CategoryVariantIssues
{
    /// <summary>Beyond so many levels only those that are alike but for their writing are compared: the other rules would find chance pairs.</summary>
    private const int MostLevelsForRules = 60;
    private const int MostLevels = 20_000;
    private const double MostDistinctness = 0.1;
    private const int MostGroups = 20;
    private const int LeastRowsForRate = 30;
    private const double MostDeviations = 2;

    public static IEnumerable<DataQualityIssue> Find(ProfileContext context)
    {
        foreach (var scan in context.Of(ColumnMeaning.Category, ColumnMeaning.Flag))
        {
            if (scan.Levels is not { Distinct: >= 2 and <= MostLevels } levels || AreNames(scan)) continue;
            var groups = Groups(levels).Where(group => group.Count > 1).ToArray();
            if (groups.Length == 0) continue;
            yield return new DataQualityIssue(IssueKind.CategoryVariants, scan.Name, groups.Sum(group => group.Skip(1).Sum(i => levels.Counts[i])), IssueImportance.WorthAttention)
            {
                Examples = [.. groups.SelectMany(group => group.Skip(1)).OrderByDescending(i => levels.Counts[i]).Take(5).Select(i => levels.Levels[i])],
                Variants = [.. groups.Take(MostGroups).Select(group => (IReadOnlyList<string>)[.. group.Select(i => levels.Levels[i])])],
            };
        }
    }

    /// <summary>Names of people or streets: Tien and T'ien are two families.</summary>
    private static bool AreNames(ColumnScan scan) => scan.Distinct > MostLevelsForRules && scan.Distinctness > MostDistinctness;

    /// <summary>Groups and their members commonest first.</summary>
    internal static IEnumerable<List<int>> Groups(LevelCounts levels)
    {
        var groups = levels.ByCount().Where(i => !Placeholders.IsMark(levels.Levels[i]))
            .GroupBy(i => LevelAliases.Normalized(levels.Levels[i]), StringComparer.Ordinal)
            .Where(group => group.Key.Length > 0)
            .Select(group => new Group(group.Key, [.. group], levels))
            .ToList();
        if (groups.Count <= MostLevelsForRules)
        {
            Join(groups, (one, other) => LevelAliases.AreOne(one.Key, other.Key));
            Join(groups, (one, other) => one.Names.Any(name => other.Names.Any(full => VariantRules.IsInitials(name, VariantRules.WordsOf(full)))));
            Join(groups, (one, other) => one.Names.Any(name => other.Names.Any(full => VariantRules.IsAbbreviation(name, full))));
            Join(groups, (one, other) => one.Names.Any(name => other.Names.Any(full => VariantRules.IsShortened(VariantRules.WordsOf(name), VariantRules.WordsOf(full)))) && LeaveAlike(one, other));
        }

        return groups.Select(group => group.Levels.OrderByDescending(i => levels.Counts[i]).ThenBy(i => i).ToList()).OrderByDescending(group => group.Sum(i => levels.Counts[i]));
    }

    /// <summary>Joins a group to the only other one of which it is a variant; of known names there may be several, and all join.</summary>
    private static void Join(List<Group> groups, Func<Group, Group, bool> isVariantOf)
    {
        for (var i = groups.Count - 1; i >= 0; i--)
        {
            var one = groups[i];
            var others = groups.Where(other => other != one && isVariantOf(one, other)).ToArray();
            if (others.Length == 0 || (others.Length > 1 && !others.All(other => LevelAliases.AreOne(one.Key, other.Key)))) continue;
            others[0].Take(one);
            groups.RemoveAt(i);
        }
    }

    /// <summary>Whether the two churn rates differ by no more than chance would: a two-proportion z of at most 2, on enough rows.</summary>
    private static bool LeaveAlike(Group one, Group other)
    {
        double n1 = one.Left + one.Stayed, n2 = other.Left + other.Stayed;
        if (Math.Min(n1, n2) < LeastRowsForRate) return false;
        var pooled = (one.Left + other.Left) / (n1 + n2);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1 / n1) + (1 / n2)));
        return error == 0 || Math.Abs((one.Left / n1) - (other.Left / n2)) <= MostDeviations * error;
    }

    private sealed class Group(string key, List<int> indices, LevelCounts levels)
    {
        public string Key => key;

        public List<int> Levels => indices;

        public IEnumerable<string> Names => indices.Select(i => levels.Levels[i]);

        public int Left => indices.Sum(i => levels.Left[i]);

        public int Stayed => indices.Sum(i => levels.Stayed[i]);

        public void Take(Group other) => indices.AddRange(other.Levels);
    }
}
