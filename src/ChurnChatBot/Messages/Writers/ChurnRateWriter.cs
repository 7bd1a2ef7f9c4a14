using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.Messages.Writers;

/// <summary>Customers with one value, and how many of them left.</summary>
/// <param name="Value">The cell, or a range as words.</param>
internal sealed record ChurnGroup(string Value, int Customers, int Left, Estimate Rate);

/// <param name="Column">The column asked about.</param>
/// <param name="Groups">Shown groups, highest rate first for categories, in order for ranges.</param>
/// <param name="SmallGroups">Groups left out because they are too small to say anything.</param>
/// <param name="Filter">What the customers were narrowed to, in words, or null.</param>
internal sealed record ChurnRates(string Column, Estimate Overall, IReadOnlyList<ChurnGroup> Groups, int SmallGroups, int SmallGroupLimit, string? Filter);

/// <summary>"churn rate by city?"</summary>
internal static class ChurnRateWriter
{
    private const int BarsShown = 15;

    public static ReplyMessage Write(ChurnRates rates)
    {
        if (rates.Groups.Count == 0)
            return new ReplyMessage(new Paragraph(RichText.Of($"There are too few such customers to say anything about {Data.Name(rates.Column)}.")));
        var highest = rates.Groups.MaxBy(group => group.Rate.Value)!;
        var source = $"churn_rate[{rates.Column}]";
        var differing = rates.Groups.Count(group => group.Rate.Low > rates.Overall.Value || group.Rate.High < rates.Overall.Value);
        var sections = new List<MessageSection>
        {
            new Heading(RichText.Of($"{Data.Name(highest.Value)} loses most: {Fact.Share($"{source}[{highest.Value}]", highest.Rate.Value)} of {Fact.Count($"{source}[{highest.Value}].customers", highest.Customers)}; the average is {Fact.Share($"{source}.overall", rates.Overall.Value)}.")),
            new Paragraph(Differing(differing, rates)),
        };
        if (rates.Groups.Count > 1) sections.Add(new FigureSection(Bars(rates)));
        if (rates.SmallGroups > 0)
            sections.Add(new Paragraph(RichText.Of($"{Wording.Number(rates.SmallGroups, source + ".small", "value", "values")} with fewer than {Fact.Count(source + ".limit", rates.SmallGroupLimit)} customers left out.")));
        sections.Add(new Details("Table", [Table(rates, source)]));
        return new ReplyMessage(sections);
    }

    private static RichText Differing(int count, ChurnRates rates)
    {
        var among = rates.Filter is { } filter ? RichText.Of($"Among customers with {Data.Cell(filter)}. ") : RichText.Empty;
        return among.Then(count == 0
            ? "None differs from the average by more than chance would."
            : RichText.Of($"{(RichText)Wording.Capitalised(Wording.Ordinary(count))} of {(RichText)Wording.Ordinary(rates.Groups.Count)} {(RichText)(count == 1 ? "differs" : "differ")} from the average by more than chance."));
    }

    private static BarFigure Bars(ChurnRates rates)
    {
        var shown = rates.Groups.Take(BarsShown).ToArray();
        return new BarFigure
        {
            Title = RichText.Of($"Customers who left, by {Data.Name(rates.Column)}"),
            AlternativeText = $"Share of customers who left for each value of {rates.Column}, with intervals.",
            Categories = [.. shown.Select(group => group.Value)],
            Format = FactFormat.Share,
            Series = [new BarSeries("", [.. shown.Select(group => group.Rate.Value)], [.. shown.Select(group => group.Rate.Low)], [.. shown.Select(group => group.Rate.High)])],
            Reference = new ReferenceLine("average", rates.Overall.Value),
        };
    }

    private static ResultTable Table(ChurnRates rates, string source) => new(
        RichText.Of($"Churn by {Data.Name(rates.Column)}"),
        [new TableColumn(RichText.Of($"{Data.Name(rates.Column)}")), new TableColumn("Customers", true), new TableColumn("Left", true), new TableColumn("Rate (95 % interval)", true)],
        [.. rates.Groups.Take(50).Select(group => (IReadOnlyList<RichText>)
            [
                RichText.Of($"{Data.Name(group.Value)}"),
                RichText.Of($"{Fact.Count($"{source}[{group.Value}].customers", group.Customers)}"),
                RichText.Of($"{Fact.Count($"{source}[{group.Value}].left", group.Left)}"),
                RichText.Of($"{Fact.ShareOf($"{source}[{group.Value}]", group.Rate)}"),
            ])],
        rates.Groups.Count);
}
