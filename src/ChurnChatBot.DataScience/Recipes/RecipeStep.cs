using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>Which rows a step may look at, and so where it runs.</summary>
public enum StepScope
{
    /// <summary>Each cell is decided by its own row: nothing is learned, nothing can leak.</summary>
    RowWise,

    /// <summary>Something is learned from the training rows (a median, an encoding), so it is fitted inside each training fold.</summary>
    Fitted,

    /// <summary>Rows are removed from the training data (duplicates); never from a batch that is to be scored.</summary>
    TrainingRows,
}

/// <summary>
/// One typed step of a recipe, from a closed catalogue. A step is a plan: it holds what a person approved and nothing learned
/// from data; <see cref="Fit"/> turns it into a <see cref="FittedStep"/>, or says why it does not apply. Steps are values with
/// structural equality and a JSON form with the discriminator "kind"; a stored recipe is read back by later versions.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
public abstract partial record RecipeStep
{
    /// <summary>The catalogue's name of the step in snake_case, as in its JSON form: "fill_missing".</summary>
    [JsonIgnore]
    public abstract string Kind { get; }

    [JsonIgnore]
    public abstract StepScope Scope { get; }

    /// <summary>The column the step is about; for a feature, the column it makes; null where it is about whole rows.</summary>
    [JsonIgnore]
    public abstract string? Subject { get; }

    /// <summary>Learns what the step needs from training rows only.</summary>
    /// <returns>The fitted step, or the reason why it does not apply to this data (its column is gone, or has another kind).</returns>
    public abstract StepFit Fit(Dataset training, ChurnQuestion question);
}

/// <summary>A fitted step or the reason why there is none: one of the two is null.</summary>
public sealed record StepFit(FittedStep? Fitted, string? NotApplicable)
{
    public static implicit operator StepFit(FittedStep fitted) => new(fitted, null);

    public static StepFit Declined(string reason) => new(null, reason);
}

/// <summary>
/// A step with what it learned. Applies to any dataset with the training data's columns, a later batch included; unseen levels
/// and missing cells are handled, never an exception. Part of the stored model, with a JSON form like the step's.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
public abstract partial record FittedStep
{
    public abstract Dataset Apply(Dataset dataset);

    /// <summary>
    /// The training rows transformed without looking at their own outcome. The same as <see cref="Apply"/> unless the step learned
    /// from outcomes (target encoding), which then cross-fits.
    /// </summary>
    public virtual Dataset ApplyToTraining(Dataset training, ChurnQuestion question) => Apply(training);
}
