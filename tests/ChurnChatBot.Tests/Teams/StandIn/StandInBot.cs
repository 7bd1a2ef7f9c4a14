using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>The smallest bot there is: calls the stand-in as a bot would, so that the stand-in itself can be tested.</summary>
internal sealed class StandInBot : IDisposable
{
    private readonly HttpClient _http;
    private readonly StandInTeams _teams;
    private readonly HttpClientHandler _handler;

    private StandInBot(StandInTeams teams)
    {
        _teams = teams;
        // The certificate's own test is the one with the real client library.
        _handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        _http = new HttpClient(_handler) { Timeout = TimeSpan.FromSeconds(5) };
    }

    public static async Task<StandInBot> StartAsync(StandInTeams teams)
    {
        var bot = new StandInBot(teams);
        var answer = await bot.AskForTokenAsync(teams.Options.ClientSecret);
        bot._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)answer.Body?["access_token"]);
        return bot;
    }

    public Task<Answer> AskForTokenAsync(string secret, string? tenant = null, string scope = "https://api.botframework.com/.default")
    {
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _teams.Options.AppId,
            ["client_secret"] = secret,
            ["scope"] = scope,
        });
        return SendAsync(HttpMethod.Post, new Uri(_teams.Authority, $"{tenant ?? _teams.Options.TokenTenant}/oauth2/v2.0/token"), form);
    }

    public void Use(string? token) => _http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

    public Task<Answer> PostAsync(StandInConversation conversation, JsonObject activity, string tail = "") => CallAsync(HttpMethod.Post, Activities(conversation) + tail, activity.ToJsonString());

    public Task<Answer> PutAsync(StandInConversation conversation, string id, JsonObject activity) => CallAsync(HttpMethod.Put, $"{Activities(conversation)}/{id}", activity.ToJsonString());

    public Task<Answer> DeleteAsync(StandInConversation conversation, string id) => CallAsync(HttpMethod.Delete, $"{Activities(conversation)}/{id}");

    /// <param name="path">Below the service's address.</param>
    public Task<Answer> CallAsync(HttpMethod method, string path, string? body = null) =>
        SendAsync(method, new Uri(_teams.ServiceUrl + path), body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<Answer> SendAsync(HttpMethod method, Uri address, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var isJson = answer.Content.Headers.ContentType?.MediaType == "application/json";
        return new Answer((int)answer.StatusCode, text, isJson ? JsonNode.Parse(text) : null, answer.Headers.RetryAfter?.Delta);
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private static string Activities(StandInConversation conversation) => $"v3/conversations/{Uri.EscapeDataString(conversation.Id)}/activities";

    internal sealed record Answer(int Status, string Text, JsonNode? Body, TimeSpan? RetryAfter)
    {
        public string? Id => (string?)Body?["id"];

        public string? Code => (string?)Body?["error"]?["code"];

        public string? Message => (string?)Body?["error"]?["message"];
    }
}
