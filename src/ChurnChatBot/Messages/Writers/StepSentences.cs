using System.Globalization;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.Messages.Writers;

/// <summary>What a step does, in a sentence with what it touches on the file.</summary>
internal static class StepSentences
{
    public static RichText Of(PlanItem item)
    {
        var words = Words(item);
        return item.Effect is { NotApplicable: { } reason }
            ? words.Then(RichText.Of($" (not possible here: {Data.Cell(reason.Replace("`", "", StringComparison.Ordinal))})"))
            : words;
    }

    private static RichText Words(PlanItem item) => item.Step switch
    {
        ReadDatesStep step => RichText.Of($"Read {Data.Name(step.Column)} as dates{Formats(step)}{Rows(item)}"),
        ReadNumbersStep step => RichText.Of($"Read {Data.Name(step.Column)} as numbers{Rows(item)}"),
        ReadCategoryStep step => RichText.Of($"Treat {Data.Name(step.Column)} as a category, not as a number"),
        TidyTextStep step => RichText.Of($"Write the values of {Data.Name(step.Column)} alike (blanks, upper and lower case){Rows(item)}"),
        TreatAsMissingStep step => RichText.Of($"Treat {Data.Name(step.Column)} {Odd(step)} as unknown{Rows(item)}"),
        MergeLevelsStep step => RichText.Of($"In {Data.Name(step.Column)}, {Merges(step)}{Rows(item)}"),
        DropDuplicatesStep { Identifier: { } id } => RichText.Of($"Keep the newest row of each customer that appears twice in {Data.Name(id)}{Removed(item)}"),
        DropDuplicatesStep => RichText.Of($"Leave out rows that are exact copies of another{Removed(item)}"),
        SetAsideColumnStep step => RichText.Of($"{(RichText)(step.Reason == SetAsideReason.Identifier ? "Use" : "Do not use")} {Data.Name(step.Column)} {Aside(step.Reason)}"),
        FillMissingStep step => RichText.Of($"Fill {Data.Name(step.Column)} {Filler(step, item)}{Remember(step)}{Rows(item)}"),
        LimitOutliersStep step => RichText.Of($"Pull the extreme values of {Data.Name(step.Column)} in to its usual range{Rows(item)}"),
        GroupRareLevelsStep step => RichText.Of($"Group the rare values of {Data.Name(step.Column)} as {Data.Name(step.Into)}{Rows(item)}"),
        _ => Measure(item),
    };

    private static RichText Measure(PlanItem item) => item.Step switch
    {
        DaysSinceStep step => RichText.Of($"days from {Data.Name(step.Date)} to {Fact.Date($"features[{item.Name}].reference", step.Reference)}"),
        DaysBetweenStep { To: { } to } step => RichText.Of($"days from {Data.Name(step.From)} to {Data.Name(to)}"),
        DaysBetweenStep { Until: { } until } step => RichText.Of($"days from {Data.Name(step.From)} to {Fact.Date($"features[{item.Name}].until", until)}"),
        RatePerMonthStep { To: { } to } step => RichText.Of($"{Data.Name(step.Amount)} for each month from {Data.Name(step.From)} to {Data.Name(to)}"),
        RatePerMonthStep step => RichText.Of($"{Data.Name(step.Amount)} for each month since {Data.Name(step.From)}"),
        RatioStep step => RichText.Of($"{Data.Name(step.Numerator)} divided by {Data.Name(step.Denominator)}"),
        ShareStep step => RichText.Of($"share of {Data.Name(step.Part)} in {Wording.Names(step.Whole)} together"),
        SumStep step => RichText.Of($"sum of {Wording.Names(step.Columns)}"),
        DifferenceStep { Per: { } per } step => RichText.Of($"{Data.Name(step.Minuend)} less {Data.Name(step.Subtrahend)} per {Data.Name(per)}"),
        DifferenceStep step => RichText.Of($"{Data.Name(step.Minuend)} less {Data.Name(step.Subtrahend)}"),
        CountOfServicesStep step => RichText.Of($"how many of {Wording.Names(step.Columns)} are {Data.Name(step.Counted)}"),
        MissingCountStep step => RichText.Of($"how many of {Wording.Names(step.Columns)} are missing"),
        BinStep step => RichText.Of($"bands of {Data.Name(step.Column)}"),
        TargetEncodingStep step => RichText.Of($"churn rate of each {Data.Name(step.Column)} among other customers"),
        FrequencyEncodingStep step => RichText.Of($"how common each {Data.Name(step.Column)} is"),
        _ => RichText.Of($"{Data.Name(item.Name)}"),
    };

    private static RichText Rows(PlanItem item) => item.Effect is { ChangedRows: > 0 } effect
        ? RichText.Of($" ({Wording.Number(effect.ChangedRows, $"recipe.steps[{item.Id}].changed_rows", "row", "rows")})")
        : RichText.Empty;

    private static RichText Removed(PlanItem item) => item.Effect is { RemovedRows: > 0 } effect
        ? RichText.Of($" ({Wording.Number(effect.RemovedRows, $"recipe.steps[{item.Id}].removed_rows", "row goes", "rows go")})")
        : RichText.Empty;

    private static RichText Formats(ReadDatesStep step) => step.Formats.FirstOrDefault(format => !format.StartsWith("yyyy", StringComparison.Ordinal)) is { } format
        ? RichText.Of($", written as {Data.Name(format)} where not as year-month-day")
        : RichText.Empty;

    private static RichText Odd(TreatAsMissingStep step)
    {
        var parts = new List<RichText>();
        if (step.Low is { } low) parts.Add(RichText.Of($"below {Fact.Number($"recipe.steps[treat_as_missing:{step.Column}].low", low)}"));
        if (step.High is { } high) parts.Add(RichText.Of($"above {Fact.Number($"recipe.steps[treat_as_missing:{step.Column}].high", high)}"));
        if (step.Cells.Count > 0) parts.Add(Wording.Join(step.Cells.Take(4).Select(cell => RichText.Of($"{Data.Name(Wording.Shortened(cell))}")), " or "));
        return Wording.Join(parts, " or ");
    }

    private static RichText Merges(MergeLevelsStep step) => Wording.Join(
        step.Merges.GroupBy(merge => merge.Into).Take(4).Select(group => RichText.Of($"{Wording.Names(group.Take(4).Select(merge => merge.From))} {(RichText)(group.Count() == 1 ? "means" : "mean")} {Data.Name(group.Key)}")), "; ");

    private static RichText Aside(SetAsideReason reason) => reason switch
    {
        SetAsideReason.Identifier => "to name customers, not to predict",
        SetAsideReason.LeakageSuspect => "to predict: it seems to know the outcome already",
        SetAsideReason.Constant => "to predict: it is the same for everyone",
        SetAsideReason.MostlyMissing => "to predict: it is mostly empty",
        SetAsideReason.PersonalData => "to predict: it is personal data",
        SetAsideReason.Redundant => "to predict: another column says the same",
        _ => "to predict, as you asked",
    };

    private static RichText Filler(FillMissingStep step, PlanItem item)
    {
        var value = item.Effect?.Examples.FirstOrDefault(change => change.Column == step.Column)?.After;
        var shown = value is null ? RichText.Empty : RichText.Of($" {Shown(value, step)}");
        return step.Method switch
        {
            FillMethod.Median => RichText.Of($"with the median{shown}"),
            FillMethod.Mean => RichText.Of($"with the mean{shown}"),
            FillMethod.MostFrequent => RichText.Of($"with the commonest value{shown}"),
            FillMethod.Unknown => RichText.Of($"with {Data.Name(FillMissingStep.UnknownLevel)} as a value of its own"),
            _ => RichText.Of($"with {Data.Name(step.Constant ?? "")}"),
        };
    }

    private static RichText Shown(string value, FillMissingStep step) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? RichText.Of($"{new Fact($"recipe.steps[fill_missing:{step.Column}].value", Math.Abs(number) < 1 ? number : Math.Round(number, 2), FactFormat.Cell)}")
            : RichText.Of($"{Data.Name(Wording.Shortened(value))}");

    private static RichText Remember(FillMissingStep step) => step.RememberMissing ? ", and remember that it was missing" : "";
}
