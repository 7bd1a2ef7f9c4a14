using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

[JsonConverter(typeof(SnakeCaseEnumConverter<FillMethod>))]
public enum FillMethod
{
    /// <summary>Numbers only.</summary>
    Median,

    /// <summary>Numbers only.</summary>
    Mean,

    /// <summary>The commonest value; the smallest, or ordinally first, where two are equally common.</summary>
    MostFrequent,

    /// <summary>A value that a person or a rule names; in a column of numbers it must be one.</summary>
    Constant,

    /// <summary>Categories and text only: a level of its own, "Unknown".</summary>
    Unknown,
}

/// <summary>Missing cells get a value; dates are never made up.</summary>
/// <param name="Column">A column of numbers, levels or text.</param>
/// <param name="Constant">Invariant text of the value, for <see cref="FillMethod.Constant"/> only.</param>
/// <param name="RememberMissing">Adds the column <c>(column)_was_missing</c>, 1 where it was, so that a model can still tell.</param>
public sealed record FillMissingStep(string Column, FillMethod Method, string? Constant = null, bool RememberMissing = false) : RecipeStep
{
    public const string UnknownLevel = "Unknown";

    [JsonIgnore]
    public override string Kind => "fill_missing";

    [JsonIgnore]
    public override StepScope Scope => Method is FillMethod.Constant or FillMethod.Unknown ? StepScope.RowWise : StepScope.Fitted;

    [JsonIgnore]
    public override string? Subject => Column;

    [JsonIgnore]
    public override IReadOnlyList<string> Outputs => RememberMissing ? [Column, MemoryOf(Column)] : [Column];

    public static string MemoryOf(string column) => column + "_was_missing";

    public override StepFit Fit(Dataset training, ChurnQuestion question)
    {
        if (WhyInputsFail(training, question) is { } reason) return StepFit.Declined(reason);
        return training[Column] switch
        {
            NumericColumn numbers => FitNumber(numbers),
            DateColumn => StepFit.Declined($"`{Column}` holds dates, which are never made up"),
            var words => FitLevel(words),
        };
    }

    private StepFit FitNumber(NumericColumn column)
    {
        if (Method == FillMethod.Unknown) return StepFit.Declined($"`{Column}` holds numbers, which have no level for unknown");
        if (Method == FillMethod.Constant)
        {
            return Constant is { } text && Cells.TryNumber(text, out var constant)
                ? new FittedFillMissing(Column, constant, null, RememberMissing)
                : StepFit.Declined($"`{Column}` holds numbers, and the constant to fill it with is none");
        }

        var sorted = Quantile.Sorted(column);
        if (sorted.Length == 0) return StepFit.Declined($"`{Column}` has no value to learn from");
        var value = Method switch
        {
            FillMethod.Median => Quantile.Of(sorted, 0.5),
            FillMethod.Mean => sorted.Sum() / sorted.Length,
            _ => LongestRun(sorted),
        };
        return double.IsFinite(value) ? new FittedFillMissing(Column, value, null, RememberMissing) : StepFit.Declined($"the values of `{Column}` are too large to average");
    }

    private StepFit FitLevel(Column column)
    {
        switch (Method)
        {
            case FillMethod.Median or FillMethod.Mean:
                return StepFit.Declined($"`{Column}` holds {StepFits.NameOf(column)}, which have no {(Method == FillMethod.Mean ? "mean" : "median")}");
            case FillMethod.Unknown:
                return new FittedFillMissing(Column, null, UnknownLevel, RememberMissing);
            case FillMethod.Constant:
                return string.IsNullOrWhiteSpace(Constant)
                    ? StepFit.Declined($"the constant to fill `{Column}` with is empty")
                    : new FittedFillMissing(Column, null, Constant, RememberMissing);
        }

        var counts = Cells.Count(column);
        if (counts.Count == 0) return StepFit.Declined($"`{Column}` has no value to learn from");
        return new FittedFillMissing(Column, null, counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key, RememberMissing);
    }

    private static double LongestRun(double[] sorted)
    {
        var (best, length) = (sorted[0], 0);
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            while (end < sorted.Length && sorted[end] == sorted[start]) end++;
            if (end - start > length) (best, length) = (sorted[start], end - start);
            start = end;
        }

        return best;
    }
}

/// <summary>The value learned or named: <paramref name="Number"/> for a column of numbers, else <paramref name="Level"/>.</summary>
public sealed record FittedFillMissing(string Column, double? Number = null, string? Level = null, bool RememberMissing = false) : FittedStep
{
    public override Dataset Apply(Dataset dataset)
    {
        if (!dataset.TryGetColumn(Column, out var column) || Filled(column) is not { } filled) return dataset;
        var memory = FillMissingStep.MemoryOf(Column);
        // A memory that is already there was made when the cells were still missing.
        if (!RememberMissing || dataset.Contains(memory)) return dataset.With(filled);
        var missing = new double[column.Length];
        for (var row = 0; row < missing.Length; row++) missing[row] = column.IsMissing(row) ? 1 : 0;
        return dataset.With(filled).With(new NumericColumn(memory, missing));
    }

    private Column? Filled(Column column) => (column, Number, Level) switch
    {
        (NumericColumn numbers, { } number, _) => Fill(numbers, number),
        (CategoricalColumn categories, _, { } level) => Fill(categories, level),
        (TextColumn text, _, { } level) => new TextColumn(Column, Array.ConvertAll(text.Cells.ToArray(), cell => cell ?? level)),
        _ => null,
    };

    private NumericColumn Fill(NumericColumn column, double number)
    {
        var values = column.Values.ToArray();
        for (var row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row])) values[row] = number;
        }

        return new NumericColumn(Column, values);
    }

    private CategoricalColumn Fill(CategoricalColumn column, string level)
    {
        string[] levels = [.. column.Levels];
        var code = Array.IndexOf(levels, level);
        if (code < 0) (code, levels) = (levels.Length, [.. levels, level]);
        return new CategoricalColumn(Column, Array.ConvertAll(column.Codes.ToArray(), old => old < 0 ? code : old), levels);
    }
}
