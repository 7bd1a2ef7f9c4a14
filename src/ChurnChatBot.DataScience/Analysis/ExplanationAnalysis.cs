using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>What an explanation is made from.</summary>
public sealed record ExplanationInput
{
    public required Dataset Raw { get; init; }

    public required ChurnModel Model { get; init; }

    /// <summary>The approved recipe the model was trained with.</summary>
    public required Recipe Recipe { get; init; }

    public required TrainingOutcome Training { get; init; }

    public int Seed { get; init; } = 42;

    public CancellationToken Cancellation { get; init; }
}

/// <summary>Fifth step: drivers over all customers, and those at risk who are still here.</summary>
public static class ExplanationAnalysis
{
    private const int MostRowsForDrivers = 20_000;
    private const int CustomersListed = 200;

    /// <returns>The outcome, and the models by which the risks and reasons of the file's customers were found.</returns>
    public static (ExplanationOutcome Outcome, CrossFitModel CrossFit) Run(ExplanationInput input)
    {
        var crossFit = CrossFitModel.Fit(input);
        var (raw, model, question) = (input.Raw, input.Model, input.Model.Question);
        // Each customer once: the rows that the recipe keeps.
        var rows = input.Recipe.TrainingRows(raw, question);
        var customers = raw.TakeRows(rows);
        var labels = question.Labels(customers);
        var allRisks = crossFit.Score(raw, model);
        var risks = Array.ConvertAll(rows, row => allRisks[row]);
        input.Cancellation.ThrowIfCancellationRequested();
        var (drivers, error, explained) = Explain(input, customers, labels);
        var (threshold, hitRate) = HighRisk(input);
        int[] staying = [.. Enumerable.Range(0, rows.Length).Where(i => labels[i] == 0).OrderByDescending(i => risks[i]).ThenBy(i => rows[i])];
        input.Cancellation.ThrowIfCancellationRequested();
        var listed = CustomerAnalysis.Why(raw, model, crossFit, [.. staying.Take(CustomersListed).Select(i => rows[i])]);
        var outcome = new ExplanationOutcome
        {
            Drivers = drivers,
            MadeOf = drivers.ToDictionary(driver => driver.Feature, driver => Made(input.Recipe, driver.Feature), StringComparer.Ordinal),
            AdditivityError = error,
            Customers = explained,
            ChurnRate = labels.Average(),
            HighRisk = threshold,
            AtHighRisk = staying.Count(i => risks[i] >= threshold),
            Riskiest = [.. listed.OfType<CustomerAtRisk>()],
            HitRate = hitRate,
            TestAuc = input.Training.Test.Auc,
        };
        return (outcome, crossFit);
    }

    private static (IReadOnlyList<Driver> Drivers, double Error, int Customers) Explain(ExplanationInput input, Dataset customers, double[] labels)
    {
        int[] sample = labels.Length <= MostRowsForDrivers
            ? [.. Enumerable.Range(0, labels.Length)]
            : StratifiedSplit.Sample(labels, MostRowsForDrivers, input.Seed);
        var seen = input.Model.Matrix(customers.TakeRows(sample));
        var shap = ShapExplainer.Explain(input.Model.Model, seen);
        var error = shap.AdditivityError(input.Model.Model.PredictRaw(seen));
        var sampled = Array.ConvertAll(sample, i => labels[i]);
        // Written so that NaN fails.
        return error <= CustomerReasons.Tolerance ? (Drivers.Of(seen, shap, sampled), error, sample.Length) : ([], error, sample.Length);
    }

    /// <summary>On the test rows, which taught the model nothing: the risk above which as many lie as left, and how many of those did.</summary>
    private static (double Threshold, Estimate HitRate) HighRisk(ExplanationInput input)
    {
        var question = input.Model.Question;
        var split = HoldOut.Split(input.Raw, question, input.Seed);
        var kept = input.Recipe.TrainingRows(input.Raw, question).ToHashSet();
        var test = input.Raw.TakeRows([.. split.Test.Where(kept.Contains)]);
        var labels = question.Labels(test);
        var risks = input.Model.Score(test);
        var named = Math.Clamp((int)labels.Sum(), 1, labels.Length);
        var threshold = risks.OrderDescending().ElementAt(named - 1);
        var flagged = Enumerable.Range(0, risks.Length).Where(i => risks[i] >= threshold).ToArray();
        return (threshold, WilsonInterval.Of(flagged.Count(i => labels[i] == 1), flagged.Length));
    }

    private static IReadOnlyList<string> Made(Recipe recipe, string feature) => FeatureLineage.Of(recipe, feature).Columns;
}
