using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations.Transfers;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack.Api;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Slack.Files;

/// <summary>
/// Puts a file into a thread, in three steps: Slack names an address, takes the bytes there, and shows the file once it is told where. Until the
/// last step nobody sees anything of it. https://docs.slack.dev/messaging/working-with-files#uploading_files
/// </summary>
internal sealed class FileUploads([FromKeyedServices(SlackNames.Channel)] FileHosts hosts, SlackWebClient slack, IArtifactStore artifacts)
{
    /// <summary>For the bytes of one file; ten megabytes of results take seconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <returns>Id of the file, which people see from now on.</returns>
    /// <exception cref="FileNotFoundException">The file is not kept any more.</exception>
    /// <exception cref="ForeignAddressException">Slack named an address that is none of its own.</exception>
    /// <exception cref="SlackApiException">Slack does not take it.</exception>
    /// <exception cref="HttpRequestException">The file could not be written for now.</exception>
    public async Task<string> PutAsync(SlackPlace place, FileOffer file, BotToken token, CancellationToken cancellation)
    {
        await using var content = artifacts.OpenRead(file.ArtifactHash);
        var name = FileName.Clean(file.Name);
        var (address, id) = await AskAsync(place, new JsonObject { ["filename"] = name, ["length"] = content.Length.ToString(CultureInfo.InvariantCulture) }, token, cancellation);
        using var bytes = new StreamContent(content);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await hosts.WriteAsync(HttpMethod.Post, address, bytes, Limit, cancellation);
        if (!response.IsSuccessStatusCode) throw new HttpRequestException(HttpRequestError.InvalidResponse, statusCode: response.StatusCode);
        await slack.CallAsync(new SlackCall("files.completeUploadExternal", token.Value, Completion(place, id, name)) { TeamId = place.TeamId }, cancellation);
        return id;
    }

    private async Task<(Uri Address, string Id)> AskAsync(SlackPlace place, JsonObject arguments, BotToken token, CancellationToken cancellation)
    {
        var call = new SlackCall("files.getUploadURLExternal", token.Value, arguments) { TeamId = place.TeamId };
        var answer = await slack.CallAsync(call, cancellation);
        return Uri.TryCreate(SlackAnswers.Text(answer, "upload_url"), UriKind.Absolute, out var address) && SlackAnswers.Text(answer, "file_id") is { Length: > 0 } id
            ? (address, id)
            : throw new SlackApiException(call.Method, SlackApiException.NoJson, []);
    }

    private static JsonObject Completion(SlackPlace place, string id, string name)
    {
        var arguments = new JsonObject { ["files"] = new JsonArray(new JsonObject { ["id"] = id, ["title"] = name }), ["channel_id"] = place.ChannelId };
        if (place.ThreadTs is { } thread) arguments["thread_ts"] = thread;
        return arguments;
    }
}
