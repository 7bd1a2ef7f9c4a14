using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ChurnChatBot.Conversations.Transfers;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Files;

/// <summary>
/// Writes a file into an upload session of OneDrive, in ranges and in order. A session remembers what it has, so one that a crash left half
/// written is gone on with. https://learn.microsoft.com/graph/api/driveitem-createuploadsession
/// </summary>
internal sealed class FileUploads(FileHosts hosts, IArtifactStore artifacts)
{
    /// <summary>Ranges are multiples of 320 KiB.</summary>
    public const int RangeBytes = 10 * 320 * 1024;

    private const int LargestAnswer = 64 * 1024;
    private const int MostResumes = 5;
    private static readonly TimeSpan RangeLimit = TimeSpan.FromMinutes(2);

    private enum RangeOutcome
    {
        Taken,

        /// <summary>The session waits for other bytes.</summary>
        NotExpected,
        Refused,
    }

    /// <returns>False where the session does not take it: it has expired, or the file is complete already.</returns>
    /// <exception cref="ForeignAddressException">The address is not one where files are kept.</exception>
    /// <exception cref="FileNotFoundException">The file is not kept any more.</exception>
    /// <exception cref="HttpRequestException">The session could not be reached for now.</exception>
    public async Task<bool> WriteAsync(Uri session, FileOffer file, CancellationToken cancellation)
    {
        await using var stream = artifacts.OpenRead(file.ArtifactHash);
        var buffer = new byte[RangeBytes];
        var resumes = 0;
        while (stream.Position < stream.Length)
        {
            var from = stream.Position;
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            switch (await PutAsync(session, buffer.AsMemory(0, length), new ContentRangeHeaderValue(from, from + length - 1, stream.Length), cancellation))
            {
                case RangeOutcome.Taken:
                    break;
                case RangeOutcome.NotExpected when resumes++ < MostResumes && await ExpectedAsync(session, cancellation) is { } expected && expected < stream.Length:
                    stream.Position = expected;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private async Task<RangeOutcome> PutAsync(Uri session, ReadOnlyMemory<byte> bytes, ContentRangeHeaderValue range, CancellationToken cancellation)
    {
        using var content = new ReadOnlyMemoryContent(bytes);
        content.Headers.ContentRange = range;
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await hosts.WriteAsync(HttpMethod.Put, session, content, RangeLimit, cancellation);
        if (response.IsSuccessStatusCode) return RangeOutcome.Taken;
        if ((int)response.StatusCode == 416) return RangeOutcome.NotExpected;
        if ((int)response.StatusCode is >= 300 and < 500 and not (408 or 429)) return RangeOutcome.Refused;
        throw new HttpRequestException(HttpRequestError.InvalidResponse, statusCode: response.StatusCode);
    }

    /// <returns>The first byte that the session still waits for; null where it does not say.</returns>
    private async Task<long?> ExpectedAsync(Uri session, CancellationToken cancellation)
    {
        using var response = await hosts.GetAsync(session, cancellation);
        if (!response.IsSuccessStatusCode) return null;
        await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellation);
        try
        {
            var status = JsonSerializer.Deserialize<SessionStatus>(await response.Content.ReadAsByteArrayAsync(cancellation), ProtocolJson.Options);
            // "12345-" or "12345-55232"
            return status?.NextExpectedRanges is [{ } first, ..] && long.TryParse(first.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record SessionStatus(IReadOnlyList<string>? NextExpectedRanges);
}
