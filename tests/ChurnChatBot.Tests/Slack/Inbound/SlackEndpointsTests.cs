using System.Net;
using System.Text.Json.Nodes;
using static ChurnChatBot.Tests.Slack.Inbound.SamplePayloads;

namespace ChurnChatBot.Tests.Slack.Inbound;

/// <summary>What is taken over HTTP, what is refused and with what, before anything of it means something.</summary>
public sealed class SlackEndpointsTests : IAsyncLifetime
{
    private const string Json = "application/json", Form = "application/x-www-form-urlencoded";
    private SlackHost _host = null!;

    public async Task InitializeAsync() => _host = await SlackHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    private async Task<HttpStatusCode> PostAsync(string path, string body, string mediaType = Json, Action<HttpRequestMessage>? change = null)
    {
        using var answer = await _host.PostAsync(path, body, mediaType, change);
        return answer.StatusCode;
    }

    private static void Unsigned(HttpRequestMessage request) => request.Headers.Remove("X-Slack-Signature");

    [Theory]
    [InlineData("events")]
    [InlineData("interactions")]
    [InlineData("commands")]
    public async Task Endpoints_WithoutASecret_AreNotThere(string path)
    {
        await using var other = await SlackHost.StartAsync(_ => new ChurnChatBot.Slack.SlackOptions());
        using var answer = await other.PostAsync(path, "{}", Json);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task UrlVerification_IsAnsweredWithItsChallenge_WhenItIsSigned()
    {
        const string Body = """{"type":"url_verification","token":"x","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}""";
        using var answer = await _host.PostAsync("events", Body, Json);

        Assert.Equal("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("events", Body, change: Unsigned));
    }

    [Theory]
    [InlineData("commands", HttpStatusCode.OK)]
    [InlineData("interactions", HttpStatusCode.OK)]
    public async Task SslCheck_ComesUnsigned_AndNothingElseInItCounts(string path, HttpStatusCode status)
    {
        Assert.Equal(status, await PostAsync(path, "ssl_check=1&token=x&command=%2Fchurn&text=status&team_id=T1&channel_id=C1&user_id=U1&trigger_id=1", Form, Unsigned));
        Assert.True(await _host.IsEmptyAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(path, "ssl_check=0&token=x", Form, Unsigned));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(path, "ssl_check=1&ssl_check=1", Form, Unsigned));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    public async Task Events_AreJson(string mediaType, HttpStatusCode status) => Assert.Equal(status, await PostAsync("events", Envelope(Message("hi", "D1")).ToJsonString(), mediaType));

    [Theory]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.OK)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("Application/X-WWW-Form-Urlencoded;charset=\"UTF-8\"", HttpStatusCode.OK)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=x", HttpStatusCode.UnsupportedMediaType)]
    public async Task Interactions_AreForms(string mediaType, HttpStatusCode status)
    {
        var body = "payload=" + Uri.EscapeDataString("""{"type":"view_closed","user":{"id":"U1"},"team":{"id":"T1"}}""");
        Assert.Equal(status, await PostAsync("interactions", body, mediaType));
    }

    [Fact]
    public async Task Bodies_ThatAreNotWhatSlackSends_AreRefused()
    {
        foreach (var body in (string[])["", "{", "[]", "null", "5", """{"type":"event_callback"}""", """{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":7}""",
            """{"type":"event_callback","event_id":{},"team_id":"T1","event":{"type":"message"}}""", """{"type":"url_verification"}""",
            """{"type":"event_callback","x":""" + string.Concat(Enumerable.Repeat("""{"a":""", 100)) + "1" + new string('}', 101)])
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("events", body));
        foreach (var body in (string[])["", "payload", "payload=%7B", "payload=%5B%5D", "payload=%7B%7D", "payload=%7B%7D&payload=%7B%7D", "other=%7B%7D"])
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("interactions", body, Form));
        foreach (var body in (string[])["", "command=%2Fchurn", "command=%2Fchurn&team_id=T1&channel_id=C%2F1&user_id=U1&trigger_id=1", string.Join('&', Enumerable.Range(0, 500).Select(i => $"a{i}=1"))])
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("commands", body, Form));
        Assert.True(await _host.IsEmptyAsync());
    }

    [Fact]
    public async Task Body_OfTenMegabytes_IsRefusedBeforeItIsRead()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync("events", new string(' ', 10 << 20)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync("events", new string(' ', 2 << 20), change: request => request.Headers.TransferEncodingChunked = true));
    }

    [Fact]
    public async Task Unsigned_IsRefusedAndDoesNothing()
    {
        var body = Envelope(Message("hi", "D1")).ToJsonString();

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("events", body, change: Unsigned));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("events", body, change: request =>
        {
            request.Headers.Remove("X-Slack-Signature");
            request.Headers.TryAddWithoutValidation("X-Slack-Signature", SlackHost.Sign(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), body, "another secret"));
        }));
        Assert.True(await _host.IsEmptyAsync());
    }

    [Theory]
    [InlineData("""{"type":"app_rate_limited","team_id":"T1","minute_rate_limited":1518467820}""")]
    [InlineData("""{"type":"something_new"}""")]
    [InlineData("""{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"never_heard_of","channel":5}}""")]
    public async Task UnknownTypes_AreAcknowledgedAndDoNothing(string body)
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("events", body));
        Assert.True(await _host.IsEmptyAsync());
    }

    [Theory]
    [InlineData("type")]
    [InlineData("user")]
    [InlineData("text")]
    [InlineData("ts")]
    [InlineData("channel")]
    [InlineData("team")]
    public async Task Message_WithAPartMissingOrOfAnotherKind_NeverCrashes(string part)
    {
        foreach (var value in (JsonNode?[])[null, 5, new JsonObject(), new JsonArray(1), new string('x', 90), new string('x', 9_000), "1/2"])
        {
            var status = await PostAsync("events", Envelope(Message("hi", "D1").With(part, value)).ToJsonString());
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{part} = {value?.ToJsonString()[..Math.Min(20, value.ToJsonString().Length)]}: {status}");
        }
    }

    [Fact]
    public async Task Ids_OfTheGreatestLength_StillMakeAConversation()
    {
        string Long(char first) => first + new string('7', 59);
        using var answer = await _host.EventAsync(Envelope(Message("hi", Long('D'), Long('1'), user: Long('U')), team: Long('T')));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(await _host.TakeAsync($"{Long('T')}/{Long('D')}/{Long('1')}"));
    }

    [Fact]
    public async Task Log_HoldsNothingThatWasWritten()
    {
        await PostAsync("events", Envelope(Message("my salary is a secret", "D1")).ToJsonString());
        await PostAsync("events", "my salary is a secret");
        await PostAsync("commands", "text=my+salary+is+a+secret", Form);
        await PostAsync("interactions", "payload=my+salary+is+a+secret", Form);

        Assert.Contains("was refused (body) with 400", _host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("salary", _host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(SlackHost.Secret, _host.Log.Text, StringComparison.Ordinal);
    }
}
