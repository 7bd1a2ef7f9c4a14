using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Features;

/// <summary>Bands, categories by their churn rate, and how many things a customer has.</summary>
internal static class GroupIdeas
{
    private const int LeastServices = 3;
    private const int LeastLevels = 5;

    public static IEnumerable<FeatureIdea> Of(ColumnRoles roles)
    {
        foreach (var (column, _) in roles.Of<NumericColumn>(name => name.HasAny("age") && !name.HasAny("group", "band", "account")).Take(1))
        {
            yield return FeatureIdeas.Idea(
                new BinStep("age_band", column.Name, [25, 35, 45, 55, 65]),
                "The young, the middle-aged and the old have different reasons to stay, and age alone does not work in a straight line.");
        }

        if (BestCategory(roles) is { } category)
        {
            var snake = new ColumnName(category.Name).Snake;
            yield return FeatureIdeas.Idea(
                new TargetEncodingStep($"{snake}_churn_rate", category.Name),
                $"Some groups of `{category.Name.Replace('`', '\'')}` lose more customers than others; their past churn rate says so in one number.");
        }

        if (Services(roles) is { } services) yield return services;
        foreach (var (column, _) in roles.Durations.Where(column => !column.Name.HasAny("account") && IsInMonths((NumericColumn)column.Column)).Take(1))
        {
            yield return FeatureIdeas.Idea(
                new BinStep("tenure_band", column.Name, [6, 12, 24, 48]),
                "The first half-year is a trial, then habit sets in: stages of a relationship differ more than months do.");
        }
    }

    private static FeatureIdea? Services(ColumnRoles roles)
    {
        string[] columns = [.. roles.Of<CategoricalColumn>(name => !name.HasAny("partner", "dependents", "paperless", "billing", "married", "senior", "citizen", "complain", "active"))
            .Where(column => IsYesOrNo((CategoricalColumn)column.Column)).Select(column => column.Column.Name)];
        return columns.Length < LeastServices
            ? null
            : FeatureIdeas.Idea(
                new CountOfServicesStep { Name = "number_of_services", Columns = [.. columns] },
                "The more someone has from you, the more trouble it is to leave.");
    }

    // "No internet service" is a no as well.
    private static bool IsYesOrNo(CategoricalColumn column) =>
        column.Levels.Contains("Yes") && column.Levels.All(level => level == "Yes" || level == "No" || level.StartsWith("No ", StringComparison.Ordinal));

    private static CategoricalColumn? BestCategory(ColumnRoles roles) => roles.Of<CategoricalColumn>(_ => true)
        .Select(column => (CategoricalColumn)column.Column)
        .Where(column => LevelsInUse(column) is >= LeastLevels and var levels && levels <= column.Length / 5)
        .OrderByDescending(column => roles.AucOf(column.Name)).ThenBy(column => column.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    private static int LevelsInUse(CategoricalColumn column)
    {
        var used = new bool[column.Levels.Count];
        foreach (var code in column.Codes)
        {
            if (code >= 0) used[code] = true;
        }

        return used.Count(isUsed => isUsed);
    }

    private static bool IsInMonths(NumericColumn column)
    {
        var greatest = 0.0;
        foreach (var value in column.Values)
        {
            if (value > greatest) greatest = value;
        }

        return greatest is > 12 and <= 240;
    }
}
