using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Slack.Api;
using ChurnChatBot.Slack.Install;

namespace ChurnChatBot.Slack.Files;

/// <summary>
/// Looks up a file of which a message told nothing but its id: those that come from another organisation over Slack Connect.
/// https://docs.slack.dev/reference/methods/files.info
/// </summary>
internal sealed class SlackFileInfo(SlackWebClient slack)
{
    /// <returns>The file with its address, or why it cannot be had.</returns>
    /// <exception cref="SlackApiException">Slack is not to be asked for now.</exception>
    public async Task<FoundFile> FindAsync(SlackFileSource file, BotToken token, CancellationToken cancellation)
    {
        try
        {
            var answer = await slack.CallAsync(new SlackCall("files.info", token.Value, new JsonObject { ["file"] = file.Id }) { TeamId = file.Team }, cancellation);
            var about = SlackAnswers.Part(answer, "file");
            var url = SlackAnswers.Text(about, "url_private_download") ?? SlackAnswers.Text(about, "url_private");
            if (url is null || SlackAnswers.Part(about, "is_external") is { ValueKind: JsonValueKind.True }) return new FoundFile { Problem = Elsewhere() };
            return new FoundFile { Url = url, Name = SlackAnswers.Text(about, "name"), Size = SizeOf(about) };
        }
        catch (SlackApiException refused) when (refused is { IsTransient: false, IsTokenExpired: false })
        {
            return new FoundFile { Problem = refused.Code == SlackApiException.MissingScope ? NoPermission() : Hidden() };
        }
    }

    public static FetchedFile NoPermission() => FetchedFile.Refused(
        "Slack does not let me read files here: I miss the permission files:read.",
        "Ask whoever installed me to add it and to install me again; then send the file once more.");

    private static FetchedFile Hidden() => FetchedFile.Refused("The file is not there any more, or I may not see it.", "Send the file again, into a conversation that I am in.");

    private static FetchedFile Elsewhere() => FetchedFile.Refused("The file is only linked here, and kept elsewhere.", "Upload the file itself.");

    private static long? SizeOf(JsonElement? about) => SlackAnswers.Part(about, "size") is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes) ? bytes : null;
}

internal sealed record FoundFile
{
    public string? Url { get; init; }

    public string? Name { get; init; }

    /// <summary>As Slack states it; null where it does not.</summary>
    public long? Size { get; init; }

    /// <summary>Why it cannot be had, in sentences; else null.</summary>
    public FetchedFile? Problem { get; init; }
}
