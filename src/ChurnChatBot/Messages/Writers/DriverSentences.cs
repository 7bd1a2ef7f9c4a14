using ChurnChatBot.DataScience.Analysis;

namespace ChurnChatBot.Messages.Writers;

/// <summary>
/// A driver in business words: where churn is highest and where it is lowest along it, as counted in the file. What is said is
/// what was observed; the model only chose which columns to speak of.
/// </summary>
internal static class DriverSentences
{
    public static RichText Of(DriverSummary driver)
    {
        var source = $"drivers[{driver.Feature}]";
        var name = RichText.Of($"**{Data.Name(driver.Feature)}** ({Fact.Share(source + ".share", driver.Share)} of what the model goes by)");
        if (driver.Groups.Count < 2) return name.Then(".");
        var worst = driver.Groups.MaxBy(group => group.ChurnRate.Value)!;
        var best = driver.Groups.MinBy(group => group.ChurnRate.Value)!;
        return name.Then(RichText.Of(
            $": {Group(worst, source)}, {Fact.Share($"{source}[{worst.Label}].churn_rate", worst.ChurnRate.Value)} left; {Group(best, source)}, {Fact.Share($"{source}[{best.Label}].churn_rate", best.ChurnRate.Value)}.{Times(worst, best, source)}"));
    }

    private static RichText Group(DriverGroup group, string source) => group is { Low: { } low, High: { } high }
        ? low == high
            ? RichText.Of($"at {Fact.Number($"{source}[{group.Label}].low", low)}")
            : RichText.Of($"from {Fact.Number($"{source}[{group.Label}].low", low)} to {Fact.Number($"{source}[{group.Label}].high", high)}")
        : RichText.Of($"with {Data.Name(Wording.Shortened(group.Label))}");

    private static RichText Times(DriverGroup worst, DriverGroup best, string source) =>
        best.ChurnRate.Value > 0 && worst.ChurnRate.Value / best.ChurnRate.Value >= 1.5
            ? RichText.Of($" That is {Fact.Times(source + ".times", worst.ChurnRate.Value / best.ChurnRate.Value)} times as often.")
            : RichText.Empty;
}
