using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Profiling.Scanning;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.DataScience.Tests.Profiling;

public sealed class RelationTests
{
    [Fact]
    public void Correlated_MinutesAndCharges_AreOnePair()
    {
        var issue = Assert.Single(Table.WithOutcome().Number("minutes", row => Table.Noise(row)).Number("charge", row => (0.17 * Table.Noise(row)) + 1).Number("other", row => Table.Noise(row, 2)).Find(IssueKind.Correlated));

        Assert.Equal(("minutes", "charge"), (issue.Column, issue.OtherColumn));
        Assert.Equal(1, issue.Figure!.Value, 12);
    }

    [Fact]
    public void Correlated_WithMissingCells_LooksAtCommonRows()
    {
        var table = Table.WithOutcome().Number("a", row => row % 3 == 0 ? double.NaN : Table.Noise(row)).Number("b", row => row % 5 == 0 ? double.NaN : -Table.Noise(row));

        Assert.Equal(-1, Assert.Single(table.Find(IssueKind.Correlated)).Figure!.Value, 12);
    }

    [Fact]
    public void Correlated_LooselyRelated_AreNotFound() =>
        Assert.Empty(Table.WithOutcome().Number("a", row => Table.Noise(row)).Number("b", row => Table.Noise(row) + (0.3 * Table.Noise(row, 2))).Find(IssueKind.Correlated));

    [Fact]
    public void Leakage_NumberThatKnowsTheOutcome_IsSerious()
    {
        var issue = Assert.Single(Table.WithOutcome().Number("score", row => row % 4 == 0 ? 0.9 + (0.1 * Table.Noise(row)) : 0.5 * Table.Noise(row)).Find(IssueKind.LeakageSuspect));

        Assert.Equal(("score", IssueImportance.Serious, 1.0), (issue.Column, issue.Importance, issue.Figure));
    }

    [Fact]
    public void Leakage_OutcomeUnderAnotherName_IsSerious() =>
        Assert.Equal("state", Assert.Single(Table.WithOutcome().Category("state", row => row % 4 == 0 ? "x" : "y").Find(IssueKind.LeakageSuspect)).Column);

    [Fact]
    public void Leakage_ReasonFilledOnlyForLeavers_IsSerious() =>
        Assert.Equal("reason", Assert.Single(Table.WithOutcome().Category("reason", row => row % 4 == 0 ? row % 8 == 0 ? "price" : "service" : null).Find(IssueKind.LeakageSuspect)).Column);

    [Fact]
    public void Leakage_StrongHonestColumn_IsNotFound() =>
        Assert.Empty(Table.WithOutcome().Number("silence", row => Table.Noise(row) + (row % 4 == 0 ? 0.6 : 0)).Find(IssueKind.LeakageSuspect));

    [Fact]
    public void Leakage_FileSortedByOutcome_DoesNotAccuseItsIdentifier()
    {
        var table = new Table().Number("customer_id", row => row + 1).Number("churned", row => row < 100 ? 1 : 0).Number("usage", row => Table.Noise(row));

        Assert.Empty(table.Find(IssueKind.LeakageSuspect));
    }

    [Fact]
    public void SingleColumnAuc_OfNoise_IsNearHalf()
    {
        var profile = Table.WithOutcome().Number("a", row => Table.Noise(row)).Category("b", row => FormattableString.Invariant($"{(int)(8 * Table.Noise(row, 3))}")).Text("c", row => FormattableString.Invariant($"T{row}")).Profile();

        Assert.All(profile.Columns.Skip(1), column => Assert.InRange(column.SingleColumnAuc!.Value, 0.5, 0.57));
    }

    [Fact]
    public void SingleColumnAuc_OfNumbers_EqualsTheShareOfPairsEitherWayRound()
    {
        var gen = Gen.ArrayOf(Gen.Zip(Gen.Choose(0, 6), Gen.Choose(0, 1)));
        Prop.ForAll(gen.ToArbitrary(), cells =>
        {
            var labels = cells.Select(cell => (sbyte)cell.Item2).ToArray();
            var auc = SingleColumnRanking.OfValues(ValueCounts.Of(cells.Select(cell => (double)cell.Item1).ToArray(), labels), 0, 0);
            return auc is null ? labels.Distinct().Count() < 2 : Math.Abs(auc.Value - PairShare(cells)) < 1e-12;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ValueCounts_CountedAndSorted_AreTheSame()
    {
        var values = Enumerable.Range(0, 1000).Select(row => row % 50 == 0 ? double.NaN : Math.Floor(40 * Table.Noise(row))).ToArray();
        var labels = values.Select((_, row) => (sbyte)((row % 3) - 1)).ToArray();

        var counted = ValueCounts.Of(values, labels);
        var sorted = ValueCounts.Of(Array.ConvertAll(values, value => value * 0.5), labels);

        Assert.Equal(counted.Values, sorted.Values.Select(value => value * 2));
        Assert.Equal(counted.Counts, sorted.Counts);
        Assert.Equal(counted.Left, sorted.Left);
        Assert.Equal(counted.Stayed, sorted.Stayed);
    }

    private static double PairShare((int, int)[] cells)
    {
        var pairs = cells.Where(cell => cell.Item2 == 1).SelectMany(_ => cells.Where(cell => cell.Item2 == 0), (left, stayed) => left.Item1 > stayed.Item1 ? 1 : left.Item1 == stayed.Item1 ? 0.5 : 0).Average();
        return Math.Max(pairs, 1 - pairs);
    }
}
