using System.Buffers;

namespace ChurnChatBot.Storage;

/// <summary>Uploads, frames, models and reports by the hash of their content. What is stored never changes.</summary>
internal interface IArtifactStore
{
    /// <summary>Stores a stream to its end. The same content is stored once.</summary>
    /// <exception cref="ArtifactTooLargeException">There were more bytes than allowed; nothing is kept.</exception>
    Task<StoredArtifact> SaveAsync(Stream content, long maxBytes, CancellationToken cancellation);

    /// <exception cref="ArgumentException">The hash is not 64 lower-case hex digits.</exception>
    /// <exception cref="FileNotFoundException">There is no such artifact.</exception>
    Stream OpenRead(string hash);

    /// <exception cref="ArgumentException">The hash is not 64 lower-case hex digits.</exception>
    bool Exists(string hash);

    /// <summary>Removes the artifact; one that is not there is removed already.</summary>
    /// <exception cref="ArgumentException">The hash is not 64 lower-case hex digits.</exception>
    void Delete(string hash);

    /// <returns>Hashes of everything that was last saved before then.</returns>
    IEnumerable<string> SavedBefore(DateTimeOffset time);
}

/// <param name="Hash">SHA-256 of the content as 64 lower-case hex digits.</param>
/// <param name="Size">Bytes.</param>
internal sealed record StoredArtifact(string Hash, long Size);

internal static class ArtifactHash
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static bool IsValid(string hash) => hash.Length == 64 && !hash.AsSpan().ContainsAnyExcept(HexDigits);

    // A hash becomes part of a path and may come from a request: anything else must not get there.
    public static void Require(string hash)
    {
        if (!IsValid(hash)) throw new ArgumentException("Expected an artifact hash of 64 lower-case hex digits.", nameof(hash));
    }
}

internal sealed class ArtifactTooLargeException(long maxBytes)
    : Exception($"The content has more than the {maxBytes.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture)} bytes that are allowed.")
{
    public long MaxBytes => maxBytes;
}
