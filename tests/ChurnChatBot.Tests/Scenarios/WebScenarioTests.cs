using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ChurnChatBot.Tests.Rendering;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>Whole conversations with the running program over its web channel.</summary>
[Collection(ProgramRuns.Name)]
public sealed class WebScenarioTests
{
    [Fact]
    public async Task Sample_FromFileToDeletion_IsOneConversation()
    {
        await using var bot = await BotProcess.StartAsync();
        using var thread = await ThreadClient.OpenAsync(bot);

        var superseded = await FiveSteps.ProposeSampleAsync(thread);
        await FiveSteps.FillWithZeroAsync(thread);
        var waiting = await FiveSteps.FillWithMedianAsync(thread);
        await RefuseSupersededAsync(thread, superseded);
        var explanation = await FiveSteps.DecideAsync(thread, Walk.Sample);
        await RefuseSecondPressAsync(thread, waiting);
        await FiveSteps.AskAsync(thread);
        await DownloadAsync(thread, explanation);
        await DeleteAsync(bot, thread, explanation);
        AssertLogIsDiscreet(bot);
    }

    [RealDataFact]
    public async Task Telco_FromUploadToExplanation_WalksTheSameWay()
    {
        await using var bot = await BotProcess.StartAsync();
        using var thread = await ThreadClient.OpenAsync(bot);
        await thread.UploadAsync(RealData.PathOf("telco_ibm.csv"));
        var profile = await thread.WaitForCardAsync("7,043 customers, 21 columns, 26.5 % left (Churn = Yes).");
        Assert.True(profile.Says("TotalCharges holds only blanks in 11 rows, all with tenure 0"), profile.Text);
        await thread.PressAsync("See the cleaning plan");
        await thread.WaitForCardAsync("Fill TotalCharges with 0 (11 rows)");

        await FiveSteps.DecideAsync(thread, Walk.Telco);
        await thread.SayAsync("churn rate by Contract");
        var rate = await thread.WaitForCardAsync("Month-to-month loses most: 42.7 %");

        Assert.True(rate.Says("the average is 26.5 %"), rate.Text);
    }

    [RealDataFact]
    public async Task Workbook_UntilItsMeasures_WalksTheSameWay()
    {
        await using var bot = await BotProcess.StartAsync();
        using var thread = await ThreadClient.OpenAsync(bot);
        await thread.UploadAsync(RealData.PathOf("ecommerce_churn.xlsx"));
        var profile = await thread.WaitForCardAsync("5,630 customers, 20 columns, 16.8 % left (Churn = 1).");
        Assert.True(profile.Says("Read as Excel, sheet 1 of 1: E Comm."), profile.Text);
        await thread.PressAsync("See the cleaning plan");
        var cleaning = await thread.WaitForCardAsync("repairs I suggest");
        Assert.Contains(cleaning.Toggles, toggle => toggle.Says("In PreferredLoginDevice, Phone means Mobile Phone"));
        await thread.PressAsync("Approve 10 steps");

        var features = await thread.WaitForCardAsync("each tested on customers it had not seen");

        Assert.Contains(features.Toggles, toggle => toggle.Text.StartsWith("orders_per_month", StringComparison.Ordinal));
    }

    /// <summary>The button of a plan that was amended: refused in a sentence, and the plan that waits still waits.</summary>
    private static async Task RefuseSupersededAsync(ThreadClient thread, ScenarioCard superseded)
    {
        var before = await thread.SettledAsync();
        await thread.PressAsync(superseded, superseded.Buttons.Single(button => button.Verb == "approve"));
        var refusal = await thread.WaitForCardAsync("This plan is out of date.");
        Assert.Contains(refusal.Buttons, button => button.Label == "Show the current plan");

        var after = await thread.SettledAsync();
        Assert.Equal(before.Select(card => (card.Id, card.Text)), after.Take(before.Count).Select(card => (card.Id, card.Text)));
        Assert.Equal(before.Count + 1, after.Count);
    }

    /// <summary>A press on what was decided long ago says who decided and changes nothing.</summary>
    private static async Task RefuseSecondPressAsync(ThreadClient thread, ScenarioCard decided)
    {
        for (var i = 0; i < 2; i++)
        {
            var before = await thread.SettledAsync();
            await thread.PressAsync(decided, decided.Buttons.Single(button => button.Verb == "approve"));
            var answer = await thread.WaitForCardAsync("This was already approved by You");
            Assert.True(answer.Says("Nothing was done twice."), answer.Text);
            Assert.Equal(before.Count + 1, (await thread.SettledAsync()).Count);
        }
    }

    private static async Task DownloadAsync(ThreadClient thread, ScenarioCard explanation)
    {
        var report = Encoding.UTF8.GetString(await thread.DownloadAsync(explanation.Files["report.html"], "text/html"));
        AssertSelfContained(Markup.Parse(report));
        Assert.Contains("days_since_last_purchase", report, StringComparison.Ordinal);

        var scores = Encoding.UTF8.GetString(await thread.DownloadAsync(explanation.Files["scores.csv"], "text/csv"));
        // A customer who appears twice in the file is scored once.
        // Who stood in the file twice was approved to count once.
        Assert.Equal(5000, scores.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1);

        using var model = JsonDocument.Parse(await thread.DownloadAsync(explanation.Files["model.json"], "application/json"));
        Assert.Equal(JsonValueKind.Object, model.RootElement.ValueKind);
        var recipe = Encoding.UTF8.GetString(await thread.DownloadAsync(explanation.Files["recipe.json"], "application/json"));
        Assert.Contains("days_since_last_purchase", recipe, StringComparison.Ordinal);
        Assert.Contains("total_spend", recipe, StringComparison.Ordinal);
        // It was unticked.
        Assert.DoesNotContain("BERLIN", recipe, StringComparison.Ordinal);
    }

    private static void AssertSelfContained(XElement report)
    {
        Assert.Empty(report.All("script"));
        Assert.Empty(report.All("link"));
        foreach (var attribute in report.DescendantsAndSelf().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href"))
            Assert.Matches("^(#|data:)", attribute.Value);
    }

    private static async Task DeleteAsync(BotProcess bot, ThreadClient thread, ScenarioCard explanation)
    {
        await thread.SayAsync("delete this project");
        await thread.WaitForCardAsync("Delete the project customer_data.csv?");
        Assert.NotEmpty(Artifacts(bot));
        await thread.PressAsync("Delete the project");
        await thread.WaitForCardAsync("The project customer_data.csv is deleted.");

        var left = Assert.Single(await thread.SettledAsync());
        Assert.True(left.Says("is deleted"), left.Text);
        Assert.Empty(Artifacts(bot));
        using var gone = await thread.GetAsync(explanation.Files["model.json"]);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, gone.StatusCode);
        await using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = bot.DatabaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        Assert.Equal(1, await database.ExecuteScalarAsync<long>("SELECT count(*) FROM audit WHERE action = 'delete_project'"));
        Assert.Equal(0, await database.ExecuteScalarAsync<long>("SELECT (SELECT count(*) FROM project) + (SELECT count(*) FROM approval) + (SELECT count(*) FROM work) + (SELECT count(*) FROM artifact_link)"));
        Assert.Equal(0, await database.ExecuteScalarAsync<long>("SELECT count(*) FROM audit WHERE is_erased = 0 AND is_deletion = 0"));
    }

    private static string[] Artifacts(BotProcess bot)
    {
        var folder = Path.Combine(bot.DataFolder, "artifacts");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    /// <summary>The log tells of work and its time, never of customers or of what people write.</summary>
    private static void AssertLogIsDiscreet(BotProcess bot)
    {
        Assert.Contains("Work ", bot.Log, StringComparison.Ordinal);
        foreach (var secret in (string[])["C00042", "no purchase means", "Leipzig", "customer_data.csv", "total_spend"])
            Assert.DoesNotContain(secret, bot.Log, StringComparison.Ordinal);
        foreach (var trouble in (string[])["fail: ", "crit: ", "Exception"]) Assert.DoesNotContain(trouble, bot.Log, StringComparison.Ordinal);
    }
}
