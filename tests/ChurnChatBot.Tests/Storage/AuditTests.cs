using ChurnChatBot.Storage;
using Dapper;

namespace ChurnChatBot.Tests.Storage;

public sealed class AuditTests : StorageTest
{
    private static NewAudit Line(string action, string details = """{"plan":"h1"}""") => new(Noon, "web:ada", "Ada", action, details);

    private async Task WriteLinesAsync()
    {
        await CreateAsync(Commit(0) with { Audit = [Line("created")] });
        await CreateAsync(Commit(0) with { ProjectId = "p2", Audit = [Line("created")] });
        await CreateAsync(Commit(1) with { Audit = [Line("approved"), Line("trained")] });
    }

    [Fact]
    public async Task Verify_UntouchedLog_IsIntact()
    {
        await WriteLinesAsync();

        Assert.Equal(new AuditVerification(4, null), await Database.VerifyAuditAsync());
        var lines = await Database.AuditAsync("p1");
        Assert.Equal([("created", 1L), ("approved", 3), ("trained", 4)], lines.Select(line => (line.Action, line.Sequence)));
        Assert.Equal(("Ada", """{"plan":"h1"}""", lines[1].Hash), (lines[1].PersonName, lines[1].DetailsJson, lines[2].PreviousHash));
    }

    [Theory]
    [InlineData("UPDATE audit SET person_name = 'Bob' WHERE sequence = 3", 3)]
    [InlineData("UPDATE audit SET details_json = '{}' WHERE sequence = 3", 3)]
    [InlineData("UPDATE audit SET at = '2024-01-01T00:00:00.0000000Z' WHERE sequence = 2", 2)]
    [InlineData("UPDATE audit SET action = 'rejected' WHERE sequence = 3", 3)]
    [InlineData("UPDATE audit SET content_hash = hash WHERE sequence = 1", 1)]
    [InlineData("UPDATE audit SET project_id = 'p2' WHERE sequence = 1", 1)]
    [InlineData("DELETE FROM audit WHERE sequence = 2", 2)]
    [InlineData("DELETE FROM audit WHERE sequence = 4", 4)]
    [InlineData("UPDATE audit SET is_erased = 1, person_id = '', person_name = '', details_json = '{}', salt = '' WHERE sequence = 3", 3)]
    public async Task Verify_TamperedLine_IsFound(string tampering, long sequence)
    {
        await WriteLinesAsync();
        Assert.Equal(1, Raw(connection => connection.Execute(tampering)));

        var verification = await Database.VerifyAuditAsync();

        Assert.False(verification.IsIntact);
        Assert.Equal(sequence, verification.FirstBroken);
    }

    [Fact]
    public async Task DeleteProject_ErasesWhoAndWhat_AndChainHolds()
    {
        await WriteLinesAsync();

        await Database.DeleteProjectAsync("p1", Line("project_deleted", "{}"));

        Assert.Equal(new AuditVerification(5, null), await Database.VerifyAuditAsync());
        var lines = await Database.AuditAsync("p1");
        Assert.Equal([("created", "", "{}"), ("approved", "", "{}"), ("trained", "", "{}"), ("project_deleted", "Ada", "{}")],
            lines.Select(line => (line.Action, line.PersonName, line.DetailsJson)));
        Assert.Equal("Ada", Assert.Single(await Database.AuditAsync("p2")).PersonName);
    }
}
