using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Explanation;

namespace ChurnChatBot.DataScience.Tests.Explanation;

public class RiskySegmentsTests
{
    private static RiskySegments Find(Dataset dataset, SegmentSearchOptions? options = null) => RiskySegments.Find(dataset, SyntheticCustomers.Question, options);

    [Fact]
    public void Find_KnownTruth_LeadsWithSilentMonthlyCustomers()
    {
        var found = Find(SyntheticCustomers.Make(3000));
        Assert.Equal(["silence", "contract"], found.Findings[0].Conditions.Select(condition => condition.Column));
        Assert.Equal("monthly", found.Findings[0].Conditions[1].Label);
        Assert.True(found.Findings[0].ChurnRate.Low > found.Overall.High);
        Assert.DoesNotContain(found.Findings, finding => finding.Conditions.Any(condition => condition.Column is "age" or "customer_id" or "churned"));
    }

    [Fact]
    public void Find_NoSignal_SeldomFindsAnything()
    {
        var withFindings = Enumerable.Range(1, 40).Count(seed => Find(
            SyntheticCustomers.Make(1000, signal: 0, seed), new SegmentSearchOptions { Correction = TestCorrection.Holm }).Findings.Count > 0);
        // One file in twenty is allowed; uncorrected it would be nearly every one.
        Assert.InRange(withFindings, 0, 6);
    }

    [Fact]
    public void Find_TwoConditionsThatSayNoMoreThanOne_AreNotAFinding()
    {
        var random = new StableRandom(2);
        string?[] plan = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(2) == 0 ? "a" : "b")];
        string?[] city = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(2) == 0 ? "x" : "y")];
        double[] left = [.. plan.Select(level => random.NextDouble() < (level == "a" ? 0.5 : 0.1) ? 1.0 : 0)];
        var found = Find(new Dataset("f.csv", [CategoricalColumn.FromCells("plan", plan), CategoricalColumn.FromCells("city", city), new NumericColumn("churned", left)]));
        Assert.Equal("a", Assert.Single(Assert.Single(found.Findings).Conditions).Label);
    }

    [Fact]
    public void Find_OnlyTogether_IsFoundAsAPair()
    {
        var random = new StableRandom(2);
        string?[] plan = [.. Enumerable.Range(0, 4000).Select(_ => random.Next(2) == 0 ? "a" : "b")];
        string?[] city = [.. Enumerable.Range(0, 4000).Select(_ => random.Next(2) == 0 ? "x" : "y")];
        double[] left = [.. plan.Zip(city, (p, c) => random.NextDouble() < ((p == "a") == (c == "x") ? 0.4 : 0.1) ? 1.0 : 0)];
        var found = Find(new Dataset("f.csv", [CategoricalColumn.FromCells("plan", plan), CategoricalColumn.FromCells("city", city), new NumericColumn("churned", left)]));
        Assert.Equal(["a x", "b y"], found.Findings.Select(finding => string.Join(' ', finding.Conditions.Select(condition => condition.Label))).Order());
    }

    [Fact]
    public void Find_SmallSegments_AreLeftOut()
    {
        string?[] cities = [.. Enumerable.Range(0, 1000).Select(row => row < 40 ? "Halle" : "Berlin")];
        double[] left = [.. Enumerable.Range(0, 1000).Select(row => row < 40 || row % 5 == 0 ? 1.0 : 0)];
        var dataset = new Dataset("f.csv", [CategoricalColumn.FromCells("city", cities), new NumericColumn("churned", left)]);
        Assert.Empty(Find(dataset).Findings);
        Assert.Single(Find(dataset, new SegmentSearchOptions { Groups = new SegmentOptions { MinCount = 30 } }).Findings);
    }

    [Fact]
    public void Find_PermutedRows_FindsTheSame()
    {
        var customers = SyntheticCustomers.Make(1200);
        var one = Find(customers).Findings.Select(finding => (string.Join('|', finding.Conditions), finding.Count, finding.PValue));
        var other = Find(customers.TakeRows([.. Enumerable.Range(0, 1200).Reverse()])).Findings.Select(finding => (string.Join('|', finding.Conditions), finding.Count, finding.PValue));
        Assert.Equal(one, other);
    }

    [Fact]
    public void Find_ThreeConditions_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Find(SyntheticCustomers.Make(100), new SegmentSearchOptions { MaxConditions = 3 }));
}
