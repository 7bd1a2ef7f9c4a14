using ChurnChatBot.Tests.Web;
using Microsoft.Playwright;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>
/// The five steps in a real browser, wide and narrow, light and dark. Every stage is photographed into the folder that SCREENSHOTS names;
/// with CHURN_REWRITE_PICTURES=1 the picture of the README is taken anew.
/// </summary>
[Collection(ProgramRuns.Name)]
public sealed class BrowserScenarioTests : IAsyncLifetime
{
    private const int LargestPicture = 300_000;
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private BotProcess _bot = null!;

    public async Task InitializeAsync()
    {
        if (ChromiumFactAttribute.Path is not { } path) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments });
        _bot = await BotProcess.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_bot is null) return;
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _bot.DisposeAsync();
    }

    [ChromiumFact]
    public Task Sample_WideAndLight_IsClickedThrough() => WalkSampleAsync(1280, 900, ColorScheme.Light);

    [ChromiumFact]
    public Task Sample_NarrowAndDark_IsClickedThrough() => WalkSampleAsync(390, 844, ColorScheme.Dark);

    [ChromiumRealDataFact]
    public Task Telco_WideAndDark_IsClickedThrough() => WalkTelcoAsync(1280, 900, ColorScheme.Dark);

    [ChromiumRealDataFact]
    public Task Telco_NarrowAndLight_IsClickedThrough() => WalkTelcoAsync(390, 844, ColorScheme.Light);

    /// <summary>What the README shows: a person amends the plan, and is told what speaks against it.</summary>
    [ChromiumFact]
    public async Task Amendment_IsThePictureOfTheReadme()
    {
        var thread = await BrowserThread.OpenAsync(_browser, _bot.Address, 1280, 1480, ColorScheme.Light);
        await FiveSteps.ProposeSampleAsync(thread);
        await FiveSteps.FillWithZeroAsync(thread);
        await thread.SettledAsync();
        await thread.Page.Mouse.MoveAsync(0, 0);
        await thread.Page.EvaluateAsync("[...document.querySelectorAll('article.person')].at(-1).scrollIntoView()");
        var picture = await thread.Page.ScreenshotAsync();

        Assert.InRange(picture.Length, 20_000, LargestPicture);
        var kept = Path.Combine(Repository.Root, "samples", "conversation.png");
        if (Environment.GetEnvironmentVariable("CHURN_REWRITE_PICTURES") == "1") await File.WriteAllBytesAsync(kept, picture);
        Assert.InRange(new FileInfo(kept).Length, 20_000, LargestPicture);
    }

    private async Task WalkSampleAsync(int width, int height, ColorScheme scheme)
    {
        var thread = await BrowserThread.OpenAsync(_browser, _bot.Address, width, height, scheme);
        var album = new Album(thread, $"sample-{width}-{scheme}");
        await album.TakeAsync("welcome");
        await FiveSteps.ProposeSampleAsync(thread, album.TakeAsync);
        await FiveSteps.FillWithZeroAsync(thread);
        await album.TakeAsync("amended");
        await FiveSteps.FillWithMedianAsync(thread);
        await FiveSteps.DecideAsync(thread, Walk.Sample, stage => LookAsync(thread, album, stage));
        await FiveSteps.AskAsync(thread, album.TakeAsync);
        await thread.SayAsync("delete this project");
        await thread.WaitForCardAsync("Delete the project customer_data.csv?");
        await album.TakeAsync("delete");
        await thread.PressAsync("Delete the project");
        await thread.Page.GetByRole(AriaRole.Heading, new() { Name = "The project customer_data.csv is deleted." }).WaitForAsync();
        await album.TakeAsync("deleted");
        Assert.Empty(thread.Complaints);
    }

    private async Task WalkTelcoAsync(int width, int height, ColorScheme scheme)
    {
        var thread = await BrowserThread.OpenAsync(_browser, _bot.Address, width, height, scheme);
        var album = new Album(thread, $"telco-{width}-{scheme}");
        await thread.UploadAsync(RealData.PathOf("telco_ibm.csv"));
        await thread.WaitForCardAsync("7,043 customers, 21 columns, 26.5 % left (Churn = Yes).");
        await album.TakeAsync("profile");
        await thread.PressAsync("See the cleaning plan");
        await thread.WaitForCardAsync("Fill TotalCharges with 0 (11 rows)");
        await FiveSteps.DecideAsync(thread, Walk.Telco, stage => LookAsync(thread, album, stage));
        Assert.Empty(thread.Complaints);
    }

    /// <summary>In the middle of the training the page is loaded again: its progress is still there, and goes on.</summary>
    private static async Task LookAsync(BrowserThread thread, Album album, string stage)
    {
        if (stage == "training")
        {
            await thread.WaitForCardAsync("Training: ");
            await thread.Page.ReloadAsync();
            var progress = Assert.Single(await thread.CardsAsync(), card => card.Text.StartsWith("Training", StringComparison.Ordinal));
            Assert.True(progress.Says("Training: ") || progress.Says("Training done: "), progress.Text);
        }

        await album.TakeAsync(stage);
    }

    /// <summary>Pictures of one walk, numbered in order; at each the layout is checked.</summary>
    private sealed class Album(BrowserThread thread, string name)
    {
        private static readonly string? Folder = Environment.GetEnvironmentVariable("SCREENSHOTS");
        private int _taken;

        public async Task TakeAsync(string stage)
        {
            await thread.AssertFitsAsync();
            var path = Path.Combine(Folder ?? Path.GetTempPath(), Folder is null ? "churn-scenarios" : "", $"{name}-{++_taken:00}-{stage}.png");
            await thread.Page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        }
    }
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumRealDataFactAttribute : FactAttribute
{
    public ChromiumRealDataFactAttribute() => Skip = new ChromiumFactAttribute().Skip ?? new RealDataFactAttribute().Skip;
}
