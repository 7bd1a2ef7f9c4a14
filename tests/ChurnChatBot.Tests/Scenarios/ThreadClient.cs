using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using ChurnChatBot.Tests.Rendering;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>The web channel over bare HTTP: what the page's script would send, and the page as the server renders it.</summary>
internal sealed class ThreadClient : IScenarioThread, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>How long a thread that works on nothing may stay without what is waited for.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(60);
    private readonly HttpClient _http;
    private HashSet<string> _known = [];

    private ThreadClient(HttpClient http, string path)
    {
        _http = http;
        Path = path;
    }

    /// <summary>Address of the thread, below the bot's.</summary>
    public string Path { get; }

    /// <summary>Opens a new project and waits for its welcome.</summary>
    public static async Task<ThreadClient> OpenAsync(BotProcess bot)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = bot.Address };
        http.DefaultRequestHeaders.Add("Origin", bot.Address.OriginalString);
        using var answer = await http.PostAsync(new Uri("/projects", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var thread = new ThreadClient(http, answer.Headers.Location!.OriginalString);
        await thread.WaitForCardAsync("I take a customer file");
        return thread;
    }

    public async Task SayAsync(string text)
    {
        await RememberAsync();
        await SendAsync(new { turnId = Guid.NewGuid(), text });
    }

    /// <summary>Only sends: for what is said without waiting to be heard.</summary>
    public Task SayAtOnceAsync(string text, Guid turnId) => SendAsync(new { turnId, text });

    public async Task UploadAsync(string file)
    {
        await RememberAsync();
        await using var content = File.OpenRead(file);
        using var body = new StreamContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var address = $"{Path}/files?name={Uri.EscapeDataString(System.IO.Path.GetFileName(file))}&turn={Guid.NewGuid()}";
        using var answer = await _http.PostAsync(new Uri(address, UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    public async Task PressAsync(string label, params string[] untick)
    {
        var cards = await SettledAsync();
        var card = cards.LastOrDefault(card => card.Buttons.Any(Fits)) ?? throw new InvalidOperationException($"No button says “{label}”:\n{Newest(cards)}");
        await PressAsync(card, card.Buttons.First(Fits), untick);

        bool Fits(ScenarioButton button) => button.Label.Contains(label, StringComparison.Ordinal);
    }

    /// <summary>Presses the button of a card that may no longer be shown as it was.</summary>
    public async Task PressAsync(ScenarioCard card, ScenarioButton button, params string[] untick)
    {
        await RememberAsync();
        await PressAtOnceAsync(card, button, Guid.NewGuid(), untick);
    }

    /// <summary>Only sends, under a turn id of one's own.</summary>
    public async Task PressAtOnceAsync(ScenarioCard card, ScenarioButton button, Guid turnId, params string[] untick)
    {
        foreach (var words in untick) Assert.Single(card.Toggles, toggle => toggle.Says(words));
        var ticked = card.Toggles.Where(toggle => toggle.IsOn && !untick.Any(toggle.Says)).Select(toggle => toggle.Id);
        var inputs = new Dictionary<string, string>();
        if (card.Toggles.Count > 0) inputs["items"] = string.Join(',', ticked);
        var data = JsonSerializer.Deserialize<Dictionary<string, string>>(button.Command);
        await SendAsync(new { turnId, action = new { verb = button.Verb, data, inputs, messageId = card.Id } });
    }

    public Task<ScenarioCard> WaitForCardAsync(string words) => UntilAsync(words,
        (cards, _) => cards.LastOrDefault(card => card.IsBot && !_known.Contains(card.Id) && card.Says(words)));

    public Task<IReadOnlyList<ScenarioCard>> SettledAsync() => UntilAsync("nothing being worked on", (cards, isWorking) => isWorking ? null : cards);

    /// <summary>The thread as it stands now, whether or not something is being worked on.</summary>
    public async Task<IReadOnlyList<ScenarioCard>> CardsAsync() => ThreadMarkup.Cards(await PageAsync());

    public async Task<T> UntilAsync<T>(string what, Func<IReadOnlyList<ScenarioCard>, bool, T?> look)
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        var lastWork = started;
        while (true)
        {
            var page = await PageAsync();
            var (cards, isWorking) = (ThreadMarkup.Cards(page), ThreadMarkup.IsWorking(page));
            if (look(cards, isWorking) is { } found) return found;
            if (isWorking) lastWork = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(started) > Patience || Stopwatch.GetElapsedTime(lastWork) > Silence)
                throw new TimeoutException($"Waited for: {what}\n{Newest(cards)}");
            await Task.Delay(Look);
        }
    }

    public Task<HttpResponseMessage> GetAsync(string address) => _http.GetAsync(new Uri(address, UriKind.Relative));

    public async Task<byte[]> DownloadAsync(string address, string mediaType)
    {
        using var answer = await GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, mediaType), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => _http.Dispose();

    private async Task RememberAsync() => _known = [.. (await CardsAsync()).Select(card => card.Id)];

    private async Task SendAsync(object turn)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(Path + "/turns", UriKind.Relative), turn);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task<XElement> PageAsync() => Markup.Parse(await _http.GetStringAsync(new Uri(Path, UriKind.Relative)));

    private static string Newest(IReadOnlyList<ScenarioCard> cards) => string.Join('\n', cards.TakeLast(4).Select(card => card.Text.Length > 800 ? card.Text[..800] : card.Text));
}
