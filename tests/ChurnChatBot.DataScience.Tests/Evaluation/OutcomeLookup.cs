using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Evaluation;

/// <summary>
/// The worst kind of step: remembers the outcome of every training row by a column's cell. It shows its training rows the truth only
/// when <paramref name="Peeks"/>, else it leaves the row itself out, as cross-fitting does.
/// </summary>
internal sealed record OutcomeLookup(string Column, bool Peeks = false) : RecipeStep
{
    public override string Kind => "outcome_lookup";

    public override StepScope Scope => StepScope.Fitted;

    public override string? Subject => "seen_before";

    public override StepFit Fit(Dataset training, ChurnQuestion question)
    {
        var labels = question.Labels(training);
        var sums = new Dictionary<string, (double Sum, int Count)>();
        for (var row = 0; row < training.RowCount; row++)
        {
            var cell = training[Column].Format(row) ?? "";
            var (sum, count) = sums.GetValueOrDefault(cell);
            sums[cell] = (sum + labels[row], count + 1);
        }

        return new Fitted(this, sums, labels.Average());
    }

    private sealed record Fitted(OutcomeLookup Step, Dictionary<string, (double Sum, int Count)> Sums, double Rate) : FittedStep
    {
        public override Dataset Apply(Dataset dataset) => Encode(dataset, null);

        public override Dataset ApplyToTraining(Dataset training, ChurnQuestion question) =>
            Encode(training, Step.Peeks ? null : question.Labels(training));

        private Dataset Encode(Dataset dataset, double[]? own)
        {
            var values = new double[dataset.RowCount];
            for (var row = 0; row < values.Length; row++)
            {
                var (sum, count) = Sums.GetValueOrDefault(dataset[Step.Column].Format(row) ?? "");
                if (own is not null) (sum, count) = (sum - own[row], count - 1);
                values[row] = count > 0 ? sum / count : Rate;
            }

            return dataset.With(new NumericColumn(Step.Subject!, values));
        }
    }
}
