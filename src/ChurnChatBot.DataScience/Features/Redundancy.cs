using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Features;

/// <summary>Whether a new measure says anything that no column says already, judged on a few thousand rows spread over the file.</summary>
internal sealed class Redundancy(Dataset sample, ChurnQuestion question)
{
    private const int MostRows = 5_000;

    /// <summary>|r| from which two columns say the same.</summary>
    private const double SaysTheSame = 0.999;

    private readonly List<double[]> _known = [.. sample.Columns.OfType<NumericColumn>().Where(column => column.Name != question.TargetColumn).Select(column => column.Values.ToArray())];

    public static Dataset Sample(Dataset dataset)
    {
        if (dataset.RowCount <= MostRows) return dataset;
        var rows = new int[MostRows];
        for (var i = 0; i < rows.Length; i++) rows[i] = (int)((long)i * dataset.RowCount / rows.Length);
        return dataset.TakeRows(rows);
    }

    /// <summary>False where the step does not apply, is the same for every row, or repeats a column or an earlier idea.</summary>
    public bool Adds(RecipeStep step)
    {
        var labelled = sample.Contains(question.TargetColumn) ? sample.TakeRows(question.LabelledRows(sample)) : sample;
        if (step.Fit(labelled, question).Fitted?.Apply(sample) is not { } after || !after.TryGetColumn(step.Subject!, out var made)) return false;
        if (made is not NumericColumn numbers) return true;
        var values = numbers.Values.ToArray();
        if (IsConstant(values) || _known.Exists(known => Math.Abs(Correlation(known, values)) >= SaysTheSame)) return false;
        _known.Add(values);
        return true;
    }

    private static bool IsConstant(double[] values)
    {
        var present = values.Where(value => !double.IsNaN(value)).Take(MostRows).ToArray();
        return present.Length == 0 || Array.TrueForAll(present, value => value == present[0]);
    }

    /// <summary>Pearson's r over rows where both are present; 0 where it is not defined.</summary>
    private static double Correlation(double[] first, double[] second)
    {
        var (n, meanFirst, meanSecond, squaresFirst, squaresSecond, products) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var row = 0; row < first.Length; row++)
        {
            if (double.IsNaN(first[row]) || double.IsNaN(second[row])) continue;
            // Welford's update: no catastrophic cancellation with large means.
            n++;
            var deltaFirst = first[row] - meanFirst;
            var deltaSecond = second[row] - meanSecond;
            meanFirst += deltaFirst / n;
            meanSecond += deltaSecond / n;
            squaresFirst += deltaFirst * (first[row] - meanFirst);
            squaresSecond += deltaSecond * (second[row] - meanSecond);
            products += deltaFirst * (second[row] - meanSecond);
        }

        return squaresFirst > 0 && squaresSecond > 0 ? products / Math.Sqrt(squaresFirst * squaresSecond) : 0;
    }
}
