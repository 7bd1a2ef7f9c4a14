using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>Days from a date to the reference date: how long ago it was. Negative where the date lies after the reference.</summary>
public sealed record DaysSinceStep : NewMeasureStep
{
    public required string Date { get; init; }

    /// <summary>"Today", as the file sees it; approved with the step, so that a later batch names its own.</summary>
    public required DateTime Reference { get; init; }

    [JsonIgnore]
    public override string Kind => "days_since";

    [JsonIgnore]
    public override IReadOnlyList<string> Inputs => [Date];

    private protected override string? Objection(Dataset training) => StepFits.NotDates(training, Date);

    private protected override void Compute(Dataset dataset, Span<double> values) =>
        TimeSpans.Days((DateColumn)dataset[Date], null, Reference, values);
}
