using System.Net;
using System.Net.Http.Json;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Tests.Rendering;
using ChurnChatBot.Web;

namespace ChurnChatBot.Tests.Web;

public sealed class WebEndpointTests(SharedWebHost shared) : IClassFixture<SharedWebHost>
{
    private readonly string _id = ConversationId.New();
    private readonly WebHost _host = shared.Host;

    [Fact]
    public async Task Start_WithoutProjects_OffersToBeginOne()
    {
        await using var empty = await WebHost.StartAsync();

        var page = Markup.Parse(await empty.Client.GetStringAsync("/"));

        Assert.Equal(2, page.All("form").Count);
        Assert.All(page.All("form"), form => Assert.Equal(("post", "/projects"), (form.Get("method"), form.Get("action"))));
    }

    [Fact]
    public async Task Start_WithProjects_GoesToTheNewest()
    {
        await _host.SayAsync(_id, "m1-" + _id, SampleMessages.Welcome, at: DateTimeOffset.MaxValue.AddDays(-1));

        var answer = await _host.Client.GetAsync("/");

        Assert.Equal((HttpStatusCode.Redirect, $"/projects/{_id}"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task NewProject_StoresAWelcomeTurnAndOpensIt()
    {
        var answer = await _host.Client.PostAsync("/projects", null);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var id = answer.Headers.Location!.OriginalString["/projects/".Length..];
        Assert.True(ConversationId.IsValid(id));
        var turn = await _host.PendingTurnAsync(id);
        Assert.Equal(ActionVerb.Welcome, turn!.Action!.Command.Verb);
        var page = Markup.Parse(await _host.Client.GetStringAsync("/projects/" + id));
        Assert.Null(page.All("div", "working").Single().Get("hidden"));
    }

    [Fact]
    public async Task Thread_IsWholeOnReloadAndInOrder()
    {
        await _host.SayAsync(_id, M(1), SampleMessages.Welcome);
        await _host.SayAsync(_id, M(2), new ReplyMessage(new Paragraph("hello")), "Ada");
        await _host.SayAsync(_id, M(1), SampleMessages.Profile);

        var page = Markup.Parse(await _host.Client.GetStringAsync("/projects/" + _id));

        Assert.Equal([M(1), M(2)], page.All("article").Select(article => article.Get("data-message-id")));
        Assert.Equal("2", page.All("article")[0].Get("data-revision"));
        Assert.Equal("Ada", page.All("article")[1].One("span", "author").Value);
        Assert.Equal("customer_data.csv", page.One("h1").Value);
    }

    [Fact]
    public async Task Page_HasAStrictPolicyAndNothingInline()
    {
        await _host.SayAsync(_id, M(1), SampleMessages.Cleaning);

        var answer = await _host.Client.GetAsync("/projects/" + _id);

        Assert.Equal(SameOriginGuard.ContentSecurityPolicy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var page = Markup.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("", page.One("script").Value);
        Assert.Empty(page.All("style"));
        page.One("script").Remove();
        Markup.AssertHarmless(page);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    public async Task ForeignHost_IsRefused(string host)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = host } };

        Assert.Equal(HttpStatusCode.Forbidden, (await _host.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task LoopbackName_IsServed()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = "localhost:" + _host.Address.Port } };

        Assert.Equal(HttpStatusCode.OK, (await _host.Client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData(null)]
    public async Task PostOfAnotherOrigin_IsRefusedAndStoresNothing(string? origin)
    {
        using var foreign = new HttpClient { BaseAddress = _host.Address };
        if (origin is not null) foreign.DefaultRequestHeaders.Add("Origin", origin);

        foreach (var path in new[] { "/projects", "/person", $"/projects/{_id}/turns", $"/projects/{_id}/files?turn={Guid.NewGuid()}&name=a.csv" })
            Assert.Equal(HttpStatusCode.Forbidden, (await foreign.PostAsJsonAsync(path, new { turnId = Guid.NewGuid(), text = "hi" })).StatusCode);
        Assert.Null(await _host.PendingTurnAsync(_id));
    }

    [Fact]
    public async Task Assets_AreKeptByHashAndAnswerToTheirTag()
    {
        var page = Markup.Parse(await _host.Client.GetStringAsync("/projects/" + _id));
        foreach (var address in page.All("link").Select(link => link.Get("href")!).Append(page.One("script").Get("src")!))
        {
            var answer = await _host.Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

            var again = new HttpRequestMessage(HttpMethod.Get, address);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await _host.Client.SendAsync(again)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Client.GetAsync("/assets/page.0000000000000000.js")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Client.GetAsync("/assets/..%2f..%2fappsettings.json")).StatusCode);
    }

    [Theory]
    [InlineData("/projects/short")]
    [InlineData("/projects/..%2f..%2fetc")]
    [InlineData("/projects/ABCDEF00000000000000000000000000")]
    [InlineData("/projects/short/events")]
    public async Task UnknownIds_AreNotFound(string path) => Assert.Equal(HttpStatusCode.NotFound, (await _host.Client.GetAsync(path)).StatusCode);

    [Fact]
    public async Task Name_IsRememberedInAStrictCookieAndCleaned()
    {
        using var browser = _host.NewClient();
        var answer = await browser.PostAsJsonAsync("/person", new { name = " \u202EAda\n<b> " });

        Assert.Contains("samesite=strict", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        await browser.PostAsJsonAsync($"/projects/{_id}/turns", new { turnId = Guid.NewGuid(), text = "hello" });
        var person = (await _host.PendingTurnAsync(_id))!.Person;
        Assert.Equal("Ada<b>", person.Name);
        Assert.StartsWith("web:", person.Id, StringComparison.Ordinal);
        var page = Markup.Parse(await browser.GetStringAsync("/projects/" + _id));
        Assert.Equal("Ada<b>", page.One("strong").Value);
        Assert.NotNull(page.One("form", "name-form").Get("hidden"));
    }

    [Theory]
    [InlineData("bot", "You")]
    [InlineData(" Ada  Lovelace ", "Ada  Lovelace")]
    [InlineData("\u200F\u0007", "")]
    public void CleanName_IsNeverTheBots(string name, string expected) => Assert.Equal(expected, WebPerson.Clean(name));

    [Fact]
    public async Task UnreadableMessage_DoesNotTakeTheThreadDown()
    {
        await _host.SayAsync(_id, M(1), SampleMessages.Welcome);
        await _host.SayRawAsync(_id, M(2), """{"sections":[{"section":"hologram"}]}""");

        var page = Markup.Parse(await _host.Client.GetStringAsync("/projects/" + _id));

        Assert.Equal(2, page.All("article").Count);
        Assert.Contains("problem", Markup.Looks(page.All("article")[1]));
    }

    private string M(int number) => $"{_id}-{number}";
}
