using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Tests.Slack.StandIn.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>Addresses at which a bot answers an action or a command without a token: five times in thirty minutes.</summary>
internal sealed class ResponseUrls(StandInSlack slack)
{
    private const int MostUses = 5;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly ConcurrentDictionary<string, Opening> _openings = new();

    /// <param name="message">What was acted on; null for a command.</param>
    public Uri Open(StandInChannel channel, StandInUser user, PostedMessage? message)
    {
        var key = Guid.NewGuid().ToString("N");
        _openings[key] = new Opening(channel, user, message, slack.Options.Clock.GetUtcNow());
        return new Uri(slack.Root, $"actions/{channel.Workspace.TeamId}/{key}");
    }

    public void Map(WebApplication app) => app.MapPost("/actions/{team}/{key}", AnswerAsync);

    /// <summary>Shows what was answered to a command or an action, here or in the body of the acknowledgement.</summary>
    /// <returns>Null where it was taken.</returns>
    public WebApiRefusal? Show(StandInChannel channel, StandInUser user, PostedMessage? message, JsonObject answer)
    {
        var original = message?.IsDeleted == false ? message : null;
        if (IsTrue(answer, "delete_original"))
        {
            original?.Delete();
            return original is null ? new WebApiRefusal("message_not_found") : null;
        }

        if (BlockRules.Check(answer["blocks"]) is { } refusal) return refusal;
        var content = new MessageContent((string?)answer["text"] ?? "", BlockElements.WithIds(answer["blocks"] as JsonArray ?? []));
        if (content is { Text.Length: 0, Blocks.Count: 0 }) return new WebApiRefusal("no_text");
        if (IsTrue(answer, "replace_original") && original is not null) original.Update(content, slack.Options.Clock.GetUtcNow());
        else slack.Post(channel, content, (string?)answer["thread_ts"], (string?)answer["response_type"] == "in_channel" ? null : user);
        return null;
    }

    private async Task<IResult> AnswerAsync(HttpContext context, string key)
    {
        if (!_openings.TryGetValue(key, out var opening)) return Refuse(404, new WebApiRefusal("invalid_url"));
        if (slack.Options.Clock.GetUtcNow() - opening.At > Life) return Refuse(404, new WebApiRefusal("expired_url"));
        if (!opening.Use()) return Refuse(404, new WebApiRefusal("used_url"));
        if (context.Request.Headers.Authorization.Count > 0) slack.Violate("A token was sent to a response_url.");
        try
        {
            if (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) is not JsonObject answer) return Refuse(400, new WebApiRefusal("invalid_payload"));
            return Show(opening.Channel, opening.User, opening.Message, answer) is { } refusal ? Refuse(400, refusal) : Results.Text("ok");
        }
        catch (JsonException)
        {
            return Refuse(400, new WebApiRefusal("invalid_payload"));
        }
    }

    private static bool IsTrue(JsonObject answer, string name) => answer[name]?.GetValueKind() == JsonValueKind.True;

    private static IResult Refuse(int status, WebApiRefusal refusal) => Results.Json(WebApiEndpoints.Answer(refusal), statusCode: status);

    private sealed class Opening(StandInChannel channel, StandInUser user, PostedMessage? message, DateTimeOffset at)
    {
        private int _uses;

        public StandInChannel Channel { get; } = channel;

        public StandInUser User { get; } = user;

        public PostedMessage? Message { get; } = message;

        public DateTimeOffset At { get; } = at;

        public bool Use() => Interlocked.Increment(ref _uses) <= MostUses;
    }
}
