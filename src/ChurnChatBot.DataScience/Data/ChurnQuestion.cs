namespace ChurnChatBot.DataScience.Data;

/// <summary>Who is asked about, and what counts as churn: the question that every step of a project answers.</summary>
/// <param name="TargetColumn">The column that says who left.</param>
/// <param name="PositiveLevel">Its cell (invariant text, as <see cref="Column.Format"/> gives it) that means "left": "1", "Yes", "Attrited Customer".</param>
/// <param name="IdentifierColumn">The column that names the customer, or null where rows are numbered instead.</param>
public sealed record ChurnQuestion(string TargetColumn, string PositiveLevel, string? IdentifierColumn = null)
{
    /// <summary>1 where the customer left, 0 where not, one value a row.</summary>
    /// <exception cref="ArgumentException">A row has no outcome; such rows must be set aside first (see <see cref="LabelledRows"/>).</exception>
    public double[] Labels(Dataset dataset)
    {
        var target = dataset[TargetColumn];
        var labels = new double[dataset.RowCount];
        for (var row = 0; row < labels.Length; row++)
        {
            var cell = target.Format(row) ?? throw new ArgumentException($"Row {row} of '{TargetColumn}' has no outcome.", nameof(dataset));
            labels[row] = cell == PositiveLevel ? 1 : 0;
        }

        return labels;
    }

    /// <summary>The rows whose outcome is known, in order.</summary>
    public int[] LabelledRows(Dataset dataset)
    {
        var target = dataset[TargetColumn];
        return [.. Enumerable.Range(0, dataset.RowCount).Where(row => !target.IsMissing(row))];
    }

    /// <summary>What to call the customer in a row: the identifier's cell, else the row's number from 1.</summary>
    public string CustomerName(Dataset dataset, int row) =>
        IdentifierColumn is { } id && dataset.TryGetColumn(id, out var column) && column.Format(row) is { } name
            ? name
            : FormattableString.Invariant($"row {row + 1}");
}
