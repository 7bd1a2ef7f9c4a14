using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>
/// The closed catalogue: what may be proposed, approved, stored and run, by whomever it was proposed. A discriminator, once
/// stored, is never given another meaning.
/// </summary>
[JsonDerivedType(typeof(ReadDatesStep), "read_dates")]
[JsonDerivedType(typeof(ReadNumbersStep), "read_numbers")]
[JsonDerivedType(typeof(ReadCategoryStep), "read_category")]
[JsonDerivedType(typeof(TreatAsMissingStep), "treat_as_missing")]
[JsonDerivedType(typeof(TidyTextStep), "tidy_text")]
[JsonDerivedType(typeof(MergeLevelsStep), "merge_levels")]
[JsonDerivedType(typeof(DropDuplicatesStep), "drop_duplicates")]
[JsonDerivedType(typeof(SetAsideColumnStep), "set_aside_column")]
[JsonDerivedType(typeof(FillMissingStep), "fill_missing")]
[JsonDerivedType(typeof(LimitOutliersStep), "limit_outliers")]
[JsonDerivedType(typeof(GroupRareLevelsStep), "group_rare_levels")]
[JsonDerivedType(typeof(DaysSinceStep), "days_since")]
[JsonDerivedType(typeof(DaysBetweenStep), "days_between")]
[JsonDerivedType(typeof(RatePerMonthStep), "rate_per_month")]
[JsonDerivedType(typeof(RatioStep), "ratio")]
[JsonDerivedType(typeof(ShareStep), "share")]
[JsonDerivedType(typeof(SumStep), "sum")]
[JsonDerivedType(typeof(DifferenceStep), "difference")]
[JsonDerivedType(typeof(CountOfServicesStep), "count_of_services")]
[JsonDerivedType(typeof(MissingCountStep), "is_missing_count")]
[JsonDerivedType(typeof(BinStep), "bin")]
[JsonDerivedType(typeof(TargetEncodingStep), "target_encoding")]
[JsonDerivedType(typeof(FrequencyEncodingStep), "frequency_encoding")]
public abstract partial record RecipeStep
{
    /// <summary>The columns the step reads; it declines where one is not there.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> Inputs => Subject is { } subject ? [subject] : [];

    /// <summary>The columns it makes or changes; empty where it removes a column or rows.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> Outputs => Inputs;

    /// <summary>Why no step of this kind can run on the data: an input is not there, or is the outcome. Null where it can.</summary>
    private protected string? WhyInputsFail(Dataset training, ChurnQuestion question)
    {
        foreach (var input in Inputs)
        {
            if (input == question.TargetColumn) return $"`{input}` is the outcome, which no step may use or change";
            if (!training.Contains(input)) return $"there is no column `{input}`";
        }

        return Outputs.Contains(question.TargetColumn) ? $"`{question.TargetColumn}` is the outcome, which no step may use or change" : null;
    }
}

[JsonDerivedType(typeof(AsPlanned), "as_planned")]
[JsonDerivedType(typeof(FittedTidyText), "tidy_text")]
[JsonDerivedType(typeof(FittedFillMissing), "fill_missing")]
[JsonDerivedType(typeof(FittedLimitOutliers), "limit_outliers")]
[JsonDerivedType(typeof(FittedGroupRareLevels), "group_rare_levels")]
[JsonDerivedType(typeof(FittedBin), "bin")]
[JsonDerivedType(typeof(FittedTargetEncoding), "target_encoding")]
[JsonDerivedType(typeof(FittedFrequencyEncoding), "frequency_encoding")]
public abstract partial record FittedStep;
