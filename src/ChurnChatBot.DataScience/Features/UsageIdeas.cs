using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Features;

/// <summary>How much a customer uses what they have, and how often that goes wrong.</summary>
internal static class UsageIdeas
{
    private static readonly string[] Counting = ["count", "ct", "number", "num", "of", "total", "frequency"];

    public static IEnumerable<FeatureIdea> Of(ColumnRoles roles)
    {
        foreach (var idea in Families(roles)) yield return idea;
        var activity = roles.Activities.FirstOrDefault();
        var duration = roles.Durations.FirstOrDefault();
        if (activity.Column is not null && duration.Column is not null)
        {
            yield return FeatureIdeas.Idea(
                new RatioStep { Name = $"{Thing(activity.Name)}s_per_month", Numerator = activity.Column.Name, Denominator = duration.Column.Name },
                "How often someone comes for the time they have been with you is a habit, and habits keep customers.");
        }

        foreach (var (column, name) in roles.Of<NumericColumn>(name => name.HasAll("total", "usage")).Take(1))
        {
            if (duration.Column is null) continue;
            yield return FeatureIdeas.Idea(
                new RatioStep { Name = $"{name.Without("total")}_per_month", Numerator = column.Name, Denominator = duration.Column.Name },
                "A total grows with time by itself; per month it says whether someone still uses what they pay for.");
        }

        if (activity.Column is not null)
        {
            foreach (var idea in PerActivity(roles, activity.Column, activity.Name)) yield return idea;
        }

        foreach (var (column, name) in roles.Of<NumericColumn>(name => name.HasAll("service", "calls") || name.HasAny("complaints", "tickets")).Take(1))
        {
            if (duration.Column is null) continue;
            yield return FeatureIdeas.Idea(
                new RatioStep { Name = $"{name.Without("customer", "total")}_per_time_as_customer", Numerator = column.Name, Denominator = duration.Column.Name },
                "Three calls to the service in the first weeks weigh more than three in many years.");
        }
    }

    /// <summary>What an activity column counts, in the singular: "transaction", "order", "use".</summary>
    public static string Thing(ColumnName name)
    {
        var thing = name.Without(Counting);
        if (thing is "trans") return "transaction";
        return thing.Length > 3 && thing.EndsWith('s') ? thing[..^1] : thing;
    }

    private static IEnumerable<FeatureIdea> PerActivity(ColumnRoles roles, Column activity, ColumnName activityName)
    {
        foreach (var (column, _) in roles.Of<NumericColumn>(name => name.HasAny("seconds", "minutes") && name.HasAny("use", "usage")).Take(1))
        {
            yield return FeatureIdeas.Idea(
                new RatioStep { Name = "usage_per_call", Numerator = column.Name, Denominator = activity.Name },
                "Long conversations tie people to a service more than many short ones.");
        }

        foreach (var (column, name) in roles.Of<NumericColumn>(name => name.HasAny("failure", "failures", "coupon", "coupons", "returns", "refunds")).Take(1))
        {
            yield return FeatureIdeas.Idea(
                new RatioStep { Name = $"{name.Without("used", "count")}_per_{Thing(activityName)}", Numerator = column.Name, Denominator = activity.Name },
                name.HasAny("coupon", "coupons") ? "Who only buys with a coupon stays for the price, and goes for a better one." : "The share that goes wrong annoys people, not the number.");
        }

        foreach (var (column, _) in roles.Of<NumericColumn>(name => name.HasAll("relationship", "count") || name.HasAll("number", "products") || name.HasAll("num", "products")).Take(1))
        {
            yield return FeatureIdeas.Idea(
                new RatioStep { Name = $"{Thing(activityName)}s_per_product", Numerator = activity.Name, Denominator = column.Name },
                "Products that are held but not used are the first to be given up.");
        }
    }

    // Columns that say the same of different hours or places: "Total day charge", "Total eve charge", "Total intl charge".
    private static IEnumerable<FeatureIdea> Families(ColumnRoles roles)
    {
        var families = roles.Of<NumericColumn>(name => name.Words.Count > 1 && name.HasAny("charge", "charges", "minutes", "calls"))
            .GroupBy(column => column.Name.Words[^1], StringComparer.Ordinal)
            .Where(family => family.Count(member => member.Name.HasAny("day", "eve", "evening", "night", "intl", "international", "weekend")) >= 3)
            .ToDictionary(family => family.Key, family => family.Where(member => !member.Name.HasAny("service")).ToArray(), StringComparer.Ordinal);
        if (families.GetValueOrDefault("charge") is { } charges)
        {
            yield return FeatureIdeas.Idea(
                new SumStep { Name = "total_charge", Columns = [.. charges.Select(charge => charge.Column.Name)] },
                "People see one bill, not its parts, and a high bill makes them compare.");
        }

        if (families.GetValueOrDefault("minutes") is { } minutes && minutes.FirstOrDefault(member => member.Name.HasAny("intl", "international")) is { Column: { } abroad })
        {
            yield return FeatureIdeas.Idea(
                new ShareStep { Name = "international_share", Part = abroad.Name, Whole = [.. minutes.Select(member => member.Column.Name)] },
                "Who mostly calls abroad compares prices abroad, where competitors are cheap.");
        }
    }
}
