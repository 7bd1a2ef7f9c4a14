using System.Text.Json.Nodes;
using ChurnChatBot.Slack.Api;
using ChurnChatBot.Slack.Install;

namespace ChurnChatBot.Slack.Outbound;

/// <summary>
/// What an agent shows around its threads: that it is at it, what one might ask, and what a thread is about. All of it is an extra: nothing waits
/// for it, and a failure is no harm. https://docs.slack.dev/ai/developing-agents
/// </summary>
internal sealed partial class AssistantThreads(SlackWebClient slack, Installations installations, SlackOptions options, ILogger<AssistantThreads> log)
{
    private const int MostPrompts = 4;
    private const int LongestStatus = 50;
    private const int LongestTitle = 100;
    private const int LongestPrompt = 500;

    /// <summary>Whether there is a status to show: in threads of direct messages, where the app shows itself as an agent or an assistant.</summary>
    public bool HaveStatus(SlackPlace place) => options.View != SlackView.Messages && place is { IsShared: false, ThreadTs: not null };

    /// <param name="status">As in "Churn Bot …"; empty to take it away.</param>
    public Task SetStatusAsync(SlackPlace place, string status, CancellationToken cancellation) => HaveStatus(place)
        ? TryAsync("assistant.threads.setStatus", place, new JsonObject { ["channel_id"] = place.ChannelId, ["thread_ts"] = place.ThreadTs, ["status"] = Cut(status, LongestStatus) }, cancellation)
        : Task.CompletedTask;

    /// <param name="place">In an agent, the direct message: its prompts stand above every thread, and a thread must not be named for them.</param>
    public Task SuggestAsync(SlackPlace place, string title, IReadOnlyList<SuggestedPrompt> prompts, CancellationToken cancellation)
    {
        if (options.View == SlackView.Messages || place.IsShared || prompts.Count == 0) return Task.CompletedTask;
        var arguments = new JsonObject
        {
            ["channel_id"] = place.ChannelId,
            ["title"] = Cut(title, LongestTitle),
            ["prompts"] = new JsonArray([.. prompts.Take(MostPrompts).Select(prompt => new JsonObject { ["title"] = Cut(prompt.Title, LongestTitle), ["message"] = Cut(prompt.Message, LongestPrompt) })]),
        };
        if (options.View == SlackView.Assistant) arguments["thread_ts"] = place.ThreadTs;
        return TryAsync("assistant.threads.setSuggestedPrompts", place, arguments, cancellation);
    }

    public Task SetTitleAsync(SlackPlace place, string title, CancellationToken cancellation) => HaveStatus(place)
        ? TryAsync("assistant.threads.setTitle", place, new JsonObject { ["channel_id"] = place.ChannelId, ["thread_ts"] = place.ThreadTs, ["title"] = Cut(title, LongestTitle) }, cancellation)
        : Task.CompletedTask;

    private async Task TryAsync(string method, SlackPlace place, JsonObject arguments, CancellationToken cancellation)
    {
        try
        {
            if (await installations.TokenAsync(place.TeamId, cancellation) is not { } token) return;
            await slack.CallAsync(new SlackCall(method, token.Value, arguments) { TeamId = place.TeamId, IsRepeated = false }, cancellation);
        }
        catch (SlackApiException refused)
        {
            LogRefused(method, refused.Code);
        }
        // Whatever else kept it from being shown, the answer itself comes by another way.
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            LogNotShown(method, problem.GetType().Name);
        }
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} was answered with {Code}.")]
    private partial void LogRefused(string method, string code);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} could not be called ({Problem}).")]
    private partial void LogNotShown(string method, string problem);
}

/// <param name="Title">On the button.</param>
/// <param name="Message">What pressing it says.</param>
internal sealed record SuggestedPrompt(string Title, string Message);
