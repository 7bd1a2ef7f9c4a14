using ChurnChatBot.Projects;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Projects;

/// <summary>A project goes only on a yes that directly follows the question.</summary>
public sealed class DeletionTests : IDisposable
{
    private readonly WorkflowThread _thread = new();

    public void Dispose() => _thread.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Delete_ConfirmedAsTheNextThing_RemovesProjectFilesAndThread(bool byButton)
    {
        await _thread.UntilProposalAsync(StepName.Cleaning);
        var project = await _thread.ProjectAsync();
        var kept = await _thread.Database.ArtifactsAsync(project.Id);
        await _thread.SayAsync("delete this project");

        if (byButton) await _thread.PressAsync(ActionVerb.ConfirmDelete);
        else await _thread.SayAsync("yes");

        Assert.Null(await _thread.Database.GetProjectAsync(project.Id));
        Assert.All(kept, link => Assert.False(_thread.Service<IArtifactStore>().Exists(link.Hash)));
        Assert.Equal("delete_project", (await _thread.Database.AuditAsync(project.Id))[^1].Action);
        Assert.True((await _thread.Database.VerifyAuditAsync()).IsIntact);
    }

    /// <summary>With no plan that waits, a yes is no greeting either.</summary>
    [Fact]
    public async Task Delete_WhereNothingElseWaits_TakesAYesToo()
    {
        await _thread.UploadAsync(SmallFile.Customers);
        await _thread.WorkAsync();
        var project = await _thread.ProjectAsync();

        await _thread.SayAsync("delete this project");
        await _thread.SayAsync("yes");

        Assert.Null(await _thread.Database.GetProjectAsync(project.Id));
    }

    [Fact]
    public async Task Delete_MessagesThatWereSent_AreToBeTakenOutOfTheirChannel()
    {
        await _thread.UploadAsync(SmallFile.Customers);
        await _thread.WorkAsync();
        foreach (var row in await _thread.Database.MessagesSinceAsync(_thread.Conversation, 0)) await _thread.Database.MarkSentAsync(row.MessageId, row.Revision, "handle of " + row.MessageId);
        var sent = (await _thread.Database.MessagesSinceAsync(_thread.Conversation, 0)).Where(row => row.Author == MessageRow.BotAuthor).Select(row => "handle of " + row.MessageId).ToArray();

        await _thread.SayAsync("delete this project");
        await _thread.SayAsync("yes");

        Assert.Equal(sent, (await _thread.Database.RemovalsAsync(_thread.Conversation, 100)).Select(removal => removal.Handle));
        Assert.Equal([_thread.Conversation], await _thread.Database.ConversationsWithRemovalsAsync());
    }

    [Theory]
    [InlineData("keep the project")]
    [InlineData("churn rate by city?")]
    [InlineData("xyzzy plugh frobnicate")]
    public async Task Delete_SomethingElseInBetween_NeedsAskingAgain(string words)
    {
        await _thread.UntilProposalAsync(StepName.Cleaning);
        await _thread.SayAsync("delete this project");
        await _thread.SayAsync(words);

        await _thread.PressAsync(ActionVerb.ConfirmDelete);

        Assert.NotNull(await _thread.FindAsync());
        Assert.Contains("Delete the project", await _thread.LastWordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_UploadOrFinishedWorkInBetween_YesMeansWhatWasSaidLast()
    {
        await _thread.UploadAsync(SmallFile.Customers);
        await _thread.WorkAsync();
        await _thread.SayAsync("show the cleaning plan");
        await _thread.SayAsync("delete this project");
        await _thread.WorkAsync();

        await _thread.SayAsync("yes");

        Assert.NotNull((await _thread.StateAsync()).Cleaning);
        await _thread.SayAsync("delete this project");
        await _thread.UploadAsync(SmallFile.WithLeavers(30));
        await _thread.SayAsync("yes");
        Assert.NotNull(await _thread.FindAsync());
    }

    [Fact]
    public async Task Delete_WhileWorkWaits_TheWorkEndsSilently()
    {
        await _thread.UploadAsync(SmallFile.Customers);
        await _thread.WorkAsync();
        await _thread.SayAsync("show the cleaning plan");
        var work = await _thread.Database.StartWorkAsync((await _thread.Database.UnfinishedWorkAsync()).Single().Id, _thread.Clock.Now);
        await _thread.SayAsync("delete this project");
        await _thread.PressAsync(ActionVerb.ConfirmDelete);
        var messages = await _thread.Database.MessagesSinceAsync(_thread.Conversation, 0);

        await _thread.Service<WorkHandler>().HandleAsync(work!, default);

        Assert.Null(await _thread.FindAsync());
        Assert.Empty(await _thread.Database.UnfinishedWorkAsync());
        Assert.Equal(messages.Count, (await _thread.Database.MessagesSinceAsync(_thread.Conversation, 0)).Count);
    }
}
