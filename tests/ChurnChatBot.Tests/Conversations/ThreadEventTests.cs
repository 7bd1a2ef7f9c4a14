using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Projects;

namespace ChurnChatBot.Tests.Conversations;

/// <summary>Messages that are changed, taken back, or say something that cannot be had here.</summary>
public sealed class ThreadEventTests : IDisposable
{
    private readonly WorkflowThread _thread = new();

    public void Dispose() => _thread.Dispose();

    [Fact]
    public async Task Correction_IsAnswered_ButDecidesNothing()
    {
        var open = await _thread.UntilProposalAsync(StepName.Cleaning);

        await CorrectAsync("approve");
        Assert.Equal(open, await _thread.OpenAsync());
        await CorrectAsync("delete this project");
        await CorrectAsync("yes");
        Assert.Equal(open, await _thread.OpenAsync());
        await CorrectAsync("churn rate by city?");

        Assert.Contains("loses most", await _thread.LastWordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retracted_ItsWordsGoAndWhatTheyDecidedStays()
    {
        var open = await _thread.UntilProposalAsync(StepName.Cleaning);
        await SayAsync("web:secret", "approve, my password is hunter2");
        await SayAsync("web:yes", "approve");
        Assert.NotEqual(open.ApprovalId, (await _thread.StateAsync()).Open?.ApprovalId);

        await _thread.PressAsync(ActionVerb.Retract, ("turn", "web:secret"));
        await _thread.PressAsync(ActionVerb.Retract, ("turn", "web:never-said"));

        var said = await _thread.Database.MessagesAsync((await _thread.ProjectAsync()).Id, _thread.Conversation);
        Assert.DoesNotContain(said.Select(row => row.MessageId), id => said.Any(row => row.MessageId == id && row.BodyJson.Contains("hunter2", StringComparison.Ordinal)));
        Assert.NotNull((await _thread.StateAsync()).Cleaning);
    }

    [Fact]
    public async Task PrivateCopy_IsForThePersonAndDecidesNothing()
    {
        await _thread.UntilProposalAsync(StepName.Cleaning);
        var rows = await _thread.Database.MessagesAsync((await _thread.ProjectAsync()).Id, _thread.Conversation);
        var card = rows.Last(row => row.BodyJson.Contains("approval", StringComparison.Ordinal));

        await _thread.TurnAsync(WorkflowThread.Ada, turn => turn with { Action = new TurnAction(new ActionCommand(ActionVerb.ShowPrivately), new Dictionary<string, string>(), card.MessageId) });

        var copy = (await _thread.CardsAsync())[^1];
        Assert.Equal(WorkflowThread.Ada.Id, copy.OnlyFor);
        Assert.DoesNotContain(copy.Sections, section => section is ApprovalPrompt or Toggles or Choices);
    }

    [Fact]
    public async Task AwaitedFile_IsHeldForTheThreadThatAskedForAnHour()
    {
        await _thread.PressAsync(ActionVerb.AwaitFile, ("target", "thread-9"));

        Assert.Equal(new ConversationKey("web", "thread-9"), await _thread.Database.FileDestinationAsync(_thread.Conversation, _thread.Clock.Now.AddMinutes(59)));
        Assert.Null(await _thread.Database.FileDestinationAsync(_thread.Conversation, _thread.Clock.Now.AddMinutes(61)));
    }

    [Theory]
    [InlineData("picture")]
    [InlineData("channel_file")]
    [InlineData("too_long")]
    [InlineData("file_forwarded")]
    public async Task Notice_IsOneSentenceAndChangesNothing(string kind)
    {
        await _thread.PressAsync(ActionVerb.Notice, ("kind", kind), ("name", "a.csv"), ("length", "5000"), ("most", "4000"));

        Assert.Single(await _thread.CardsAsync());
        Assert.Null((await _thread.StateAsync()).File);
    }

    private Task CorrectAsync(string text) => _thread.TurnAsync(WorkflowThread.Ada, turn => turn with { Text = text, IsCorrection = true });

    private Task SayAsync(string turnId, string text) => _thread.TurnAsync(WorkflowThread.Ada, turn => turn with { TurnId = turnId, Text = text });
}
