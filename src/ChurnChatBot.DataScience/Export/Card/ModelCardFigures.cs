using System.Text;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Explanation;
using static ChurnChatBot.DataScience.Export.Card.MarkdownText;
using static ChurnChatBot.DataScience.Export.Card.ModelCard;

namespace ChurnChatBot.DataScience.Export.Card;

/// <summary>The card's figures, each with its interval where it has one.</summary>
internal static class ModelCardFigures
{
    private const int MostDrivers = 15;

    public static void Append(StringBuilder card, ExportRequest request)
    {
        card.Append("## Figures\n\n");
        if (request.Training is not { } training)
        {
            card.Append("No measurement was handed over with this model.\n\n");
            return;
        }

        var test = training.Test;
        card.Append("Intervals are 95 %. Test figures are of customers that took no part in the search.\n\n| Figure | Value | Interval |\n|---|---|---|\n");
        Figure(card, "ROC AUC, cross-validated", training.CrossValidatedAuc);
        Figure(card, "ROC AUC, test", test.Auc);
        Figure(card, "Average precision, test", test.AveragePrecision);
        Figure(card, "Brier score, test", test.Brier);
        Row(card, $"| Expected calibration error, test | {test.CalibrationError:F4} | |");
        Row(card, $"| Left among the {test.Riskiest.Customers:N0} riskiest, test | {test.Riskiest.Leavers:N0} | |");
        Comparisons(card, training);
        Calibration(card, test.Reliability);
        Drivers(card, request.Drivers);
    }

    private static void Comparisons(StringBuilder card, TrainingOutcome training)
    {
        card.Append("\n### Against simpler ways\n\n| Way | ROC AUC | Gain of this model |\n|---|---|---|\n");
        if (training.BestColumn is { } column) Row(card, $"| the column {Cell(column.Column)} alone | {Text(column.Auc)} | {Text(column.GainOfModel)} |");
        if (training.Scorecard is { } scorecard) Row(card, $"| logistic regression | {Text(scorecard.Auc)} | {Text(scorecard.GainOfModel)} |");
        if (training.Defaults is { } defaults) Row(card, $"| the same learner with default parameters | {Text(defaults.Auc)} | {Text(defaults.GainOfModel)} |");
        Row(card, $"| guessing | 0.5000 | |");
        Row(card, $"\n{training.Trials.Count} ways were tried.");
    }

    private static void Calibration(StringBuilder card, IReadOnlyList<ReliabilityBin> bins)
    {
        card.Append("\n### Calibration\n\nWhat was promised to test customers, and what share of them left.\n\n| Customers | Promised | Left | Interval |\n|---|---|---|---|\n");
        foreach (var bin in bins)
            Row(card, $"| {bin.Count:N0} | {100 * bin.Promised:F1} % | {100 * bin.Observed.Value:F1} % | {100 * bin.Observed.Low:F1} to {100 * bin.Observed.High:F1} % |");
        card.Append('\n');
    }

    private static void Drivers(StringBuilder card, IReadOnlyList<Driver> drivers)
    {
        if (drivers.Count == 0) return;
        card.Append("### Drivers\n\nShare of each feature in what moves the log-odds (mean absolute Shapley value).\n\n| Feature | Share |\n|---|---|\n");
        foreach (var driver in drivers.Take(MostDrivers)) Row(card, $"| {Cell(driver.Feature)} | {100 * driver.Share:F1} % |");
        card.Append('\n');
    }

    private static void Figure(StringBuilder card, string name, Estimate estimate) =>
        Row(card, $"| {name} | {estimate.Value:F4} | {estimate.Low:F4} to {estimate.High:F4} |");

    private static string Text(Estimate estimate) => FormattableString.Invariant($"{estimate.Value:F4} ({estimate.Low:F4} to {estimate.High:F4})");
}
