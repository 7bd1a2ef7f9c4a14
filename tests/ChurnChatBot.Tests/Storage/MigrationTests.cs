using ChurnChatBot.Storage;
using Dapper;

namespace ChurnChatBot.Tests.Storage;

public sealed class MigrationTests : StorageTest
{
    [Fact]
    public async Task Open_EmptyFile_HasLatestSchema()
    {
        Assert.Null(await Database.GetProjectAsync("p1"));
        Assert.Equal(Migrations.Latest, Raw(connection => connection.ExecuteScalar<int>("PRAGMA user_version")));
    }

    [Fact]
    public async Task Open_ExistingFile_KeepsRowsAndSchema()
    {
        await CreateAsync();
        var before = Raw(connection => connection.Query<string>("SELECT sql FROM sqlite_master ORDER BY name").AsList());

        Reopen();

        Assert.Equal("customers", (await Database.FindProjectAsync(Thread))!.Name);
        Assert.Equal(before, Raw(connection => connection.Query<string>("SELECT sql FROM sqlite_master ORDER BY name").AsList()));
    }

    [Fact]
    public void Open_FileOfLaterProgram_IsRefused()
    {
        Database.Dispose();
        Raw(connection => connection.Execute("PRAGMA user_version = 9999"));

        var problem = Assert.Throws<DatabaseTooNewException>(() => ProjectDatabase.Open(DatabaseFile));
        Assert.Contains("9999", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_JournalIsAWriteAheadLog()
    {
        await CreateAsync();
        Assert.Equal("wal", Raw(connection => connection.ExecuteScalar<string>("PRAGMA journal_mode")));
    }
}
