using System.Text;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Storage;

public sealed class DeletionTests : StorageTest
{
    private static readonly string Shared = new('b', 64);
    private static readonly NewAudit Deleted = new(Noon, "web:ada", "Ada", "project_deleted");

    private async Task FillAsync()
    {
        await AcceptAsync("web:1", body: """{"text":"my secret words"}""");
        await CreateAsync(Commit(0, """{"note":"my secret state"}""") with
        {
            LinkConversation = Thread,
            CompletesTurn = "web:1",
            Messages = [Say("m1", "my secret message")],
            NewApprovals = [new NewApproval("a1", "cleaning", """{"why":"my secret plan"}""", "h1", 1, Noon.AddDays(1))],
            NewWork = [new NewWork("w1", "training", "{}")],
            Audit = [new NewAudit(Noon, "web:bob", "Bob", "created", """{"file":"my secret file"}""")],
            Artifacts = [new ArtifactLink("p1", SomeHash, "upload", "my secret file", "text/csv", 1), new ArtifactLink("p1", Shared, "upload", "b", "text/csv", 1)],
        });
        await CreateAsync(Commit(0) with { ProjectId = "p2", Artifacts = [new ArtifactLink("p2", Shared, "upload", "b", "text/csv", 1)] });
    }

    [Fact]
    public async Task DeleteProject_RemovesAllOfItAndLeavesOthers()
    {
        await FillAsync();

        var orphans = await Database.DeleteProjectAsync("p1", Deleted);

        Assert.Equal([SomeHash], orphans);
        Assert.Null(await Database.GetProjectAsync("p1"));
        Assert.Null(await Database.FindProjectAsync(Thread));
        foreach (var table in (string[])["message", "approval", "work", "conversation", "artifact_link WHERE project_id = 'p1'"]) Assert.Equal(0, Count(table));
        Assert.NotNull(await Database.GetProjectAsync("p2"));
        Assert.False(await AcceptAsync("web:1"));
    }

    [Fact]
    public async Task DeleteProject_NoWordOfItIsLeftInTheFiles()
    {
        await FillAsync();
        Assert.Contains(await WordsInFilesAsync(), words => words.Contains("my secret", StringComparison.Ordinal));

        await Database.DeleteProjectAsync("p1", Deleted);

        Assert.DoesNotContain(await WordsInFilesAsync(), words => words.Contains("my secret", StringComparison.Ordinal));
    }

    private async Task<List<string>> WordsInFilesAsync()
    {
        var words = new List<string>();
        foreach (var path in Directory.EnumerateFiles(Folder.Root))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.Latin1);
            words.Add(await reader.ReadToEndAsync());
        }

        return words;
    }

    [Fact]
    public async Task DeleteProject_WithReply_FinishesTheTurnOnce()
    {
        await FillAsync();
        await AcceptAsync("web:2");
        var reply = new TurnReply("web:2", Noon, [Say("farewell")]);

        Assert.NotNull(await Database.DeleteProjectAsync("p1", Deleted, reply));
        Assert.Null(await Database.DeleteProjectAsync("p1", Deleted, reply));

        Assert.Null(await Database.NextTurnAsync(Thread));
        Assert.Equal("farewell", Assert.Single(await Database.MessagesSinceAsync(Thread, 0)).MessageId);
        Assert.Equal(2, (await Database.AuditAsync("p1")).Count);
    }

    [Fact]
    public async Task DeleteProject_Unknown_WritesNothing()
    {
        await AcceptAsync("web:2");

        Assert.Null(await Database.DeleteProjectAsync("p1", Deleted, new TurnReply("web:2", Noon, [])));

        Assert.NotNull(await Database.NextTurnAsync(Thread));
        Assert.Equal(0, Count("audit"));
    }

    [Fact]
    public async Task Orphans_ReferredToByAWaitingTurn_AreKept()
    {
        await FillAsync();
        await AcceptAsync("web:2", body: $$"""{"files":["{{SomeHash}}"]}""");

        Assert.Empty((await Database.DeleteProjectAsync("p1", Deleted))!);
        Assert.True(await Database.IsArtifactReferredToAsync(SomeHash));

        await Database.CompleteTurnAsync("web:2", Noon);
        Assert.Equal([SomeHash], await Database.OrphansAsync());
        Assert.False(await Database.IsArtifactReferredToAsync(SomeHash));
        await Database.ForgetOrphansAsync([SomeHash]);
        Assert.Empty(await Database.OrphansAsync());
    }
}
