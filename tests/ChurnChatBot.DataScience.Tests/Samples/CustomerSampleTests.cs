using System.Text;

namespace ChurnChatBot.DataScience.Tests.Samples;

public sealed class CustomerSampleTests
{
    /// <summary>Set to write the files instead of comparing them, after a change of the generator.</summary>
    private static readonly bool Rewrite = Environment.GetEnvironmentVariable("CHURN_REWRITE_SAMPLES") == "1";

    [Theory]
    [InlineData("customer_data.csv")]
    [InlineData("customer_data_next_month.csv")]
    public void CommittedSample_GeneratedAgain_HasTheSameBytes(string file)
    {
        var text = file == "customer_data.csv" ? CustomerSampleGenerator.Customers() : CustomerSampleGenerator.CustomersNextMonth();
        var path = SampleFiles.PathOf(file);
        if (Rewrite) File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));

        Assert.Equal(Encoding.UTF8.GetBytes(text), File.ReadAllBytes(path));
    }

    [Fact]
    public void CustomerSample_Dirt_IsCountedExactly()
    {
        var rows = Rows(CustomerSampleGenerator.Customers());

        Assert.Equal(5012, rows.Length);
        Assert.Equal(5000, rows.Select(row => row[0]).Distinct().Count());
        Assert.Equal(201, rows.Count(row => row[1].Length == 0));
        Assert.Equal(9, rows.Count(row => row[1] is "-1" or "0" or "142"));
        Assert.Equal(222, rows.Count(row => row[3].Contains('.')));
        Assert.Equal(312, rows.Count(row => row[5].Length == 0));
        Assert.Equal(291, rows.Count(row => row[5].Length == 0 && row[4].Length > 0));
        Assert.Equal(11, rows.Count(row => row[2] is "berlin " or "BERLIN"));
        Assert.InRange(rows.Count(row => row[6] == "1") / (double)rows.Length, 0.205, 0.225);
    }

    [Fact]
    public void CustomerSample_MissingSpend_LeavesAboutTwiceAsOften()
    {
        var rows = Rows(CustomerSampleGenerator.Customers());
        var missing = rows.Where(row => row[5].Length == 0).Average(row => row[6] == "1" ? 1.0 : 0);
        var present = rows.Where(row => row[5].Length > 0).Average(row => row[6] == "1" ? 1.0 : 0);

        Assert.InRange(missing / present, 1.7, 2.4);
    }

    [Fact]
    public void CustomerSample_Dates_EndOnTheDayOfTheExportAndFollowEachOther()
    {
        var rows = Rows(CustomerSampleGenerator.Customers()).Where(row => row[4].Length > 0).ToArray();

        Assert.Equal(CustomerSampleGenerator.Today, rows.Max(row => Date(row[4])));
        Assert.All(rows, row => Assert.True(Date(row[3]) <= Date(row[4])));
        Assert.InRange(rows.Count(row => row[3].Contains('.') && Date(row[3]).Day > 12), 80, 222);
    }

    [Fact]
    public void CustomerSample_ShownCustomer_IsOnceThereAndLongSilent()
    {
        var row = Assert.Single(Rows(CustomerSampleGenerator.Customers()), row => row[0] == "C00042");

        Assert.Equal(143, CustomerSampleGenerator.Today.DayNumber - Date(row[4]).DayNumber);
    }

    [Fact]
    public void NextMonthSample_ComparedWithTheFirst_HasDrifted()
    {
        var first = Rows(CustomerSampleGenerator.Customers());
        var next = Rows(CustomerSampleGenerator.CustomersNextMonth());

        Assert.Equal(5230, next.Length);
        Assert.DoesNotContain(first, row => row[2] == "Halle");
        Assert.Equal(61, next.Count(row => row[2] == "Halle"));
        Assert.InRange(MedianSilence(next, CustomerSampleGenerator.NextMonth) - MedianSilence(first, CustomerSampleGenerator.Today), 10, 25);
        Assert.All(next.Where(row => row[4].Length > 0), row => Assert.True(Date(row[3]) <= Date(row[4])));
    }

    private static int MedianSilence(string[][] rows, DateOnly today)
    {
        var silences = rows.Where(row => row[4].Length > 0).Select(row => today.DayNumber - Date(row[4]).DayNumber).Order().ToArray();
        return silences[silences.Length / 2];
    }

    private static string[][] Rows(string csv) => [.. csv.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','))];

    private static DateOnly Date(string cell) => DateOnly.ParseExact(cell, cell.Contains('.') ? "dd.MM.yyyy" : "yyyy-MM-dd");
}
