using System.Security.Cryptography;
using System.Text;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Storage;

public sealed class FileArtifactStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileArtifactStore _store;

    public FileArtifactStoreTests() => _store = new FileArtifactStore(_folder.Root);

    public void Dispose() => _folder.Dispose();

    private string[] AllFiles() => Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories);

    [Fact]
    public async Task Save_Content_IsReadBackUnderItsHash()
    {
        var content = RandomNumberGenerator.GetBytes(1_000_003);

        var artifact = await _store.SaveAsync(new MemoryStream(content), long.MaxValue, default);

        Assert.Equal(new StoredArtifact(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length), artifact);
        await using var stream = _store.OpenRead(artifact.Hash);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        Assert.Equal(content, copy.ToArray());
    }

    [Fact]
    public async Task Save_SameContentAtOnce_IsStoredOnce()
    {
        var content = Encoding.UTF8.GetBytes("same");

        var artifacts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _store.SaveAsync(new MemoryStream(content), 100, default))));

        Assert.Single(artifacts.Distinct());
        Assert.Single(AllFiles());
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(11, 10, false)]
    [InlineData(1, 0, false)]
    [InlineData(0, 0, true)]
    public async Task Save_AroundTheLimit_KeepsOnlyWhatFits(int size, long limit, bool fits)
    {
        var save = _store.SaveAsync(new MemoryStream(new byte[size]), limit, default);

        if (fits) Assert.Equal(size, (await save).Size);
        else Assert.Equal(limit, (await Assert.ThrowsAsync<ArtifactTooLargeException>(() => save)).MaxBytes);
        Assert.Equal(fits ? 1 : 0, AllFiles().Length);
    }

    [Fact]
    public async Task Save_EndlessStream_StopsAtTheLimit()
    {
        var endless = new EndlessStream();

        await Assert.ThrowsAsync<ArtifactTooLargeException>(() => _store.SaveAsync(endless, 1_000_000, default));

        Assert.InRange(endless.Read, 1_000_001, 2_000_000);
        Assert.Empty(AllFiles());
    }

    [Fact]
    public async Task Save_StreamBreaks_LeavesNothing()
    {
        await Assert.ThrowsAsync<IOException>(() => _store.SaveAsync(new EndlessStream { BreakAfter = 500_000 }, 1_000_000, default));

        Assert.Empty(AllFiles());
    }

    [Fact]
    public void Open_HalfWrittenFileOfAnEarlierProcess_IsRemoved()
    {
        File.WriteAllText(Path.Combine(_folder.Root, "incoming", "left"), "half");

        Assert.Single(AllFiles());
        Assert.False(new FileArtifactStore(_folder.Root).Exists(StorageTest.SomeHash));

        Assert.Empty(AllFiles());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("aa/aa/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Hash_NotSixtyFourHexDigits_IsRefused(string hash)
    {
        Assert.Throws<ArgumentException>(() => _store.OpenRead(hash));
        Assert.Throws<ArgumentException>(() => _store.Exists(hash));
        Assert.Throws<ArgumentException>(() => _store.Delete(hash));
    }

    [Fact]
    public async Task Delete_Twice_IsRemoved()
    {
        var artifact = await _store.SaveAsync(new MemoryStream([1, 2, 3]), 3, default);
        _store.Delete(artifact.Hash);
        _store.Delete(artifact.Hash);

        Assert.False(_store.Exists(artifact.Hash));
        Assert.Throws<FileNotFoundException>(() => _store.OpenRead(artifact.Hash));
    }

    private sealed class EndlessStream : MemoryStream
    {
        public new long Read { get; private set; }

        public long BreakAfter { get; init; } = long.MaxValue;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Read > BreakAfter) throw new IOException("The connection was lost.");
            Read += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
