using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Storage;

public sealed class CommitTests : StorageTest
{
    private static NewApproval Plan(string id = "a1", string hash = "h1") => new(id, "cleaning", "{}", hash, 1, Noon.AddDays(7));

    private static ApprovalDecision Yes(string id = "a1", string hash = "h1") => new(id, hash, ApprovalStatus.Approved, "web:ada", "Ada", Noon);

    [Fact]
    public async Task Commit_NewProject_IsFoundByItsConversation()
    {
        await CreateAsync(Commit(0, """{"step":1}""") with { LinkConversation = Thread });

        var project = await Database.FindProjectAsync(Thread);
        Assert.Equal(new ProjectRow("p1", "customers", 1, """{"step":1}""", Noon, Noon), project);
        Assert.Equal(project, await Database.GetProjectAsync("p1"));
        Assert.Equal([(project!, Thread)], await Database.ListProjectsAsync("web"));
        Assert.Empty(await Database.ListProjectsAsync("slack"));
        Assert.Equal([Thread], await Database.ConversationsOfAsync("p1"));
    }

    [Fact]
    public async Task Commit_ConversationLinkedAgain_SpeaksOfLatestProject()
    {
        await CreateAsync();
        await CreateAsync(Commit(0) with { ProjectId = "p2", LinkConversation = Thread });

        Assert.Equal("p2", (await Database.FindProjectAsync(Thread))!.Id);
    }

    [Fact]
    public async Task Commit_StaleVersion_IsConflictAndWritesNothing()
    {
        await CreateAsync();
        await CreateAsync(Commit(1, """{"step":2}"""));

        Assert.Equal(CommitOutcome.VersionConflict, await Database.CommitAsync(Commit(1, """{"step":3}""") with { Messages = [Say("m1")] }));
        Assert.Equal(CommitOutcome.VersionConflict, await Database.CommitAsync(Commit(0)));
        Assert.Equal(CommitOutcome.VersionConflict, await Database.CommitAsync(Commit(1) with { ProjectId = "gone" }));

        Assert.Equal((2, """{"step":2}"""), ((await Database.GetProjectAsync("p1"))!.Version, (await Database.GetProjectAsync("p1"))!.StateJson));
        Assert.Empty(await Database.MessagesSinceAsync(Thread, 0));
    }

    [Fact]
    public async Task Commit_SameVersionInParallel_OneWins()
    {
        await CreateAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Database.CommitAsync(Commit(1) with { Messages = [Say($"m{i}")] }))));

        Assert.Single(outcomes, CommitOutcome.Committed);
        Assert.Single(await Database.MessagesSinceAsync(Thread, 0));
    }

    [Fact]
    public async Task Commit_FailsInTheMiddle_LeavesNothing()
    {
        await AcceptAsync("web:1");
        await CreateAsync(Commit(0) with { NewWork = [new NewWork("w1", "training", "{}")] });
        // Work of a known id breaks a constraint after turn, project, messages and approvals were written.
        var broken = Commit(1) with
        {
            CompletesTurn = "web:1",
            Messages = [Say("m1")],
            NewApprovals = [Plan()],
            Audit = [new NewAudit(Noon, "p", "P", "approved")],
            NewWork = [new NewWork("w1", "training", "{}")],
        };

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => Database.CommitAsync(broken));

        Assert.Equal(1, (await Database.GetProjectAsync("p1"))!.Version);
        Assert.NotNull(await Database.NextTurnAsync(Thread));
        Assert.Empty(await Database.MessagesSinceAsync(Thread, 0));
        Assert.Null(await Database.GetApprovalAsync("a1"));
        Assert.Empty(await Database.AuditAsync("p1"));
        Assert.True((await Database.VerifyAuditAsync()).IsIntact);
    }

    [Fact]
    public async Task Commit_OneOfManyInABatchFails_OthersStand()
    {
        await CreateAsync(Commit(0) with { NewWork = [new NewWork("w1", "training", "{}")] });

        var accepts = Enumerable.Range(0, 200).Select(i => Task.Run(() => AcceptAsync($"web:{i}"))).ToList();
        var broken = Task.Run(() => Database.CommitAsync(Commit(1) with { NewWork = [new NewWork("w1", "training", "{}")] }));

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => broken);
        Assert.All(await Task.WhenAll(accepts), Assert.True);
        Assert.Equal(200, Count("turn"));
    }

    [Fact]
    public async Task Commit_TurnDoneBefore_WritesNothing()
    {
        await AcceptAsync("web:1");
        await CreateAsync(Commit(0) with { CompletesTurn = "web:1", Messages = [Say("m1")] });

        Assert.Equal(CommitOutcome.TurnAlreadyDone, await Database.CommitAsync(Commit(1) with { CompletesTurn = "web:1", Messages = [Say("m2")] }));

        Assert.Equal("m1", Assert.Single(await Database.MessagesSinceAsync(Thread, 0)).MessageId);
    }

    [Fact]
    public async Task Commit_ApprovalDecidedTwice_SecondIsNotOpen()
    {
        await CreateAsync(Commit(0) with { NewApprovals = [Plan()] });
        await CreateAsync(Commit(1) with { Decisions = [Yes()] });

        Assert.Equal(CommitOutcome.ApprovalNotOpen, await Database.CommitAsync(Commit(2) with { Decisions = [Yes() with { PersonName = "Bob" }] }));

        var approval = await Database.GetApprovalAsync("a1");
        Assert.Equal((ApprovalStatus.Approved, "Ada", Noon), (approval!.Status, approval.DecidedByName, approval.DecidedAt));
        Assert.Empty(await Database.OpenApprovalsAsync("p1"));
    }

    [Theory]
    [InlineData("a1", "other plan", 0)]
    [InlineData("unknown", "h1", 0)]
    [InlineData("a1", "h1", 8)]
    public async Task Commit_ApprovalOfAnotherPlanOrTooLate_IsNotOpen(string id, string hash, int days)
    {
        await CreateAsync(Commit(0) with { NewApprovals = [Plan()] });

        var decision = Yes(id, hash) with { At = Noon.AddDays(days) };
        Assert.Equal(CommitOutcome.ApprovalNotOpen, await Database.CommitAsync(Commit(1) with { Decisions = [decision] }));

        Assert.Equal("a1", Assert.Single(await Database.OpenApprovalsAsync("p1")).Id);
    }

    [Fact]
    public async Task Commit_ExpiredApproval_CanStillBeSuperseded()
    {
        await CreateAsync(Commit(0) with { NewApprovals = [Plan()] });

        await CreateAsync(Commit(1) with
        {
            Decisions = [new ApprovalDecision("a1", "h1", ApprovalStatus.Superseded, null, null, Noon.AddDays(30))],
            NewApprovals = [Plan("a2")],
        });

        Assert.Equal("a2", Assert.Single(await Database.OpenApprovalsAsync("p1")).Id);
    }

    [Fact]
    public async Task Commit_EndOfWorkTwice_SecondIsAlreadyDone()
    {
        await CreateAsync(Commit(0) with { NewWork = [new NewWork("w1", "training", "{}")] });
        await Database.StartWorkAsync("w1", Noon);
        await CreateAsync(Commit(1) with { CompletesWork = ("w1", WorkStatus.Done), Messages = [Say("result")] });

        Assert.Equal(CommitOutcome.WorkAlreadyDone, await Database.CommitAsync(Commit(2) with { CompletesWork = ("w1", WorkStatus.Done), Messages = [Say("again")] }));

        Assert.Single(await Database.MessagesSinceAsync(Thread, 0));
        Assert.Empty(await Database.UnfinishedWorkAsync());
    }

    [Fact]
    public async Task Commit_OddDecisionOrEndOrArtifact_IsRefusedAsWrongCall()
    {
        ProjectCommit[] wrong =
        [
            Commit(0) with { Decisions = [Yes() with { Status = "open" }] },
            Commit(0) with { CompletesWork = ("w1", "running") },
            Commit(0) with { Artifacts = [new ArtifactLink("p1", "../../etc/passwd", "data", "x", "text/csv", 1)] },
            Commit(0) with { Artifacts = [new ArtifactLink("p2", SomeHash, "data", "x", "text/csv", 1)] },
            Commit(-1),
        ];

        foreach (var commit in wrong) await Assert.ThrowsAsync<ArgumentException>(() => Database.CommitAsync(commit));
    }

    [Fact]
    public async Task Commit_Artifacts_AreFoundOnlyThroughTheirProject()
    {
        var link = new ArtifactLink("p1", SomeHash, "upload", "customer_data.csv", "text/csv", 12);
        await CreateAsync(Commit(0) with { Artifacts = [link, link] });

        Assert.Equal([link], await Database.ArtifactsAsync("p1"));
        Assert.Equal(link, await Database.FindArtifactAsync("p1", SomeHash));
        Assert.Null(await Database.FindArtifactAsync("p2", SomeHash));
    }
}
