using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.Tuning;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>
/// The champion with its siblings: the same learner fitted without one fifth of the development customers each. A customer of the file is
/// judged by a model that had not seen them, because a model is too sure of the customers it learned from: it remembers that they stayed.
/// Customers of the test part, and of any later file, are judged by the champion itself.
/// </summary>
public sealed record CrossFitModel
{
    private const int Folds = 5;
    private const int Champion = -1;

    /// <summary>One model a fold, each without the rows of its fold.</summary>
    public required IReadOnlyList<ChurnModel> Siblings { get; init; }

    /// <summary>For each row of the file the sibling that had not seen it, or −1 for the champion.</summary>
    public required int[] SiblingOfRow { get; init; }

    public static CrossFitModel Fit(ExplanationInput input)
    {
        var (raw, question) = (input.Raw, input.Model.Question);
        var kept = input.Recipe.TrainingRows(raw, question).ToHashSet();
        var development = HoldOut.Split(raw, question, input.Seed).Development;
        int[] rows = [.. development.Where(kept.Contains)];
        var foldOf = StratifiedSplit.Folds(question.Labels(raw.TakeRows(rows)), Folds, input.Seed);
        var sibling = new int[raw.RowCount];
        Array.Fill(sibling, Champion);
        for (var i = 0; i < rows.Length; i++) sibling[rows[i]] = foldOf[i];
        MarkCopies(raw, question, development, sibling);
        var learner = TuningSpace.Learner(new TuningCandidate(input.Training.ModelName, input.Training.Parameters));
        var models = new ChurnModel[Folds];
        for (var fold = 0; fold < Folds; fold++)
        {
            input.Cancellation.ThrowIfCancellationRequested();
            var options = new ChurnModelOptions
            {
                Rows = [.. rows.Where(row => sibling[row] != fold)],
                Fit = new FitOptions { Seed = input.Seed, Cancellation = input.Cancellation },
            };
            models[fold] = ChurnModel.Train(raw, input.Recipe, question, learner, options);
        }

        return new CrossFitModel { Siblings = models, SiblingOfRow = sibling };
    }

    /// <summary>The model that had not seen a row of the file.</summary>
    public ChurnModel ModelOf(int row, ChurnModel champion) => SiblingOfRow[row] is >= 0 and var fold ? Siblings[fold] : champion;

    /// <summary>Probability of leaving, one a row of the file, each by a model that had not seen it.</summary>
    public double[] Score(Dataset raw, ChurnModel champion)
    {
        var scores = champion.Score(raw);
        for (var fold = 0; fold < Siblings.Count; fold++)
        {
            var rows = Enumerable.Range(0, raw.RowCount).Where(row => SiblingOfRow[row] == fold).ToArray();
            var risks = Siblings[fold].Score(raw.TakeRows(rows));
            for (var i = 0; i < rows.Length; i++) scores[rows[i]] = risks[i];
        }

        return scores;
    }

    // A row that the recipe leaves out as a duplicate goes with the row of the same customer that it keeps.
    private static void MarkCopies(Dataset raw, ChurnQuestion question, int[] development, int[] sibling)
    {
        if (question.IdentifierColumn is not { } id || !raw.TryGetColumn(id, out var names)) return;
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in development)
        {
            if (sibling[row] != Champion && names.Format(row) is { } name) known[name] = sibling[row];
        }

        foreach (var row in development)
        {
            if (sibling[row] == Champion && names.Format(row) is { } name && known.TryGetValue(name, out var fold)) sibling[row] = fold;
        }
    }
}
