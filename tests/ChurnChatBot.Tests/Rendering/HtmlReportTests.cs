using System.Security.Cryptography;
using System.Text;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering;

namespace ChurnChatBot.Tests.Rendering;

public sealed class HtmlReportTests
{
    private const string Title = "Data Science-Based Customer Churn Prediction Report";

    private static readonly ReportOptions Options = new()
    {
        WrittenAt = new DateTimeOffset(2026, 3, 1, 14, 2, 0, TimeSpan.Zero),
        Subtitle = RichText.Of($"{Data.Name("customer_data.csv")}"),
    };

    [Fact]
    public void Report_NeedsNothingElseAndForbidsScripts()
    {
        var report = Markup.Parse(HtmlReport.Write(Title, SampleMessages.All, Options));

        Markup.AssertHarmless(report);
        Assert.Empty(report.All("link"));
        Assert.Empty(report.All("img"));
        var policy = report.All("meta").Single(meta => meta.Get("http-equiv") == "Content-Security-Policy").Get("content");
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(report.One("style").Value)));
        Assert.Equal($"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'", policy);
    }

    [Fact]
    public void Report_HasNothingToPressAndShowsDetails()
    {
        var report = Markup.Parse(HtmlReport.Write(Title, SampleMessages.All, Options));

        foreach (var name in new[] { "button", "input", "select", "form" }) Assert.Empty(report.All(name));
        Assert.Contains(report.All("section", "details"), details => details.One("h3").Value == "Details");
    }

    [Fact]
    public void Contents_LeadToTheChapters()
    {
        var report = Markup.Parse(HtmlReport.Write(Title, [SampleMessages.Explanation, SampleMessages.Profile], Options));

        var targets = report.One("nav").All("a").Select(link => link.Get("href")!.TrimStart('#'));
        Assert.Equal(["chapter-1", "chapter-2"], targets);
        Assert.Equal(targets, report.All("section", "chapter").Select(chapter => chapter.Get("id")));
        Assert.Equal(Title, report.One("h1").Value);
        Assert.Contains("Written 1 March 2026, 14:02 UTC", report.One("header", "cover").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void HostileTitle_StaysText() =>
        Markup.AssertHarmless(Markup.Parse(HtmlReport.Write("</title><script>alert(1)</script>", [SampleMessages.Cities], Options)));

    [Fact]
    public void SameChapters_GiveTheSameBytes() =>
        Assert.Equal(HtmlReport.Write(Title, SampleMessages.All, Options), HtmlReport.Write(Title, SampleMessages.All, Options));
}
