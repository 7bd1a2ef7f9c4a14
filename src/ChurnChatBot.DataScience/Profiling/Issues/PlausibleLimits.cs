namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>
/// Limits of what a number can be, from the words of its column's name. Only such limits as hold in any business: nobody is 142 years
/// old, and no count is negative; names whose words allow both signs (balance, change, profit) have none.
/// </summary>
internal static class PlausibleLimits
{
    private const double OldestAge = 110;

    private static readonly string[] NotOfPersons = ["account", "contract", "device", "car", "vehicle", "network", "group", "band", "class", "bucket", "days", "months", "subscription", "membership"];

    private static readonly string[] NeverNegative =
    [
        "tenure", "count", "cnt", "ct", "num", "number", "quantity", "qty", "months", "days", "years", "weeks", "minutes", "seconds", "hours", "calls", "orders", "visits", "logins",
        "amount", "amt", "charge", "charges", "price", "spend", "spent", "spending", "revenue", "salary", "income", "usage", "fee", "bill", "purchases", "transactions",
        "dependents", "products", "length", "duration", "age", "vintage",
    ];

    private static readonly string[] EitherSign =
        ["balance", "change", "chng", "diff", "difference", "delta", "growth", "net", "profit", "margin", "trend", "score", "zscore", "normalized", "scaled", "log", "refund", "credit", "hike", "vs"];

    /// <summary>Both null where the name gives none.</summary>
    public static ValueLimits Of(string[] words)
    {
        if (words.Any(word => EitherSign.Contains(word))) return default;
        if (words is [.., "age"] or ["age", ..] && !words.Any(word => NotOfPersons.Contains(word))) return new ValueLimits(1, OldestAge);
        if (words.Any(word => word is "percent" or "pct" or "percentage")) return new ValueLimits(0, 100);
        if (words.Any(word => word is "probability")) return new ValueLimits(0, 1);
        return words.Any(word => NeverNegative.Contains(word)) ? new ValueLimits(0, null) : default;
    }
}
