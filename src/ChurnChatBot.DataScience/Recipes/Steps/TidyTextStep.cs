using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>
/// Blanks at the ends go, runs of blanks become one, and spellings that differ only in case become the commonest of them
/// (the ordinally first where two are equally common).
/// </summary>
public sealed record TidyTextStep(string Column) : RecipeStep
{
    [JsonIgnore]
    public override string Kind => "tidy_text";

    [JsonIgnore]
    public override StepScope Scope => StepScope.Fitted;

    [JsonIgnore]
    public override string? Subject => Column;

    public override StepFit Fit(Dataset training, ChurnQuestion question)
    {
        if (WhyInputsFail(training, question) is { } reason) return StepFit.Declined(reason);
        if (!Cells.AreWords(training[Column])) return StepFit.Declined($"`{Column}` holds {StepFits.NameOf(training[Column])}, not text");
        var spellings = Cells.Count(training[Column])
            .GroupBy(pair => FittedTidyText.Tidy(pair.Key), StringComparer.Ordinal)
            .Select(group => (Spelling: group.Key, Count: group.Sum(pair => pair.Value)))
            .GroupBy(spelling => spelling.Spelling.ToUpperInvariant(), StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any())
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new LevelMerge(group.Key, group.OrderByDescending(s => s.Count).ThenBy(s => s.Spelling, StringComparer.Ordinal).First().Spelling));
        return new FittedTidyText(Column, [.. spellings]);
    }
}

/// <param name="Spellings">From the upper-case form to the spelling it gets, only where several were met.</param>
public sealed record FittedTidyText(string Column, ValueList<LevelMerge> Spellings) : FittedStep
{
    public override Dataset Apply(Dataset dataset)
    {
        if (!dataset.TryGetColumn(Column, out var column)) return dataset;
        var spelling = Spellings.ToDictionary(merge => merge.From, merge => merge.Into, StringComparer.Ordinal);
        return dataset.With(Cells.Change(column, cell => Tidy(cell) is var tidy && spelling.TryGetValue(tidy.ToUpperInvariant(), out var usual) ? usual : tidy));
    }

    internal static string Tidy(string cell) => string.Join(' ', cell.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
