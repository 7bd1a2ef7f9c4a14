using ChurnChatBot.DataScience.Explanation;

namespace ChurnChatBot.Messages.Writers;

/// <summary>"churn rate by city?"</summary>
internal static class ChurnRateWriter
{
    private const int BarsShown = 15;
    private const int RowsShown = 50;

    /// <param name="filter">What the customers were narrowed to, in words, or null.</param>
    /// <param name="smallest">Groups with fewer customers were left out.</param>
    /// <param name="everyone">Churn rate of all customers, to compare the narrowed ones with.</param>
    public static ReplyMessage Write(SegmentTable rates, double everyone, string? filter, int smallest)
    {
        var told = Told(rates, everyone, filter, smallest);
        var isFew = rates.Groups.Any(group => group.Count < Discretion.FewestCustomers);
        return new ReplyMessage(isFew ? [new PersonalData(told, "These are so few customers that their churn rate is for one person to read.")] : told)
        {
            Suggestions = ["where are we?", "show the profile"],
        };
    }

    private static MessageSection[] Told(SegmentTable rates, double everyone, string? filter, int smallest)
    {
        if (rates.Groups.Count == 0)
            return [new Paragraph(RichText.Of($"There are too few such customers to say anything about {Data.Name(rates.Column)}."))];
        var source = $"churn_rate[{rates.Column}]";
        var highest = rates.Groups[0];
        if (rates.Groups.Count == 1 && rates.GroupsLeftOut == 0)
            return [new Heading(RichText.Of($"{Fact.ShareOf($"{source}.overall", rates.Overall)} of {Fact.Count($"{source}.customers", highest.Count)} customers with {Data.Name(filter ?? $"{rates.Column} = {Label(highest)}")} left; of all customers, {Fact.Share($"{source}.everyone", everyone)}."))];
        var sections = new List<MessageSection>
        {
            new Heading(RichText.Of($"{Data.Name(Label(highest))} loses most: {Fact.Share($"{source}[{Label(highest)}]", highest.ChurnRate.Value)} of {Fact.Count($"{source}[{Label(highest)}].customers", highest.Count)}; the average is {Fact.Share($"{source}.overall", rates.Overall.Value)}.")),
            new Paragraph(Differing(rates, everyone, filter)),
        };
        if (rates.Groups.Count > 1) sections.Add(new FigureSection(Bars(rates)));
        if (rates.GroupsLeftOut > 0)
            sections.Add(new Paragraph(RichText.Of($"{Wording.Number(rates.GroupsLeftOut, source + ".left_out", "value", "values")} with fewer than {Fact.Count(source + ".smallest", smallest)} customers {(RichText)(rates.GroupsLeftOut == 1 ? "is" : "are")} left out.")));
        // The picture has a table of its own.
        if (rates.Groups.Count is 1 or > BarsShown) sections.Add(new Details("All values", [Table(rates, source)]));
        return [.. sections];
    }

    private static string Label(Segment segment) => segment.Label ?? "unknown";

    private static RichText Differing(SegmentTable rates, double everyone, string? filter)
    {
        var among = filter is null ? RichText.Empty : RichText.Of($"Among customers with {Data.Cell(filter)} (of all customers, {Fact.Share($"churn_rate[{rates.Column}].everyone", everyone)} left). ");
        var count = rates.Groups.Count(group => group.DiffersFromRest);
        return among.Then(count == 0
            ? "None differs from the others by more than chance would."
            : RichText.Of($"{(RichText)Wording.Capitalised(Wording.Ordinary(count))} of {(RichText)Wording.Ordinary(rates.Groups.Count)} {(RichText)(count == 1 ? "differs" : "differ")} from the others by more than chance."));
    }

    private static BarFigure Bars(SegmentTable rates)
    {
        var shown = rates.Groups.Take(BarsShown).ToArray();
        return new BarFigure
        {
            Title = RichText.Of($"Customers who left, by {Data.Name(rates.Column)}"),
            AlternativeText = $"Share of customers who left for each value of {rates.Column}, with intervals.",
            Categories = [.. shown.Select(Label)],
            Customers = [.. shown.Select(group => group.Count)],
            Format = FactFormat.Share,
            Series = [new BarSeries("", [.. shown.Select(group => group.ChurnRate.Value)], [.. shown.Select(group => group.ChurnRate.Low)], [.. shown.Select(group => group.ChurnRate.High)])],
            Reference = new ReferenceLine("average", rates.Overall.Value),
        };
    }

    private static ResultTable Table(SegmentTable rates, string source) => new(
        RichText.Of($"Churn by {Data.Name(rates.Column)}"),
        [new TableColumn(RichText.Of($"{Data.Name(rates.Column)}")), new TableColumn("Customers", true), new TableColumn("Left (95 % interval)", true)],
        [.. rates.Groups.Take(RowsShown).Select(group => (IReadOnlyList<RichText>)
            [
                RichText.Of($"{Data.Name(Label(group))}"),
                RichText.Of($"{Fact.Count($"{source}[{Label(group)}].customers", group.Count)}"),
                RichText.Of($"{Fact.ShareOf($"{source}[{Label(group)}]", group.ChurnRate)}"),
            ])],
        rates.Groups.Count);
}
