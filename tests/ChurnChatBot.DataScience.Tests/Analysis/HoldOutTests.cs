using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Tests.Analysis;

public sealed class HoldOutTests
{
    private static readonly ChurnQuestion Question = new("left", "1", "id");

    [Fact]
    public void Split_RowsOfOneCustomer_AreOnOneSide()
    {
        var data = Customers(1000, copies: 2);
        var split = HoldOut.Split(data, Question, 7);
        var id = data["id"];
        Assert.Empty(split.Development.Select(id.Format).Intersect(split.Test.Select(id.Format)));
        Assert.Equal(data.RowCount, split.Development.Length + split.Test.Length);
    }

    [Fact]
    public void Split_TestPart_HoldsAFifthOfEachClass()
    {
        var data = Customers(1000, copies: 1);
        var split = HoldOut.Split(data, Question, 7);
        var labels = Question.Labels(data);
        Assert.Equal(200, split.Test.Length);
        Assert.Equal(Math.Round(labels.Sum() * HoldOut.TestShare), split.Test.Sum(row => labels[row]));
    }

    [Fact]
    public void Split_OrderOfRows_DoesNotMatter()
    {
        var data = Customers(300, copies: 1);
        int[] reversed = [.. Enumerable.Range(0, 300).Reverse()];
        var turned = data.TakeRows(reversed);
        var here = HoldOut.Split(data, Question, 1).Test.Select(row => data["id"].Format(row)).Order();
        var there = HoldOut.Split(turned, Question, 1).Test.Select(row => turned["id"].Format(row)).Order();
        Assert.Equal(here, there);
    }

    [Fact]
    public void Split_AnotherSeed_DrawsOtherCustomers()
    {
        var data = Customers(300, copies: 1);
        Assert.NotEqual(HoldOut.Split(data, Question, 1).Test, HoldOut.Split(data, Question, 2).Test);
    }

    private static Dataset Customers(int count, int copies)
    {
        var rows = Enumerable.Range(0, count * copies).ToArray();
        return new Dataset("customers", [
            new TextColumn("id", [.. rows.Select(row => FormattableString.Invariant($"C{row % count}"))]),
            new NumericColumn("left", [.. rows.Select(row => row % count % 5 == 0 ? 1.0 : 0.0)]),
        ]);
    }
}
