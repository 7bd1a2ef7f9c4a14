using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Features;

/// <summary>Recency, frequency of money and lifetime: what dates say about a customer today.</summary>
internal static class DateIdeas
{
    public static IEnumerable<FeatureIdea> Of(ColumnRoles roles, DateTime? reference)
    {
        if (reference is not { } today) yield break;
        foreach (var (column, name) in roles.LastDates.Take(2))
        {
            var what = name.Without("date", "day", "on", "at", "time");
            yield return FeatureIdeas.Idea(
                new DaysSinceStep { Name = $"days_since_{what}", Date = column.Name, Reference = today },
                "Silence is often the first sign of leaving: the longer ago the last contact, the more has already been lost.");
        }

        if (roles.StartDates.FirstOrDefault() is not { Column: { } start }) yield break;
        foreach (var (column, name) in roles.Totals.Take(1))
        {
            yield return FeatureIdeas.Idea(
                new RatePerMonthStep { Name = $"avg_{name.Without("total", "amount", "lifetime", "sum", "cumulative")}_per_month", Amount = column.Name, From = start.Name, Until = today },
                "A total grows with time by itself; seen per month, a good new customer and a fading old one can be told apart.");
        }

        yield return FeatureIdeas.Idea(
            new DaysBetweenStep { Name = "customer_lifetime", From = start.Name, Until = today },
            "New customers behave differently from loyal ones: many leave early, and habit keeps the others.");
    }
}
