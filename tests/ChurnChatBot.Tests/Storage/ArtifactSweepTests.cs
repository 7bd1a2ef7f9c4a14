using System.Text;
using ChurnChatBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChurnChatBot.Tests.Storage;

public sealed class ArtifactSweepTests : StorageTest
{
    private FileArtifactStore Store => field ??= new FileArtifactStore(Folder.File("artifacts"));

    private ArtifactSweep Sweep => new(Database, Store, new ClockIn(TimeSpan.Zero), NullLogger<ArtifactSweep>.Instance);

    private ArtifactSweep SweepTwoDaysLater => new(Database, Store, new ClockIn(TimeSpan.FromDays(2)), NullLogger<ArtifactSweep>.Instance);

    private async Task<string> SaveAsync(string content) => (await Store.SaveAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), 100, default)).Hash;

    private static ArtifactLink Link(string project, string hash) => new(project, hash, "upload", "a.csv", "text/csv", 1);

    [Fact]
    public async Task Sweep_FilesOfADeletedProject_AreRemovedAtOnce()
    {
        var (own, shared) = (await SaveAsync("own"), await SaveAsync("shared"));
        await CreateAsync(Commit(0) with { Artifacts = [Link("p1", own), Link("p1", shared)] });
        await CreateAsync(Commit(0) with { ProjectId = "p2", Artifacts = [Link("p2", shared)] });
        await Database.DeleteProjectAsync("p1", new NewAudit(Noon, "web:ada", "Ada", "project_deleted"));

        Assert.Equal(1, await Sweep.SweepAsync(default));

        Assert.False(Store.Exists(own));
        Assert.True(Store.Exists(shared));
        Assert.Equal(0, Count("orphan_artifact WHERE hash = '" + own + "'"));
    }

    [Fact]
    public async Task Sweep_UnclaimedUpload_IsRemovedAfterADay()
    {
        var (unclaimed, linked, waiting) = (await SaveAsync("unclaimed"), await SaveAsync("linked"), await SaveAsync("waiting"));
        await CreateAsync(Commit(0) with { Artifacts = [Link("p1", linked)] });
        await AcceptAsync("web:1", body: $$"""{"files":[{"artifactHash":"{{waiting}}"}]}""");

        Assert.Equal(0, await Sweep.SweepAsync(default));
        Assert.Equal(1, await SweepTwoDaysLater.SweepAsync(default));

        Assert.Equal((false, true, true), (Store.Exists(unclaimed), Store.Exists(linked), Store.Exists(waiting)));
    }

    private sealed class ClockIn(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
