using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>Changes that take the whole sentence: merging levels, the day that counts as today, a ratio, a budget.</summary>
internal sealed class WholeEditReader(Sentence sentence)
{
    public PlanEdit? Read() => Merge() ?? Today() ?? Ratio() ?? (PlanEdit?)Budget();

    private MergeLevels? Merge()
    {
        if (!sentence.HasAny(Concept.Merge, Concept.Same, Concept.Treat) || sentence.HasAny(Concept.Not, Concept.Never, Concept.Missing)) return null;
        var levels = sentence.Mentions.Where(mention => mention.Level is not null).ToArray();
        if (levels.Length == 2 && levels[0].Column == levels[1].Column && levels[0].Level != levels[1].Level)
            return new MergeLevels(levels[0].Column, levels[0].Level!, levels[1].Level!);
        return null;
    }

    private SetReferenceDate? Today() =>
        sentence.Has(Concept.Today) && sentence.Tokens.FirstOrDefault(token => token.Day is not null)?.Day is { } day ? new SetReferenceDate(day) : null;

    private AddRatio? Ratio()
    {
        var columns = sentence.Mentions.Where(mention => mention.Level is null && mention.Column != sentence.Context.TargetColumn).ToArray();
        if (columns.Length != 2 || sentence.HasAny(Concept.Not, Concept.Never, Concept.Churn, Concept.Fill, Concept.Median)) return null;
        var between = Enumerable.Range(columns[0].End, Math.Max(0, columns[1].Start - columns[0].End));
        var divides = between.Any(i => sentence.Tokens[i].Is(Concept.DividedBy) || (sentence.Tokens[i].Text == "per" && sentence.HasAny(Concept.Add, Concept.Use, Concept.Want)))
            || (sentence.HasAny(Concept.DividedBy) && sentence.Tokens.Take(columns[0].Start).Any(token => token.Stem is "ratio" or "divid"));
        return divides && columns[0].Column != columns[1].Column ? new AddRatio(columns[0].Column, columns[1].Column) : null;
    }

    private SetBudget? Budget()
    {
        var spans = sentence.Tokens.Where(token => token.Span is not null).ToArray();
        if (spans.Length != 1 || sentence.HasAny(Concept.Not, Concept.Never) || sentence.Has(Concept.Train)) return null;
        var fits = sentence.Has(Concept.Budget) || (sentence.Context.CurrentStep == StepName.Training && sentence.Columns.FirstOrDefault() is null);
        return fits ? new SetBudget(spans[0].Span!.Value) : null;
    }
}

/// <summary>The column that holds ages, by its name: "older than 60" does not say it.</summary>
internal static class AgeColumn
{
    public static string? Of(InterpretationContext context)
    {
        var found = context.Columns.Where(column => NameIndex.WordsOf(column.Name).Contains("age")).Select(column => column.Name).ToArray();
        return found.Length == 1 ? found[0] : found.FirstOrDefault(name => name.Equals("age", StringComparison.OrdinalIgnoreCase));
    }
}
