using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.Messages.Writers;

/// <summary>"what is total_spend?": one column in full.</summary>
internal static class ColumnWriter
{
    public static ReplyMessage Write(DatasetProfile profile, string name)
    {
        if (profile.Columns.FirstOrDefault(column => column.Name == name) is not { } column)
            return new ReplyMessage(new Paragraph(RichText.Of($"There is no column {Data.Name(name)} in {Data.Name(profile.Name)}.")));
        var source = $"profile.columns[{name}]";
        var sections = new List<MessageSection>
        {
            new Heading(RichText.Of($"{Data.Name(name)}: {Fact.Count(source + ".distinct", column.Distinct)} different values, {Missing(column, profile.Rows, source)}.")),
        };
        var values = Values(column, name, source).ToArray();
        if (values.Length > 0 && Discretion.IsPersonal(profile, name))
            sections.Add(new PersonalData(values, RichText.Of($"The values of {Data.Name(name)} are personal data, for one person to read.")));
        else sections.AddRange(values);
        var issues = profile.Issues.Where(issue => issue.Column == name).ToArray();
        if (issues.Length > 0) sections.Add(new Bullets([.. issues.Select(issue => IssueSentences.Of(issue, profile))]));
        if (column.SingleColumnAuc is { } auc)
            sections.Add(new Paragraph(RichText.Of($"Alone it ranks a leaving customer above a staying one {Fact.OutOfHundred(source + ".auc", auc)} times in 100 (guessing is 50).")));
        if (column.Meaning != ColumnMeaning.Identifier && column.Meaning != ColumnMeaning.FreeText && column.Meaning != ColumnMeaning.Outcome)
            sections.Add(new Choices([new Choice(RichText.Of($"Churn rate by {Data.Cell(name)}"), ConversationWriter.Say($"churn rate by `{name}`?"))]));
        return new ReplyMessage(sections);
    }

    private static IEnumerable<MessageSection> Values(ColumnProfile column, string name, string source)
    {
        if (column.Numbers is { Histogram.Count: > 0 } numbers && column.Kind == DataScience.Data.ColumnKind.Numeric)
        {
            var step = (numbers.Maximum - numbers.Minimum) / numbers.Histogram.Count;
            yield return new Paragraph(RichText.Of(
                $"Half of all values lie between {Fact.Number(source + ".quartile1", numbers.Quartile1)} and {Fact.Number(source + ".quartile3", numbers.Quartile3)}, the middle is {Fact.Number(source + ".median", numbers.Median)}; the smallest is {Fact.Number(source + ".minimum", numbers.Minimum)}, the largest {Fact.Number(source + ".maximum", numbers.Maximum)}."));
            yield return new FigureSection(new HistogramFigure(
                name,
                FactFormat.Number,
                [.. Enumerable.Range(0, numbers.Histogram.Count + 1).Select(edge => numbers.Minimum + edge * step)],
                [new BarSeries("", [.. numbers.Histogram.Select(count => (double)count)])])
            {
                Title = RichText.Of($"How {Data.Name(name)} is spread"),
                AlternativeText = $"Histogram of {name}.",
            });
        }
        else if (column.Commonest.Count > 0 && column.Meaning is not (ColumnMeaning.Identifier or ColumnMeaning.FreeText))
        {
            yield return new FigureSection(new BarFigure
            {
                Title = RichText.Of($"The commonest values of {Data.Name(name)}"),
                AlternativeText = $"Customers by value of {name}.",
                Categories = [.. column.Commonest.Select(level => level.Level)],
                Format = FactFormat.Count,
                Series = [new BarSeries("", [.. column.Commonest.Select(level => (double)level.Count)])],
            });
        }
    }

    private static RichText Missing(ColumnProfile column, int rows, string source) => column.Missing == 0
        ? "none missing"
        : RichText.Of($"{Fact.Share(source + ".missing_share", (double)column.Missing / Math.Max(1, rows))} missing");
}
