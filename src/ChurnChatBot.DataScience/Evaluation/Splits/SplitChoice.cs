using System.Globalization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Evaluation.Splits;

public enum SplitKind
{
    /// <summary>Rows are independent customers.</summary>
    Stratified,

    /// <summary>A customer has several rows, which stay together.</summary>
    Grouped,

    /// <summary>Rows were observed at different times; the future is predicted from the past.</summary>
    TimeAware,
}

/// <summary>
/// How training and testing rows are to be kept apart, chosen from the data, and why. A wrong split is the commonest way to promise too much: a
/// customer on both sides is recognised instead of predicted, and a model that has seen March predicts February well.
/// </summary>
/// <param name="Kind">The split.</param>
/// <param name="Code">The reason in snake_case: "customers_repeat", "observed_over_time", "one_row_a_customer".</param>
/// <param name="Reason">The reason in a sentence with its figures.</param>
public sealed record SplitChoice(SplitKind Kind, string Code, string Reason)
{
    /// <summary>The column that names a repeated customer; null where none is repeated.</summary>
    public string? CustomerColumn { get; init; }

    /// <summary>The column that says when a row was observed; null where rows are not ordered in time.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Rows that name a customer who has more than one.</summary>
    public int RepeatedRows { get; init; }

    /// <summary>Churn rate of the earliest third of the rows; null without a time column.</summary>
    public Estimate? EarlyChurnRate { get; init; }

    /// <summary>Churn rate of the latest third.</summary>
    public Estimate? LateChurnRate { get; init; }

    /// <summary>The split that suits the rows whose outcome is known.</summary>
    /// <param name="dataset">The file, read but not yet divided.</param>
    public static SplitChoice Of(Dataset dataset, ChurnQuestion question)
    {
        var labelled = dataset.TakeRows(question.LabelledRows(dataset));
        var customers = RepeatedCustomers.Find(labelled, question);
        var time = ObservationTime.Find(labelled, question, customers?.Column);
        if (time is not null)
        {
            var drift = time.LateRate.Low > time.EarlyRate.High || time.LateRate.High < time.EarlyRate.Low ? "and it changed" : "without a clear change";
            return new SplitChoice(
                SplitKind.TimeAware,
                "observed_over_time",
                Say($"'{time.Column}' says when each row was observed ({time.Instants:N0} dates); churn went from {time.EarlyRate.Value:P1} in the earliest third to {time.LateRate.Value:P1} in the latest, {drift}. The model is tested on rows later than all it learned from."))
            {
                TimeColumn = time.Column,
                CustomerColumn = customers?.Column,
                RepeatedRows = customers?.Rows ?? 0,
                EarlyChurnRate = time.EarlyRate,
                LateChurnRate = time.LateRate,
            };
        }

        if (customers is not null)
        {
            return new SplitChoice(
                SplitKind.Grouped,
                "customers_repeat",
                Say($"{customers.Customers:N0} customers in '{customers.Column}' have more than one row ({customers.Rows:N0} rows). All rows of a customer are kept on one side."))
            {
                CustomerColumn = customers.Column,
                RepeatedRows = customers.Rows,
            };
        }

        return new SplitChoice(SplitKind.Stratified, "one_row_a_customer", "No customer has two rows and no date says when a row was observed. Rows are divided at random, with the same churn rate in each part.");
    }

    /// <summary>
    /// A part that nothing looks at until the end: whole customers, or the latest rows. Depends on the cells of the rows, not on their order. Rows
    /// without a date, and past rows of customers who are tested later, may be in neither part.
    /// </summary>
    /// <param name="dataset">The file this was chosen for.</param>
    /// <param name="testShare">About which share is held out, (0, 1).</param>
    /// <returns>Rows with an outcome, both parts ascending, both with both outcomes.</returns>
    /// <exception cref="ArgumentException">As for cross-validation.</exception>
    public (int[] Training, int[] Test) HoldOut(Dataset dataset, ChurnQuestion question, double testShare, int seed)
    {
        if (testShare is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(testShare), testShare, "A share between 0 and 1 was expected.");
        var rows = question.LabelledRows(dataset);
        var labelled = dataset.TakeRows(rows);
        var labels = question.Labels(labelled);
        var division = Divide(labelled, labels, (dated, ticks) => TimeSplit.Latest(dated, ticks, testShare), Math.Max(2, (int)Math.Round(1 / testShare)), seed);
        return (Array.ConvertAll(division.Training(0), row => rows[row]), Array.ConvertAll(division.Held(0), row => rows[row]));
    }

    /// <summary>
    /// Divides rows by this choice. Depends on the cells of the rows, not on their order, and puts equal rows on one side whatever the kind.
    /// </summary>
    /// <param name="dataset">Rows with an outcome.</param>
    /// <param name="labels">Their outcome.</param>
    /// <returns>Folds with both classes in each; a time-aware choice that the rows have no room for falls back to whole customers.</returns>
    /// <exception cref="ArgumentException">No division leaves both classes in two folds, or the time column is not read as dates.</exception>
    internal FoldDivision Divide(Dataset dataset, double[] labels, int folds, int seed) =>
        Divide(dataset, labels, (dated, ticks) => TimeSplit.Of(dated, ticks, folds), folds, seed);

    private FoldDivision Divide(Dataset dataset, double[] labels, Func<double[], long[], (int[] FoldOf, int Folds)> inTime, int folds, int seed)
    {
        var customers = CustomerColumn is { } name && dataset.Contains(name) ? RowKeys.OfIdentifiers(dataset, name) : null;
        if (TimeColumn is { } time && Forward(Dates(dataset, time), labels, inTime) is { } forward) return Apart(forward, customers, labels);
        var (foldOf, made) = GroupedSplit.Most(labels, customers ?? RowKeys.OfRows(dataset), folds, seed);
        return made >= 2
            ? new FoldDivision(foldOf, made)
            : throw new ArgumentException("The customers cannot be divided so that some of both outcomes are on both sides.", nameof(dataset));
    }

    private static DateColumn Dates(Dataset dataset, string column) => dataset[column] as DateColumn
        ?? throw new ArgumentException($"'{column}' is not read as dates.", nameof(dataset));

    // Customers of a test window are taken out of its past where enough of a past remains. Where everyone is in every window it would not, and then
    // the model meets in the test whom it will meet in use: customers whose past it knows.
    private static FoldDivision Apart(FoldDivision forward, ulong[]? customers, double[] labels)
    {
        var apart = forward with { Customers = customers };
        for (var fold = 0; fold < forward.Folds; fold++)
        {
            var rows = apart.Training(fold);
            var leavers = rows.Count(row => labels[row] == 1);
            if (leavers == 0 || leavers == rows.Length || rows.Length < forward.Training(fold).Length / 2) return forward;
        }

        return apart;
    }

    private static FoldDivision? Forward(DateColumn dates, double[] labels, Func<double[], long[], (int[] FoldOf, int Folds)> inTime)
    {
        int[] dated = [.. Enumerable.Range(0, dates.Length).Where(row => !dates.IsMissing(row))];
        var (foldOf, made) = inTime(Array.ConvertAll(dated, row => labels[row]), Array.ConvertAll(dated, row => dates.Ticks[row]));
        if (made == 0) return null;
        // A row without a date may be of tomorrow: it teaches nothing and tests nothing.
        var all = new int[dates.Length];
        Array.Fill(all, FoldDivision.LeftOut);
        for (var i = 0; i < dated.Length; i++) all[dated[i]] = foldOf[i];
        return new FoldDivision(all, made) { Forward = true };
    }

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);

}
