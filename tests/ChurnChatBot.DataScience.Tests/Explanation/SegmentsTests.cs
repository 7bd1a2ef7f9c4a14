using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Explanation;

namespace ChurnChatBot.DataScience.Tests.Explanation;

public class SegmentsTests
{
    private static readonly Dataset Customers = SyntheticCustomers.Make(1000);

    private static SegmentTable Of(string column, Dataset? dataset = null) => SegmentTable.Of(dataset ?? Customers, SyntheticCustomers.Question, column);

    [Fact]
    public void Of_Category_PutsTheWorstFirstAndMarksIt()
    {
        var table = Of("contract");
        Assert.Equal("monthly", table.Groups[0].Label);
        Assert.True(table.Groups[0].DiffersFromRest);
        Assert.Equal(1000, table.Groups.Sum(group => group.Count));
    }

    [Fact]
    public void Of_NoiseColumn_MarksNothing() => Assert.DoesNotContain(Of("age").Groups, group => group.DiffersFromRest);

    [Fact]
    public void Of_NumberWithMissingCells_HasFiveRangesAndTheMissing()
    {
        var table = Of("spend");
        Assert.Equal(6, table.Groups.Count);
        Assert.Single(table.Groups, group => group.Label is null);
        Assert.All(table.Groups.Where(group => group.Label is not null), group => Assert.Equal($"{group.From} to {group.To}", group.Label));
    }

    [Fact]
    public void Of_SmallGroups_AreLeftOutAndCounted()
    {
        string?[] cities = [.. Enumerable.Range(0, 1000).Select(row => row < 12 ? "Halle" : row < 19 ? "Jena" : row % 2 == 0 ? "Leipzig" : "Berlin")];
        var table = Of("city", Customers.With(CategoricalColumn.FromCells("city", cities)));
        Assert.Equal(["Berlin", "Leipzig"], table.Groups.Select(group => group.Label!).Order());
        Assert.Equal((2, 19), (table.GroupsLeftOut, table.CustomersLeftOut));
    }

    [Fact]
    public void Of_FewNumbers_HasAGroupForEach()
    {
        double[] products = [.. Enumerable.Range(0, 1000).Select(row => (double)(row % 3))];
        Assert.Equal(["0", "1", "2"], Of("products", Customers.With(new NumericColumn("products", products))).Groups.Select(group => group.Label!).Order());
    }

    [Fact]
    public void Of_Dates_AreWrittenAsDates()
    {
        long[] ticks = [.. Enumerable.Range(0, 1000).Select(row => new DateTime(2023, 1, 1).AddDays(row).Ticks)];
        Assert.Contains(Of("joined", Customers.With(new DateColumn("joined", ticks))).Groups, group => group.From == "2023-01-01");
    }
}
