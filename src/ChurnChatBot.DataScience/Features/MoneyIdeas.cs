using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Features;

/// <summary>What a customer pays, for how long, and for how much use.</summary>
internal static class MoneyIdeas
{
    public static IEnumerable<FeatureIdea> Of(ColumnRoles roles)
    {
        var total = roles.Totals.FirstOrDefault();
        var duration = roles.Durations.FirstOrDefault();
        var price = roles.MonthlyPrices.FirstOrDefault();
        if (total.Column is not null && duration.Column is not null && price.Column is not null)
        {
            yield return FeatureIdeas.Idea(
                new DifferenceStep { Name = "price_change", Minuend = price.Column.Name, Subtrahend = total.Column.Name, Per = duration.Column.Name },
                "Who pays more now than on average so far has seen a price rise, and price rises make people look around.");
        }

        if (total.Column is not null && duration.Column is not null)
        {
            yield return FeatureIdeas.Idea(
                new RatioStep { Name = $"avg_{total.Name.Without("total", "amount")}_per_{Unit(duration.Name)}", Numerator = total.Column.Name, Denominator = duration.Column.Name },
                "A total grows with time by itself; spread over the time as a customer it says what they are worth to you.");
        }

        foreach (var idea in PerUse(roles)) yield return idea;
        if (Utilisation(roles) is { } utilisation) yield return utilisation;
        if (BalancePerProduct(roles) is { } balance) yield return balance;
    }

    private static IEnumerable<FeatureIdea> PerUse(ColumnRoles roles)
    {
        foreach (var amount in roles.Amounts.Where(amount => amount.Name.HasAny("trans", "transaction", "order", "cashback", "purchase")).Take(1))
        {
            if (roles.Activities.FirstOrDefault(activity => activity.Column != amount.Column) is not { Column: { } activity } found) continue;
            yield return FeatureIdeas.Idea(
                new RatioStep { Name = $"{(amount.Name.HasAny("cashback") ? "cashback" : "amount")}_per_{UsageIdeas.Thing(found.Name)}", Numerator = amount.Column.Name, Denominator = activity.Name },
                "Many small deals and a few large ones make the same total, but not the same customer.");
        }
    }

    private static FeatureIdea? Utilisation(ColumnRoles roles)
    {
        var balance = roles.Of<NumericColumn>(name => name.HasAny("bal", "balance")).OrderByDescending(column => column.Name.HasAny("revolving")).FirstOrDefault();
        var limit = roles.Of<NumericColumn>(name => name.HasAll("credit", "limit")).FirstOrDefault();
        return balance.Column is null || limit.Column is null
            ? null
            : FeatureIdeas.Idea(
                new RatioStep { Name = "utilisation", Numerator = balance.Column.Name, Denominator = limit.Column.Name },
                "A credit line that lies idle is a card that is about to be put away.");
    }

    private static FeatureIdea? BalancePerProduct(ColumnRoles roles)
    {
        var balance = roles.Of<NumericColumn>(name => name.Words is ["balance"] or ["account", "balance"]).FirstOrDefault();
        var products = roles.Of<NumericColumn>(name => name.HasAny("products")).FirstOrDefault();
        return balance.Column is null || products.Column is null
            ? null
            : FeatureIdeas.Idea(
                new RatioStep { Name = "balance_per_product", Numerator = balance.Column.Name, Denominator = products.Column.Name },
                "Several products with little in them are a relationship on paper only.");
    }

    private static string Unit(ColumnName duration) => duration.HasAny("tenure", "months", "book", "subscription") ? "month" : "time_unit";
}
