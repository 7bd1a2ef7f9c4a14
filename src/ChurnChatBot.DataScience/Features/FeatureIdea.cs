using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Features;

/// <summary>A new measure that could help to tell who leaves; whether it does is for measurement to say.</summary>
/// <param name="Id">Stable while the proposal is amended; letters, digits and underscores only.</param>
/// <param name="Name">The name of the new column.</param>
/// <param name="Step">How it is computed, after the cleaning steps.</param>
/// <param name="BusinessReason">Why it could matter, as an English sentence.</param>
/// <param name="From">The columns it is made of.</param>
public sealed record FeatureIdea(string Id, string Name, RecipeStep Step, string BusinessReason, IReadOnlyList<string> From);
