using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>Days from one date to another, or to a fixed day: how long someone has been a customer.</summary>
public sealed record DaysBetweenStep : NewMeasureStep
{
    public required string From { get; init; }

    /// <summary>The column of the later date; null where <see cref="Until"/> is the end for every row.</summary>
    public string? To { get; init; }

    public DateTime? Until { get; init; }

    [JsonIgnore]
    public override string Kind => "days_between";

    [JsonIgnore]
    public override IReadOnlyList<string> Inputs => To is null ? [From] : [From, To];

    private protected override string? Objection(Dataset training) =>
        To is null && Until is null ? "no end was named" : StepFits.NotDates(training, Inputs);

    private protected override void Compute(Dataset dataset, Span<double> values) =>
        TimeSpans.Days((DateColumn)dataset[From], To is null ? null : (DateColumn)dataset[To], Until, values);
}
