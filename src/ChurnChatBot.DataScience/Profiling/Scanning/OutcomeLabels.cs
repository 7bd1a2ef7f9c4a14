using System.Globalization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>The outcome of every row: 1 left, 0 stayed, −1 not known. The same answer as <see cref="ChurnQuestion.Labels"/>, once a level.</summary>
internal static class OutcomeLabels
{
    public static sbyte[] Of(Dataset dataset, ChurnQuestion? question)
    {
        var labels = new sbyte[dataset.RowCount];
        if (question is null)
        {
            Array.Fill(labels, (sbyte)-1);
            return labels;
        }

        var target = dataset[question.TargetColumn];
        for (var row = 0; row < labels.Length; row++)
            labels[row] = target.IsMissing(row) ? (sbyte)-1 : (sbyte)0;
        var isLeft = LeftTest(target, question.PositiveLevel);
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] == 0 && isLeft(row)) labels[row] = 1;
        }

        return labels;
    }

    private static Func<int, bool> LeftTest(Column target, string level)
    {
        switch (target)
        {
            case CategoricalColumn categorical:
                var code = categorical.Levels.ToList().IndexOf(level);
                return row => categorical.Codes[row] == code;
            case NumericColumn numeric:
                var isNumber = double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && number.ToString("R", CultureInfo.InvariantCulture) == level;
                return isNumber ? row => numeric[row] == number : _ => false;
            default:
                return row => target.Format(row) == level;
        }
    }
}
