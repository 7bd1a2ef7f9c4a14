using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>Why a column is kept from the learner.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SetAsideReason>))]
public enum SetAsideReason
{
    /// <summary>It names the customer.</summary>
    Identifier,

    /// <summary>It seems to know the outcome already.</summary>
    LeakageSuspect,

    /// <summary>It says the same for every customer.</summary>
    Constant,

    MostlyMissing,

    /// <summary>Names, addresses, telephone numbers.</summary>
    PersonalData,

    /// <summary>Another column says the same.</summary>
    Redundant,

    /// <summary>A person wants it out.</summary>
    Chosen,
}

/// <summary>A column stays in the file but is not used to predict.</summary>
public sealed record SetAsideColumnStep(string Column, SetAsideReason Reason) : UnlearnedStep
{
    [JsonIgnore]
    public override string Kind => "set_aside_column";

    [JsonIgnore]
    public override string? Subject => Column;

    [JsonIgnore]
    public override IReadOnlyList<string> Outputs => [];

    internal override Dataset Transform(Dataset dataset) => dataset.Without(Column);
}
