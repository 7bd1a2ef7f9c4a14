namespace ChurnChatBot.DataScience.Profiling;

/// <summary>
/// Why a column cannot be the outcome, or why none can: values from which a sentence is made.
/// </summary>
/// <param name="Kind">snake_case: "no_target", "no_such_column", "all_missing", "one_class", "too_many_classes" or "too_few_positives".</param>
/// <param name="Column">The column asked about; null where none was.</param>
/// <param name="Found">What is there: "one value (0) in all 5,000 rows that have one".</param>
/// <param name="Expected">What an outcome needs: "two values, such as 1 and 0".</param>
/// <param name="Advice">What to do next.</param>
public sealed record TargetProblem(string Kind, string? Column, string Found, string Expected, string Advice);
