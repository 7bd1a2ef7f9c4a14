using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>What customers of a segment have in common in one column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Label">The cell, or for a range "from to to" as the data writes values; null where it is missing.</param>
/// <param name="From">Smallest value of a range; null for a level.</param>
/// <param name="To">Largest value of a range.</param>
public sealed record SegmentCondition(string Column, string? Label, string? From, string? To);

/// <summary>How segments are searched and when a finding stands.</summary>
public sealed record SegmentSearchOptions
{
    /// <summary>Columns to divide customers by; null for all but target, identifier and text.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>How numbers and dates are cut. Its least count is that of every segment, of two conditions as of one.</summary>
    public SegmentOptions Groups { get; init; } = new() { MinCount = 50 };

    /// <summary>Conditions of a segment at most, 1 or 2.</summary>
    public int MaxConditions { get; init; } = 2;

    public TestCorrection Correction { get; init; } = TestCorrection.BenjaminiHochberg;

    /// <summary>A finding stands where its adjusted p-value is at most this, (0, 1).</summary>
    public double Level { get; init; } = 0.05;

    public int MostFindings { get; init; } = 10;

    /// <summary>Columns by which customers must not be treated worse; null for a guess from names (age, sex, origin and the like).</summary>
    public IReadOnlySet<string>? Sensitive { get; init; }

    public CancellationToken Cancellation { get; init; }

    internal bool IsSensitive(string column) => Sensitive?.Contains(column) ?? LockedColumns.IsSensitiveName(column);

    public void Validate()
    {
        if (MaxConditions is not (1 or 2)) throw new ArgumentOutOfRangeException(nameof(MaxConditions), MaxConditions, "One or two conditions were expected.");
        if (Level is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Level), Level, "A level between 0 and 1 was expected.");
        ArgumentOutOfRangeException.ThrowIfLessThan(MostFindings, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Groups.MinCount, 2);
    }
}

/// <summary>
/// Segments of one or two conditions that are large enough, by position in the rows given. A group that is too small alone is in no pair, so
/// a column of a hundred thousand levels costs no more than one of ten.
/// </summary>
internal sealed class SegmentCells
{
    private readonly Dataset _dataset;
    private readonly SegmentSearchOptions _options;
    private readonly List<(Column Column, List<int[]> Groups, int[] GroupOf)> _columns = [];

    public SegmentCells(Dataset dataset, ChurnQuestion question, SegmentSearchOptions options)
    {
        (_dataset, _options) = (dataset, options);
        foreach (var column in dataset.Columns)
        {
            if (column.Name == question.TargetColumn || column.Name == question.IdentifierColumn) continue;
            if (options.Columns is { } wanted ? !wanted.Contains(column.Name) : column is TextColumn) continue;
            var groups = Large(ColumnGroups.Of(column, options.Groups));
            // A column of one group divides nobody.
            if (groups.Count == 0 || (groups.Count == 1 && groups[0].Length == dataset.RowCount)) continue;
            var groupOf = new int[dataset.RowCount];
            Array.Fill(groupOf, -1);
            for (var group = 0; group < groups.Count; group++)
            {
                foreach (var row in groups[group]) groupOf[row] = group;
            }

            _columns.Add((column, groups, groupOf));
        }
    }

    public IEnumerable<SegmentCell> All() => _options.MaxConditions == 1 ? Singles() : Singles().Concat(Pairs());

    public SegmentCondition Condition(string column, int[] rows)
    {
        var (label, from, to) = ColumnGroups.Describe(_dataset[column], rows);
        return new SegmentCondition(column, label, from, to);
    }

    private IEnumerable<SegmentCell> Singles() => _columns.SelectMany(column => column.Groups.Select(rows => new SegmentCell([(column.Column.Name, rows)], rows)));

    private IEnumerable<SegmentCell> Pairs()
    {
        for (var i = 0; i < _columns.Count; i++)
        {
            for (var j = i + 1; j < _columns.Count; j++)
            {
                _options.Cancellation.ThrowIfCancellationRequested();
                var (one, other) = (_columns[i], _columns[j]);
                foreach (var rows in Large(Crossed(one.GroupOf, other.GroupOf, other.Groups.Count)))
                {
                    // Rows without a large group in one of the columns are crossed to −1.
                    if (one.GroupOf[rows[0]] < 0 || other.GroupOf[rows[0]] < 0) continue;
                    var (first, second) = (one.Groups[one.GroupOf[rows[0]]], other.Groups[other.GroupOf[rows[0]]]);
                    // A condition that changes nothing is no condition.
                    if (rows.Length < first.Length && rows.Length < second.Length)
                        yield return new SegmentCell([(one.Column.Name, first), (other.Column.Name, second)], rows);
                }
            }
        }
    }

    private static int[] Crossed(int[] one, int[] other, int groupsOfOther)
    {
        var crossed = new int[one.Length];
        for (var row = 0; row < crossed.Length; row++) crossed[row] = one[row] < 0 || other[row] < 0 ? -1 : (one[row] * groupsOfOther) + other[row];
        return crossed;
    }

    // Rows of each group by counting, in the order of group and row.
    private List<int[]> Large(int[] groupOf)
    {
        // Missing cells are numbered −1.
        var counts = new int[groupOf.Length == 0 ? 1 : groupOf.Max() + 2];
        foreach (var group in groupOf) counts[group + 1]++;
        var rows = Array.ConvertAll(counts, count => count >= _options.Groups.MinCount ? new int[count] : null);
        Array.Clear(counts);
        for (var row = 0; row < groupOf.Length; row++)
        {
            if (rows[groupOf[row] + 1] is { } group) group[counts[groupOf[row] + 1]++] = row;
        }

        return [.. rows.OfType<int[]>()];
    }
}

/// <summary>One segment.</summary>
/// <param name="Parents">Each condition's column, with all rows that meet it alone.</param>
/// <param name="Rows">Rows that meet all conditions.</param>
internal sealed record SegmentCell(IReadOnlyList<(string Column, int[] Rows)> Parents, int[] Rows);
