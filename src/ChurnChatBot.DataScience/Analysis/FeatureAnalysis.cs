using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>What a feature proposal is made from.</summary>
public sealed record FeatureInput
{
    public required Dataset Raw { get; init; }

    public required DatasetProfile Profile { get; init; }

    public required ChurnQuestion Question { get; init; }

    /// <summary>The approved repairs, which run first.</summary>
    public required Recipe Cleaning { get; init; }

    /// <summary>The day a person chose to count recency from; null for the latest date in the file.</summary>
    public DateTime? ReferenceDate { get; init; }

    /// <summary>The proposal that is amended, or null.</summary>
    public FeatureOutcome? Previous { get; init; }

    /// <summary>A person's edits, applied before measuring.</summary>
    public Func<IReadOnlyList<PlanItem>, IReadOnlyList<PlanItem>> Edited { get; init; } = items => items;

    public int Seed { get; init; } = 42;

    public CancellationToken Cancellation { get; init; }
}

/// <summary>
/// Third step: new measures from what the columns allow, each judged alone by what it adds to the repaired columns for customers
/// it was not fitted on. Ticked is what helps beyond chance; what a person ticks or unticks stays so.
/// </summary>
public static class FeatureAnalysis
{
    /// <exception cref="TrainingRefusedException">Nothing could be trained on this data, so no measure can be tested.</exception>
    public static FeatureOutcome Run(FeatureInput input)
    {
        TrainingRefusedException.ThrowIfHopeless(input.Raw, input.Cleaning, input.Question);
        var ideas = FeatureIdeas.Propose(input.Raw, input.Cleaning, input.Profile, input.ReferenceDate);
        var proposed = ideas.Select(idea => new PlanItem(idea.Id, idea.Name, idea.Step, true, idea.BusinessReason)).ToList();
        if (input.Previous is { } previous)
        {
            var known = proposed.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
            proposed.AddRange(previous.Items.Where(item => !known.Contains(item.Id)).Select(item => item with { Gain = null, Effect = null }));
        }

        var development = input.Raw.TakeRows(HoldOut.Split(input.Raw, input.Question, input.Seed).Development);
        var measurer = new GainMeasurer(development, input.Cleaning, input.Question, Probes.Options(input.Seed, input.Cancellation));
        var gains = proposed.ToDictionary(item => item.Id, item => measurer.Measure(input.Cleaning.Then(item.Step)).AucGain, StringComparer.Ordinal);
        PlanItem[] suggested = [.. proposed.Select(item => item with { Gain = gains[item.Id], IsSelected = Suggest(item, gains[item.Id], input.Previous) })];
        PlanItem[] edited = [.. input.Edited(suggested).Select(item => item.Gain is null ? item with { Gain = measurer.Measure(input.Cleaning.Then(item.Step)).AucGain } : item)];
        var items = WithEffects(edited, input);
        var ticked = items.Where(item => item.IsSelected).Select(item => item.Step).ToArray();
        var together = ticked.Length == 0 ? null : measurer.Measure(input.Cleaning.Then(ticked));
        return new FeatureOutcome
        {
            Items = items,
            Gain = together?.AucGain,
            MeasuredRows = measurer.Base.Rows.Count,
            ReferenceDate = items.Any(item => item.Step is DaysSinceStep or DaysBetweenStep { Until: not null } or RatePerMonthStep { Until: not null })
                ? input.ReferenceDate ?? FeatureIdeas.ReferenceDate(input.Raw, input.Cleaning, input.Profile)
                : null,
            ReferenceDateWasChosen = input.ReferenceDate is not null,
        };
    }

    private static bool Suggest(PlanItem item, Estimate gain, FeatureOutcome? previous) =>
        previous?.Items.FirstOrDefault(old => old.Id == item.Id) is { } old && old.Step == item.Step ? old.IsSelected : gain.Low > 0;

    private static PlanItem[] WithEffects(IReadOnlyList<PlanItem> items, FeatureInput input)
    {
        var effects = RecipeEffects.Measure(input.Cleaning.Then(items.Select(item => item.Step)), input.Raw, input.Question);
        return [.. items.Select((item, i) => item with { Effect = effects[input.Cleaning.Steps.Count + i] })];
    }
}
