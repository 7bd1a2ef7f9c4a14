using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>What every finder of issues looks at.</summary>
/// <param name="Labels">1 left, 0 stayed, −1 not known; one a row.</param>
/// <param name="Scans">One a column, in the file's order.</param>
internal sealed record ProfileContext(Dataset Dataset, IReadOnlyList<ColumnReading> Readings, ProfilingOptions Options, sbyte[] Labels, ColumnScan[] Scans)
{
    /// <summary>The column that names the customer, chosen or found; null where none does.</summary>
    public ColumnScan? Identifier { get; init; }

    public int Rows => Dataset.RowCount;

    /// <summary>Columns that a model could use: neither the outcome nor constants.</summary>
    public IEnumerable<ColumnScan> Inputs => Scans.Where(scan => scan.Meaning is not (ColumnMeaning.Outcome or ColumnMeaning.Constant));

    public IEnumerable<ColumnScan> Of(params ColumnMeaning[] meanings) => Scans.Where(scan => meanings.Contains(scan.Meaning));
}
