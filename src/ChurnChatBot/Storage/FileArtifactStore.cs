using System.Buffers;
using System.Security.Cryptography;

namespace ChurnChatBot.Storage;

/// <summary>
/// Artifacts as files in a local folder, named by their hash, two levels deep. A file is written under another name, synced and then
/// renamed: a name that is a hash always has its whole content, whenever the process dies.
/// </summary>
internal sealed class FileArtifactStore : IArtifactStore
{
    private const int BufferSize = 128 * 1024;
    private readonly string _root;
    private readonly string _incoming;

    /// <param name="root">Made where it is missing. What an earlier process left half-written is removed.</param>
    public FileArtifactStore(string root)
    {
        _root = Path.GetFullPath(root);
        _incoming = Path.Combine(_root, "incoming");
        Directory.CreateDirectory(_incoming);
        foreach (var left in Directory.EnumerateFiles(_incoming)) File.Delete(left);
    }

    public async Task<StoredArtifact> SaveAsync(Stream content, long maxBytes, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        var temporary = Path.Combine(_incoming, Path.GetRandomFileName());
        try
        {
            var artifact = await WriteAsync(content, temporary, maxBytes, cancellation).ConfigureAwait(false);
            var target = PathOf(artifact.Hash);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            // Renaming over an equal file is harmless, and keeps the content if it is being deleted at this moment.
            File.Move(temporary, target, overwrite: true);
            return artifact;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public Stream OpenRead(string hash)
    {
        var path = PathOf(hash);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no artifact {hash}.");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous);
    }

    public bool Exists(string hash) => File.Exists(PathOf(hash));

    public void Delete(string hash)
    {
        var path = PathOf(hash);
        if (File.Exists(path)) File.Delete(path);
    }

    public IEnumerable<string> SavedBefore(DateTimeOffset time) =>
        from file in new DirectoryInfo(_root).EnumerateFiles("*", SearchOption.AllDirectories)
        where ArtifactHash.IsValid(file.Name) && file.LastWriteTimeUtc < time.UtcDateTime
        select file.Name;

    private string PathOf(string hash)
    {
        ArtifactHash.Require(hash);
        return Path.Combine(_root, hash[..2], hash[2..4], hash);
    }

    private static async Task<StoredArtifact> WriteAsync(Stream content, string path, long maxBytes, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            await using var _ = file.ConfigureAwait(false);
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                size += read;
                if (size > maxBytes) throw new ArtifactTooLargeException(maxBytes);
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }

            file.Flush(flushToDisk: true);
            return new StoredArtifact(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
