using ChurnChatBot.DataScience.Explanation;

namespace ChurnChatBot.Messages.Writers;

/// <summary>
/// A driver in business words: where the risk turns, or where churn is highest and lowest along it, as counted in the file. What is
/// said is what was observed; the model only chose which columns to speak of.
/// </summary>
internal static class DriverSentences
{
    public static RichText Of(Driver driver)
    {
        var source = $"drivers[{driver.Feature}]";
        var name = RichText.Of($"**{Data.Name(driver.Feature)}** ({Fact.Share(source + ".share", driver.Share)} of what the model goes by)");
        if (driver.Turn is { Ratio: { } ratio } turn) return name.Then(Turning(turn, ratio, source));
        var known = driver.Told();
        if (known.Length < 2) return name.Then(".");
        var worst = known.MaxBy(bin => bin.ChurnRate.Value)!;
        var best = known.MinBy(bin => bin.ChurnRate.Value)!;
        return name.Then(RichText.Of(
            $": {Where(worst, source)}, {Rate(worst, source)} left; {Where(best, source)}, {Rate(best, source)}."));
    }

    /// <summary>The ranges and levels with enough customers to tell of.</summary>
    public static DriverBin[] Told(this Driver driver) => [.. driver.Bins.Where(bin => bin.Count >= Discretion.FewestCustomers)];

    /// <summary>A range or level as an axis label.</summary>
    public static string Label(DriverBin bin) => bin switch
    {
        { Level: { } level } => level,
        { From: { } from, To: { } to } when from.Equals(to) => FactText.Format(Fact.Number("bin", from)),
        { From: { } from, To: { } to } => $"{FactText.Format(Fact.Number("bin", from))} to {FactText.Format(Fact.Number("bin", to))}",
        _ => "unknown",
    };

    private static RichText Turning(DriverTurn turn, double ratio, string source)
    {
        var threshold = Fact.Number(source + ".turn", turn.Threshold);
        var above = Fact.Share(source + ".turn.above", turn.RateAbove.Value);
        var upTo = Fact.Share(source + ".turn.up_to", turn.RateUpTo.Value);
        return ratio >= 1
            ? RichText.Of($": above {threshold}, {above} left, against {upTo} of the others, {Fact.Times(source + ".turn.ratio", ratio)} times as often.")
            : RichText.Of($": up to {threshold}, {upTo} left, against {above} of the others, {Fact.Times(source + ".turn.ratio", 1 / ratio)} times as often.");
    }

    private static RichText Where(DriverBin bin, string source) => bin switch
    {
        { Level: { } level } => RichText.Of($"with {Data.Name(Wording.Shortened(level))}"),
        { From: { } from, To: { } to } when from.Equals(to) => RichText.Of($"at {Fact.Number($"{source}[{Label(bin)}].from", from)}"),
        { From: { } from, To: { } to } => RichText.Of($"from {Fact.Number($"{source}[{Label(bin)}].from", from)} to {Fact.Number($"{source}[{Label(bin)}].to", to)}"),
        _ => "where it is unknown",
    };

    private static Fact Rate(DriverBin bin, string source) => Fact.Share($"{source}[{Label(bin)}].churn_rate", bin.ChurnRate.Value);
}
