using System.Net;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Conversations.Transfers;

/// <summary>How much of a file a channel takes, and for how long it waits for it.</summary>
/// <param name="Channel">Names the limit in what is said about it.</param>
internal sealed record ReceptionLimits(string Channel, long MostBytes, TimeSpan Timeout);

/// <summary>
/// What the download of a file has in common wherever it is kept: it ends in time, is no larger than promised, and goes into the artifact store as it
/// comes. What will never work is refused in sentences; what may work later is thrown, and the turn is tried again.
/// </summary>
internal sealed class FileReception(IArtifactStore artifacts, ReceptionLimits limits, TimeProvider time)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    /// <param name="foreign">What is said of an address that is not one of the channel's.</param>
    public async Task<FetchedFile> FetchAsync(Func<CancellationToken, Task<FetchedFile>> fetch, FetchedFile foreign, CancellationToken cancellation)
    {
        using var ended = new CancellationTokenSource(limits.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellation);
        try
        {
            return await fetch(either.Token);
        }
        catch (ForeignAddressException)
        {
            return foreign;
        }
        catch (ArtifactTooLargeException)
        {
            return TooLarge(null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return FetchedFile.Refused("The file did not arrive in time.", "Send it again, or a smaller one.");
        }
    }

    /// <returns>The status for which there is no use in trying again; null where the file is there.</returns>
    /// <exception cref="HttpRequestException">The file could not be had for now.</exception>
    public static HttpStatusCode? Refusal(HttpResponseMessage response)
    {
        if ((int)response.StatusCode is >= 400 and < 500 and not (408 or 429)) return response.StatusCode;
        return response.StatusCode == HttpStatusCode.OK ? null : throw new HttpRequestException(HttpRequestError.InvalidResponse, statusCode: response.StatusCode);
    }

    /// <param name="name">Null for one that the turn names already.</param>
    public async Task<FetchedFile> StoreAsync(HttpContent received, string? name, CancellationToken cancellation)
    {
        if (Oversize(received.Headers.ContentLength) is { } tooLarge) return tooLarge;
        await using var content = new IdleLimit(await received.ReadAsStreamAsync(cancellation), Idle, time);
        var stored = await artifacts.SaveAsync(content, limits.MostBytes, cancellation);
        return new FetchedFile { ArtifactHash = stored.Hash, Size = stored.Size, Name = name is { Length: > 0 } ? FileName.Clean(name) : null };
    }

    /// <returns>The refusal of a file that is known to be too large; null for every other.</returns>
    public FetchedFile? Oversize(long? size) => size > limits.MostBytes ? TooLarge(size) : null;

    private FetchedFile TooLarge(long? size)
    {
        var most = RichText.Of($"the {Fact.Bytes(limits.Channel + ".max_upload", limits.MostBytes)} that I take");
        return FetchedFile.Refused(
            size is { } bytes ? RichText.Of($"The file has {Fact.Bytes("upload.size", bytes)}, more than {most}.") : RichText.Of($"The file is larger than {most}."),
            "Send a smaller one: fewer rows or fewer columns.");
    }
}
