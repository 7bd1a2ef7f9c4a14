using System.Text;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes.Steps;
using static ChurnChatBot.DataScience.Recipes.Code.PythonText;

namespace ChurnChatBot.DataScience.Recipes.Code;

/// <summary>
/// A recipe as a pandas script that a data scientist can read, run and keep: one statement a step, with what was learned written
/// out, so that it makes of a batch the table that the model sees. It reads a UTF-8 CSV with ISO dates, as exports are written.
/// </summary>
public static class PandasWriter
{
    /// <param name="recipe">The plan, for the steps that only choose training rows.</param>
    /// <param name="fitted">What was learned.</param>
    /// <param name="question">Named in the script's opening, so that it says what it is for.</param>
    public static string Write(Recipe recipe, FittedRecipe fitted, ChurnQuestion question)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentNullException.ThrowIfNull(question);
        var script = new StringBuilder("\"\"\"Prepares customers for a churn model. Usage: python prepare.py customers.csv prepared.csv\"\"\"\n");
        script.Append(PandasPrelude.Text).Append('\n');
        script.Append("TARGET = ").Append(Of(question.TargetColumn)).Append("\nLEFT = ").Append(Of(question.PositiveLevel)).Append("\n\n\n");
        AppendPrepare(script, fitted);
        script.Append("\n\ndef training_rows(df):\n    \"\"\"The rows to train on; a batch to be scored keeps all of its rows.\"\"\"\n");
        foreach (var step in recipe.Steps.OfType<DropDuplicatesStep>()) script.Append("    ").Append(Duplicates(step)).Append('\n');
        return script.Append("    return df[df[TARGET].notna()]\n\n\nif __name__ == \"__main__\":\n    prepare(read_table(sys.argv[1])).to_csv(sys.argv[2], index=False)\n").ToString();
    }

    /// <summary>The function <c>prepare(df)</c> alone; it needs <see cref="PandasPrelude"/> before it.</summary>
    internal static void AppendPrepare(StringBuilder script, FittedRecipe fitted)
    {
        script.Append("def prepare(df):\n    \"\"\"What every batch goes through before it is scored.\"\"\"\n    df = df.copy()\n");
        foreach (var step in fitted.Steps)
        {
            foreach (var line in Lines(step)) script.Append("    ").Append(line).Append('\n');
        }

        script.Append("    return df\n");
    }

    private static IEnumerable<string> Lines(FittedStep step) => step switch
    {
        AsPlanned { Step: NewMeasureStep measure } => [$"{Column(measure.Name)} = finite({Measure(measure)})"],
        AsPlanned { Step: var planned } => [Planned(planned)],
        FittedFillMissing fill => Fill(fill),
        FittedTidyText tidy => [$"{Column(tidy.Column)} = tidy_text({Column(tidy.Column)}, {Map(tidy.Spellings.Select(merge => (merge.From, Of(merge.Into))))})"],
        FittedLimitOutliers limit => [$"{Column(limit.Column)} = {Column(limit.Column)}.clip({Of(limit.Low)}, {Of(limit.High)})"],
        FittedGroupRareLevels rare => [$"{Column(rare.Column)} = {Column(rare.Column)}.where({Column(rare.Column)}.isin({List(rare.Kept)}) | {Column(rare.Column)}.isna(), {Of(rare.Into)})"],
        FittedBin bin => [$"{Column(bin.Name)} = band({Column(bin.Column)}, [{string.Join(", ", bin.Edges.Select(Of))}], {List(FittedBin.Labels(bin.Edges))})"],
        FittedTargetEncoding encoding => [$"{Column(encoding.Name)} = encode({Column(encoding.Column)}, {Values(encoding.Rates)}, {Of(encoding.Overall)}, {Of(encoding.MissingRate)})"],
        FittedFrequencyEncoding encoding => [$"{Column(encoding.Name)} = encode({Column(encoding.Column)}, {Values(encoding.Shares)}, 0.0, np.nan)"],
        _ => throw new ArgumentException($"No code is written for {step.GetType().Name}.", nameof(step)),
    };

    private static string Planned(RecipeStep step) => step switch
    {
        ReadDatesStep read => $"{Column(read.Column)} = read_dates({Column(read.Column)}, [{string.Join(", ", read.Formats.Select(DateFormat))}])",
        ReadNumbersStep read => $"{Column(read.Column)} = read_numbers({Column(read.Column)}, {Of(read.DecimalSign.ToString())})",
        ReadCategoryStep read => $"{Column(read.Column)} = text({Column(read.Column)})",
        TreatAsMissingStep treat => $"{Column(treat.Column)} = treat_as_missing({Column(treat.Column)}, {List(treat.Cells)}, {Of(treat.Low)}, {Of(treat.High)})",
        MergeLevelsStep merge => $"{Column(merge.Column)} = {Column(merge.Column)}.replace({Map(merge.Canonical().Select(pair => (pair.Key, Of(pair.Value))))})",
        SetAsideColumnStep aside => $"df = df.drop(columns=[{Of(aside.Column)}], errors=\"ignore\")",
        DropDuplicatesStep => "# Duplicates are left out of training only: see training_rows.",
        _ => throw new ArgumentException($"No code is written for {step.Kind}.", nameof(step)),
    };

    private static string Measure(NewMeasureStep step) => step switch
    {
        DaysSinceStep since => $"days({Column(since.Date)}, {Of(since.Reference)})",
        DaysBetweenStep between => $"days({Column(between.From)}, {End(between.To, between.Until)})",
        RatePerMonthStep rate => $"{Column(rate.Amount)} / (days({Column(rate.From)}, {End(rate.To, rate.Until)}).where(lambda d: d >= 0) / {Of(TimeSpans.DaysPerMonth)}).clip(lower=1)",
        RatioStep ratio => $"{Column(ratio.Numerator)} / {Column(ratio.Denominator)}",
        ShareStep share => $"{Column(share.Part)} / {Columns(share.Whole)}.sum(axis=1, skipna=False)",
        SumStep sum => $"{Columns(sum.Columns)}.sum(axis=1, skipna=False)",
        DifferenceStep { Per: { } per } difference => $"{Column(difference.Minuend)} - {Column(difference.Subtrahend)} / {Column(per)}",
        DifferenceStep difference => $"{Column(difference.Minuend)} - {Column(difference.Subtrahend)}",
        CountOfServicesStep count => $"({Columns(count.Columns)} == {Of(count.Counted)}).sum(axis=1).where({Columns(count.Columns)}.notna().any(axis=1)).astype(float)",
        MissingCountStep missing => $"{Columns(missing.Columns)}.isna().sum(axis=1)",
        _ => throw new ArgumentException($"No code is written for {step.Kind}.", nameof(step)),
    };

    private static IEnumerable<string> Fill(FittedFillMissing fill)
    {
        if (fill.RememberMissing) yield return $"{Column(FillMissingStep.MemoryOf(fill.Column))} = {Column(fill.Column)}.isna().astype(int)";
        yield return $"{Column(fill.Column)} = {Column(fill.Column)}.fillna({(fill.Number is { } number ? Of(number) : Of(fill.Level))})";
    }

    private static string Duplicates(DropDuplicatesStep step) => step switch
    {
        { Identifier: null } => "df = df.drop_duplicates()",
        { Identifier: { } id, NewestBy: { } newest } =>
            $"df = df.sort_values({Of(newest)}, key=read_dates, kind=\"stable\", na_position=\"first\").pipe(lambda d: d[d[{Of(id)}].isna() | ~d.duplicated({Of(id)}, keep=\"last\")]).sort_index()",
        { Identifier: { } id } => $"df = df[df[{Of(id)}].isna() | ~df.duplicated({Of(id)}, keep=\"last\")]",
    };

    private static string Column(string name) => $"df[{Of(name)}]";

    private static string Columns(IEnumerable<string> names) => $"df[{List(names)}]";

    private static string End(string? to, DateTime? until) => to is not null ? Column(to) : Of(until!.Value);

    private static string Values(ValueList<LevelValue> values) => Map(values.Select(value => (value.Level, Of(value.Value))));
}
