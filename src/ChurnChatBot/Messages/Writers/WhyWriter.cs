using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.Messages.Writers;

/// <summary>"why?": the evidence behind a step, a column or the model, from what was measured.</summary>
internal static class WhyWriter
{
    public static bool IsAbout(PlanItem item, string column) =>
        item.Step.Subject == column || item.Name == column || item.Step.Inputs.Contains(column) || item.Step.Outputs.Contains(column);

    public static ReplyMessage Items(IReadOnlyList<PlanItem> items, string? column)
    {
        var shown = items.Take(15).ToArray();
        var sections = new List<MessageSection>
        {
            new Heading(column is null ? "Why each of them" : RichText.Of($"About {Data.Name(column)}")),
            new Bullets([.. shown.Select(Reason)]),
        };
        RichText[] examples = [.. shown.Select(Example).OfType<RichText>()];
        if (examples.Length > 0) sections.Add(new PersonalData([new Paragraph("For example:"), new Bullets(examples)], "Cells out of the file are for one person to read."));
        sections.Add(new Paragraph("You can change any of them in words, or untick it on the card."));
        return new ReplyMessage(sections);
    }

    private static RichText? Example(PlanItem item) =>
        item is { Effect.Examples: [{ Before: { } before } example, ..], Step: not (DropDuplicatesStep or SetAsideColumnStep) }
            ? RichText.Of($"{Data.Name(example.Column)}: {Data.Name(Wording.Shortened(before))} became {Data.Name(Wording.Shortened(example.After ?? "missing"))}")
            : null;

    private static RichText Reason(PlanItem item)
    {
        var words = RichText.Of($"{StepSentences.Of(item)}. {Sentence(item.Why)}");
        if (item.Gain is { } gain) words = words.Then(RichText.Of($" Measured gain (ROC AUC): {Wording.Gain($"features[{item.Name}].gain", gain)}."));
        return item.IsSelected ? words : words.Then(" It is not ticked.");
    }

    /// <summary>A sentence of the data-science library, whose names of the data stand between backticks.</summary>
    public static RichText Sentence(string why)
    {
        var parts = why.Split('`');
        var words = RichText.Empty;
        for (var i = 0; i < parts.Length; i++)
            words = words.Then(i % 2 == 1 ? RichText.Of($"{Data.Name(parts[i])}") : RichText.Of($"{Data.Cell(parts[i])}"));
        return words;
    }

    public static ReplyMessage ModelBeforeTraining(DatasetProfile profile)
    {
        var missing = profile.Columns.Count(column => column.Missing > 0);
        return new ReplyMessage(
            new Heading("Boosted trees are my first choice for a table like this; the training decides."),
            new Bullets([
                RichText.Of($"{Wording.Number(missing, "profile.columns_with_missing", "column has", "columns have")} missing values, which trees take as they are."),
                "Effects in customer data bend (the first months differ from the rest) and depend on each other; a scorecard adds them up in straight lines.",
                "The scorecard (logistic regression) runs on the same customers. If the trees are not measurably better, I say so.",
            ]));
    }

    public static ReplyMessage Model(TrainingOutcome outcome)
    {
        var bullets = new List<RichText>
        {
            RichText.Of($"The model is {Data.Cell(outcome.ModelName)}; in cross-validation it ranks a leaving customer above a staying one {Fact.OutOfHundred("training.roc_auc", outcome.CrossValidatedAuc.Value)} times in 100 (ROC AUC {Wording.Inside("training.roc_auc", outcome.CrossValidatedAuc)}), on the locked test part {Fact.Score("training.test.roc_auc", outcome.Test.Auc)}. Guessing is 50, perfect would be 100."),
        };
        if (outcome.Scorecard is { } scorecard)
            bullets.Add(RichText.Of($"Against the scorecard (logistic regression, {Fact.Score("training.scorecard.roc_auc", scorecard.Auc).Alone}) on the same customers: {Wording.Gain("training.scorecard.gain", scorecard.GainOfModel)}."));
        if (outcome.BestColumn is { } column)
            bullets.Add(RichText.Of($"Against the best single column, {Data.Name(column.Column)} ({Fact.Score("training.best_column.roc_auc", column.Auc).Alone}): {Wording.Gain("training.best_column.gain", column.GainOfModel)}."));
        if (outcome.Defaults is { } defaults)
            bullets.Add(RichText.Of($"Against the same learner with default parameters: {Wording.Gain("training.defaults.gain", defaults.GainOfModel)}."));
        return new ReplyMessage(new Heading("Why this model, and how good it is"), new Bullets(bullets), TrainingWriter.TrialTable(outcome));
    }
}
