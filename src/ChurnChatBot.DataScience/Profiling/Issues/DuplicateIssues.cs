using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>
/// Rows that repeat another whole row, and customers with more than one row. Counted are the rows beyond the first. Where all further
/// rows of customers are plain copies, the copies are the finding and the customers information.
/// </summary>
internal static class DuplicateIssues
{
    private const int MostExamples = 5;
    private const int RowsAtOnce = 16_384;

    public static IEnumerable<DataQualityIssue> Find(ProfileContext context)
    {
        var copies = CopiedRows(context.Dataset, context.Scans);
        if (copies > 0) yield return new DataQualityIssue(IssueKind.DuplicateRows, null, copies, IssueImportance.WorthAttention);
        if (context.Identifier is not { } identifier || identifier.Distinct >= identifier.Present) yield break;
        var extra = identifier.Present - identifier.Distinct;
        yield return new DataQualityIssue(IssueKind.DuplicateCustomers, identifier.Name, extra, extra <= copies ? IssueImportance.Information : IssueImportance.WorthAttention)
        {
            Examples = [.. Repeated(identifier).Take(MostExamples)],
        };
    }

    private static IEnumerable<string> Repeated(ColumnScan scan) => scan.Levels is { } levels
        ? levels.ByCount(i => levels.Counts[i] > 1).Select(i => levels.Levels[i])
        : Enumerable.Range(0, scan.Distinct).Where(i => scan.Values!.Counts[i] > 1).OrderByDescending(i => scan.Values!.Counts[i])
            .Select(i => new NumericColumn("id", [scan.Values!.Values[i]]).Format(0)!);

    /// <summary>Rows are compared by a 64-bit mixture of their cells first, and cell by cell where that agrees.</summary>
    private static int CopiedRows(Dataset dataset, ColumnScan[] scans)
    {
        var hashes = new ulong[dataset.RowCount];
        Parallel.For(0, (hashes.Length + RowsAtOnce - 1) / RowsAtOnce, part =>
        {
            var (from, to) = (part * RowsAtOnce, Math.Min((part + 1) * RowsAtOnce, hashes.Length));
            foreach (var scan in scans) Mix(scan, hashes, from, to);
        });
        var firstOf = new Dictionary<ulong, int>(hashes.Length);
        var copies = 0;
        for (var row = 0; row < hashes.Length; row++)
        {
            if (!firstOf.TryAdd(hashes[row], row) && AreEqual(scans, firstOf[hashes[row]], row)) copies++;
        }

        return copies;
    }

    private static void Mix(ColumnScan scan, ulong[] hashes, int from, int to)
    {
        switch (scan.Column)
        {
            case NumericColumn numbers:
                var values = numbers.Values;
                for (var row = from; row < to; row++) hashes[row] = Mixed(hashes[row], BitConverter.DoubleToUInt64Bits(values[row] + 0.0));
                break;
            case DateColumn dates:
                var ticks = dates.Ticks;
                for (var row = from; row < to; row++) hashes[row] = Mixed(hashes[row], (ulong)ticks[row]);
                break;
            default:
                var codes = scan.Levels!.Codes;
                for (var row = from; row < to; row++) hashes[row] = Mixed(hashes[row], (ulong)codes[row]);
                break;
        }
    }

    /// <summary>The finaliser of SplitMix64 over the two words; adding 0.0 above makes one of both zeros.</summary>
    private static ulong Mixed(ulong hash, ulong cell)
    {
        var z = (hash * 0x9E3779B97F4A7C15) + cell + 0x632BE59BD9B4E019;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static bool AreEqual(ColumnScan[] scans, int first, int second)
    {
        foreach (var scan in scans)
        {
            var equal = scan.Column switch
            {
                NumericColumn numbers => numbers[first].Equals(numbers[second]),
                DateColumn dates => dates.Ticks[first] == dates.Ticks[second],
                _ => scan.Levels!.Codes[first] == scan.Levels.Codes[second],
            };
            if (!equal) return false;
        }

        return true;
    }
}
