namespace ChurnChatBot.Requests;

/// <summary>One typed change to a proposed plan. Columns are the data's exact names.</summary>
internal abstract record PlanEdit;

internal enum FillStrategy
{
    Median,
    Mean,
    MostFrequent,
    Constant,
    Unknown,
}

/// <summary>"fill total_spend with 0 instead (of the median)".</summary>
/// <param name="Value">Invariant text of the constant, for <see cref="FillStrategy.Constant"/>.</param>
internal sealed record SetFill(string Column, FillStrategy Strategy, string? Value = null) : PlanEdit;

/// <summary>"treat 0 in age as missing", "ages above 90 are impossible".</summary>
internal sealed record SetLimits(string Column, double? Low, double? High) : PlanEdit;

/// <summary>"leave out the second step", "do not drop the duplicates", "do not use the age bands": an item is unticked, or ticked again.</summary>
internal sealed record SelectItem(string ItemId, bool IsOn) : PlanEdit;

/// <summary>"drop the column city", "do not use city".</summary>
internal sealed record SetColumnAside(string Column) : PlanEdit;

/// <summary>"keep customer_id", "use the leaking column anyway".</summary>
internal sealed record KeepColumn(string Column) : PlanEdit;

/// <summary>"merge NYC into New York".</summary>
internal sealed record MergeLevels(string Column, string From, string Into) : PlanEdit;

/// <summary>"today is 2023-09-01": the date from which recency is counted.</summary>
internal sealed record SetReferenceDate(DateTime Day) : PlanEdit;

/// <summary>"also spend divided by tenure".</summary>
internal sealed record AddRatio(string Numerator, string Denominator) : PlanEdit;

/// <summary>"a budget of two minutes".</summary>
internal sealed record SetBudget(TimeSpan Budget) : PlanEdit;
