using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>
/// A step that learns nothing from data: its plan says all, so its fitted form is the plan itself (<see cref="AsPlanned"/>).
/// That it cannot leak is a matter of its type.
/// </summary>
public abstract record UnlearnedStep : RecipeStep
{
    [JsonIgnore]
    public override StepScope Scope => StepScope.RowWise;

    public sealed override StepFit Fit(Dataset training, ChurnQuestion question) =>
        WhyInputsFail(training, question) is { } absent ? StepFit.Declined(absent)
        : Objection(training) is { } objection ? StepFit.Declined(objection)
        : new AsPlanned(this);

    /// <summary>Transforms any dataset; one that lacks an input, or has it as another kind, is returned as it is.</summary>
    internal abstract Dataset Transform(Dataset dataset);

    /// <summary>Why the step does not suit data that has all its inputs, or null.</summary>
    private protected virtual string? Objection(Dataset training) => null;
}

/// <summary>The fitted form of every step that learns nothing.</summary>
public sealed record AsPlanned(RecipeStep Step) : FittedStep
{
    public override Dataset Apply(Dataset dataset) => Step is UnlearnedStep step ? step.Transform(dataset) : dataset;
}
