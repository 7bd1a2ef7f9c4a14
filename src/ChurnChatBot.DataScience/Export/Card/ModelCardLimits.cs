using System.Text;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using static ChurnChatBot.DataScience.Export.Card.MarkdownText;
using static ChurnChatBot.DataScience.Export.Card.ModelCard;

namespace ChurnChatBot.DataScience.Export.Card;

/// <summary>How far the model may be trusted: what follows from its kind, and what its figures say.</summary>
internal static class ModelCardLimits
{
    private const int FewLeavers = 100;

    public static void Append(StringBuilder card, ExportRequest request)
    {
        card.Append("## Limits\n\n");
        if (request.Training is { } training) Measured(card, training);
        Row(card, $"- It is for customers like those it was trained on: files with the same columns, written the same way, of the same business.");
        Row(card, $"- A level that training did not see is treated as a missing cell. Columns that the features are made of must be present.");
        Row(card, $"- Reasons say what the model goes by, not what makes a customer leave: a change of a column need not change the outcome.");
        if (request.Model.Model is GradientBoostingModel)
        {
            Row(card, $"- Trees do not extend a trend: beyond the values of training the risk stays what it was at the edge.");
            Row(card, $"- XGBoost computes with single precision: a number that is nearer to a threshold than a float can tell may fall on its other side, and numbers beyond 3.4e38 are refused.");
        }

        card.Append('\n');
    }

    private static void Measured(StringBuilder card, TrainingOutcome training)
    {
        Row(card, $"- Verdict: {Code(training.Verdict.Name)}, {Code(training.Verdict.Reason)}");
        if (training.Test.Leavers < FewLeavers)
            Row(card, $"- Only {training.Test.Leavers} test customers left, so the test figures are rough; look at their intervals.");
        if (training.Test.Auc.High < training.CrossValidatedAuc.Low)
            Row(card, $"- The test came out worse than cross-validation promised: expect the lower figure.");
        if (training.Scorecard is { GainOfModel.ExcludesZero: false })
            Row(card, $"- A logistic regression is about as good on this data and is easier to read.");
        foreach (var bin in training.Test.Reliability.Where(bin => bin.Promised < bin.Observed.Low || bin.Promised > bin.Observed.High))
            Row(card, $"- Where it promises about {100 * bin.Promised:F1} %, {100 * bin.Observed.Value:F1} % left ({100 * bin.Observed.Low:F1} to {100 * bin.Observed.High:F1} %): do not take that risk literally.");
    }
}
