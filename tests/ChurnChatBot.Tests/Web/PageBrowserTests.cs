using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Tests.Rendering;
using ChurnChatBot.Web;
using Microsoft.Playwright;

namespace ChurnChatBot.Tests.Web;

/// <summary>The page in a real browser, where one is installed: its policy, its script and its layout together.</summary>
public sealed class PageBrowserTests(SharedWebHost shared) : IClassFixture<SharedWebHost>, IAsyncLifetime
{
    private readonly string _id = ConversationId.New();
    private readonly WebHost _host = shared.Host;
    private readonly List<string> _complaints = [];
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        if (ChromiumFactAttribute.Path is not { } path) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is null) return;
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    [ChromiumFact]
    public async Task ReplacedMessage_KeepsWhatThePersonIsDoing()
    {
        var message = new ReplyMessage([.. SampleMessages.Cleaning.Sections, new TextInput("reason", "Reason"), new Messages.Details("Details", [new Paragraph("more")])]);
        await _host.SayAsync(_id, _id + "-1", message);
        var page = await OpenAsync();
        var article = page.Locator("article");
        await article.Locator("input[value=fill-age]").UncheckAsync();
        await article.Locator("summary").ClickAsync();
        await article.Locator("[data-input=reason]").FillAsync("because");

        await _host.SayAsync(_id, _id + "-1", message);
        await page.WaitForSelectorAsync("article[data-revision='2']");

        Assert.False(await article.Locator("input[value=fill-age]").IsCheckedAsync());
        Assert.True(await article.GetByText("more").IsVisibleAsync());
        Assert.Equal("because", await article.Locator("[data-input=reason]").InputValueAsync());
        Assert.Equal("reason", await page.EvaluateAsync<string>("document.activeElement.dataset.input"));
        Assert.Empty(_complaints);
    }

    [ChromiumFact]
    public async Task Approval_SendsWhatIsTickedAndShowsTheDecision()
    {
        await _host.SayAsync(_id, _id + "-1", SampleMessages.Cleaning);
        var page = await OpenAsync();
        await page.Locator("input[value=fill-age]").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve 4 steps" }).ClickAsync();
        await page.Locator("#working").WaitForAsync();

        var action = (await _host.PendingTurnAsync(_id))!.Action!;
        Assert.Equal((ActionVerb.Approve, "dates,age-limits,fill-spend", _id + "-1"), (action.Command.Verb, action.Inputs["items"], action.MessageId));
        await _host.SayAsync(_id, _id + "-1", SampleMessages.CleaningDecided);
        await page.GetByText("Approved by Ada, 14:02").WaitForAsync();
        Assert.Equal(0, await page.Locator("article button").CountAsync());
        Assert.Empty(_complaints);
    }

    [ChromiumFact]
    public async Task StartPage_OpensAProjectThatAwaitsItsWelcome()
    {
        await using var empty = await WebHost.StartAsync();
        var page = await OpenAsync(address: empty.Address.OriginalString);

        await page.GetByRole(AriaRole.Button, new() { Name = "Start a project" }).ClickAsync();
        await page.WaitForURLAsync("**/projects/*");

        Assert.True(await page.Locator("#working").IsVisibleAsync());
        Assert.Equal("text", await page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Empty(_complaints);
    }

    [ChromiumFact]
    public async Task EnterSends_ShiftEnterDoesNot()
    {
        await _host.SayAsync(_id, _id + "-1", SampleMessages.Welcome);
        var page = await OpenAsync();
        await page.Locator("#text").PressSequentiallyAsync("one");
        await page.Locator("#text").PressAsync("Shift+Enter");
        await page.Locator("#text").PressSequentiallyAsync("two");
        Assert.Null(await _host.PendingTurnAsync(_id));

        await page.Locator("#text").PressAsync("Enter");
        // Not WaitForFunction: where it has to poll, it evaluates a string, which the page's own policy forbids.
        await Assertions.Expect(page.Locator("#text")).ToHaveValueAsync("");

        Assert.Equal("one\ntwo", (await _host.PendingTurnAsync(_id))!.Text);
        Assert.Empty(_complaints);
    }

    [ChromiumFact]
    public async Task File_IsUploadedAndATooLargeOneIsRefusedBefore()
    {
        await _host.SayAsync(_id, _id + "-1", SampleMessages.Welcome);
        var page = await OpenAsync();
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "big.csv", MimeType = "text/csv", Buffer = new byte[SharedWebHost.UploadLimit + 1] });
        Assert.Contains("big.csv has 300 kB", await page.Locator("#notice").InnerTextAsync(), StringComparison.Ordinal);

        await page.SetInputFilesAsync("#file", new FilePayload { Name = "customer data.csv", MimeType = "text/csv", Buffer = "a,b\n1,2\n"u8.ToArray() });
        await page.Locator("#working").WaitForAsync();

        Assert.Equal("customer data.csv", Assert.Single((await _host.PendingTurnAsync(_id))!.Files).Name);
        Assert.Empty(_complaints);
    }

    [ChromiumFact]
    public async Task AllCards_FitTheNarrowestPhone()
    {
        for (var i = 0; i < SampleMessages.All.Count; i++) await _host.SayAsync(_id, $"{_id}-{i}", SampleMessages.All[i]);
        var page = await OpenAsync(new ViewportSize { Width = 320, Height = 640 });

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.True(await page.EvaluateAsync<bool>("(() => { const t = document.getElementById('thread'); return t.scrollWidth <= t.clientWidth; })()"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Projects" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New project" }).WaitForAsync();
        Assert.Empty(_complaints);
    }

    private async Task<IPage> OpenAsync(ViewportSize? size = null, string? address = null)
    {
        var page = await _browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = size ?? new ViewportSize { Width = 1280, Height = 900 } });
        page.Console += (_, line) => _complaints.Add(line.Text);
        page.PageError += (_, error) => _complaints.Add(error);
        await page.GotoAsync(address ?? $"{_host.Address}projects/{_id}");
        return page;
    }
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Path is null) Skip = "No Chromium is installed: set CHROMIUM to its path.";
    }

    public static string? Path { get; } =
        new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
}
