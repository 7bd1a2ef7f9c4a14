using System.Xml.Linq;
using ChurnChatBot.Tests.Rendering;
using Microsoft.Playwright;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>The web channel as a person clicks it: what is read is what the browser holds, after the page's script did its work.</summary>
internal sealed class BrowserThread : IScenarioThread
{
    private const float Patience = 90_000;
    private readonly List<string> _complaints = [];
    private HashSet<string> _known = [];

    private BrowserThread(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>What the browser wrote to its console, and errors of scripts.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Opens a new project from the start page.</summary>
    public static async Task<BrowserThread> OpenAsync(IBrowser browser, Uri address, int width, int height, ColorScheme scheme)
    {
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        page.SetDefaultTimeout(Patience);
        var thread = new BrowserThread(page);
        page.Console += (_, line) => thread._complaints.Add(line.Text);
        page.PageError += (_, error) => thread._complaints.Add(error);
        await page.GotoAsync(address.OriginalString);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start a project" }).ClickAsync();
        await thread.WaitForCardAsync("I take a customer file");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "What is your name?" }).FillAsync("Ada");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        return thread;
    }

    public async Task SayAsync(string text)
    {
        await RememberAsync();
        await Page.Locator("#text").FillAsync(text);
        await Page.Locator("#text").PressAsync("Enter");
    }

    public async Task UploadAsync(string file)
    {
        await RememberAsync();
        await Page.SetInputFilesAsync("#file", file);
    }

    public async Task PressAsync(string label, params string[] untick)
    {
        await SettledAsync();
        await RememberAsync();
        var button = Page.Locator("article button[data-verb]").Filter(new() { HasText = label }).Last;
        var card = Page.Locator($"article[data-message-id='{await button.EvaluateAsync<string>("button => button.closest('article').dataset.messageId")}']");
        foreach (var words in untick)
            await card.Locator("label").Filter(new() { HasText = words }).Locator("input").UncheckAsync();
        await button.ClickAsync();
    }

    public async Task<ScenarioCard> WaitForCardAsync(string words)
    {
        // The reading waits in the browser, so that nothing is looked at in between.
        await Page.WaitForFunctionAsync(
            """
            ([words, known]) => [...document.querySelectorAll("article.bot")].some(card => !known.includes(card.dataset.messageId)
              && card.textContent.replace(/\p{Cf}/gu, "").replace(/\s+/g, " ").includes(words))
            """,
            new object[] { words, _known.ToArray() });
        return (await CardsAsync()).Last(card => card.IsBot && !_known.Contains(card.Id) && card.Says(words));
    }

    public async Task<IReadOnlyList<ScenarioCard>> SettledAsync()
    {
        await Assertions.Expect(Page.Locator("#working")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        return await CardsAsync();
    }

    public async Task<IReadOnlyList<ScenarioCard>> CardsAsync() => ThreadMarkup.Cards(await ReadAsync());

    /// <summary>The page fills its window and no more, and its thread cannot be moved sideways, whatever the cards hold.</summary>
    public async Task AssertFitsAsync()
    {
        var page = await Page.EvaluateAsync<int[]>("(({ scrollWidth, scrollHeight }) => [scrollWidth - innerWidth, scrollHeight - innerHeight])(document.documentElement)");
        var thread = await Page.EvaluateAsync<int>("(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.getElementById('thread'))");
        Assert.Equal([0, 0, 0], [.. page, thread]);
    }

    private async Task RememberAsync() => _known = [.. (await CardsAsync()).Select(card => card.Id)];

    private async Task<XElement> ReadAsync()
    {
        var html = await Page.EvaluateAsync<string>("new XMLSerializer().serializeToString(document.documentElement)");
        return Markup.Parse(html);
    }
}
