using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Storage;

public sealed class ConversationTests : StorageTest
{
    private static readonly ConversationKey Other = new("web", "thread-2");

    [Fact]
    public async Task Reference_ClosedAndSavedAgain_IsOpenAndAnnounced()
    {
        await Database.SaveReferenceAsync(Thread, """{"a":1}""", Noon);
        var announced = new List<ConversationKey>();
        Database.MessagesChanged += announced.Add;

        await Database.SaveReferenceAsync(Thread, """{"a":2}""", Noon);
        await Database.CloseConversationAsync(Thread, Noon);
        Assert.Equal(new ReferenceRow("""{"a":2}""", IsClosed: true), await Database.ReferenceAsync(Thread));
        Assert.Empty(announced);
        await Database.SaveReferenceAsync(Thread, """{"a":3}""", Noon);

        Assert.Equal(new ReferenceRow("""{"a":3}""", IsClosed: false), await Database.ReferenceAsync(Thread));
        Assert.Equal([Thread], announced);
        Assert.Null(await Database.ReferenceAsync(Other));
    }

    [Fact]
    public async Task Conversation_SpeaksOfAnotherProject_TheFirstIsStillItsOwn()
    {
        await Database.CommitAsync(Commit(0) with { LinkConversation = Thread });
        await Database.CommitAsync(Commit(0) with { ProjectId = "p2", Name = "another", LinkConversation = Thread });

        Assert.Equal("p2", (await Database.FindProjectAsync(Thread))!.Id);
        Assert.Equal(["p1", "p2"], (await Database.ProjectsOfAsync(Thread)).Select(project => project.Id).Order());
        Assert.Equal([Thread], await Database.ConversationsOfAsync("p1"));
        Assert.Empty(await Database.ProjectsOfAsync(Other));
    }

    [Fact]
    public async Task Deletion_OfOneOfTwoProjects_LeavesTheOther()
    {
        await Database.CommitAsync(Commit(0) with { LinkConversation = Thread });
        await Database.CommitAsync(Commit(0) with { ProjectId = "p2", Name = "another", LinkConversation = Thread });

        await Database.DeleteProjectAsync("p2", new NewAudit(Noon, "ada", "Ada", "delete_project"));

        Assert.Null(await Database.FindProjectAsync(Thread));
        Assert.Equal("p1", Assert.Single(await Database.ProjectsOfAsync(Thread)).Id);
    }

    [Fact]
    public async Task Message_ThatShowedWork_IsDueAgainWhenItsTurnIsDone()
    {
        await Database.CommitAsync(Commit(0) with { LinkConversation = Thread, Messages = [new MessageWrite("m1", Thread, MessageRow.BotAuthor, "{}")] });
        await Database.MarkSentAsync("m1", 1, "handle");
        await AcceptAsync("web:1");
        Assert.True(await Database.ShowAsWorkingAsync("m1", "web:1"));
        Assert.Empty(await Database.UnsentMessagesAsync(Thread, 10));
        var (announced, finished) = (new List<ConversationKey>(), new List<string>());
        Database.MessagesChanged += announced.Add;
        Database.TurnFinished += finished.Add;

        await Database.CommitAsync(Commit(1) with { CompletesTurn = "web:1" });

        Assert.Equal(("m1", "handle"), Assert.Single(await Database.UnsentMessagesAsync(Thread, 10)) is var due ? (due.Message.MessageId, due.Handle) : default);
        Assert.Equal([Thread], announced);
        Assert.Equal(["web:1"], finished);
        Assert.False(await Database.ShowAsWorkingAsync("m1", "web:1"));
        Assert.False(await Database.IsTurnPendingAsync("web:1"));
    }

    [Fact]
    public async Task File_ThatIsAwaited_IsForwardedOnceAndInTime()
    {
        await Database.AwaitFileAsync(Thread, "thread-2", Noon.AddHours(1));
        Assert.Null(await Database.FileDestinationAsync(Thread, Noon.AddHours(1)));
        Assert.Equal(Other, await Database.FileDestinationAsync(Thread, Noon));

        Assert.True(await Database.AddTurnAsync("web:1", Other, "{}", Noon, forwardedFrom: Thread));

        Assert.Null(await Database.FileDestinationAsync(Thread, Noon));
        await Database.AwaitFileAsync(Thread, "thread-2", Noon.AddHours(1));
        // Delivered again: it is the same turn, and the next file is still awaited.
        Assert.False(await Database.AddTurnAsync("web:1", Other, "{}", Noon, forwardedFrom: Thread));
        Assert.NotNull(await Database.FileDestinationAsync(Thread, Noon));
    }

    [Fact]
    public async Task Feedback_OfOnePerson_IsTheirLatestWord()
    {
        await Database.CommitAsync(Commit(0) with { LinkConversation = Thread, Messages = [new MessageWrite("m1", Thread, MessageRow.BotAuthor, "{}")] });
        await Database.MarkSentAsync("m1", 1, "handle");
        await Database.CommitAsync(Commit(1) with { Feedback = [new NewFeedback("m1", "ada", "Ada", "like", ""), new NewFeedback("m1", "grace", "Grace", "like", "good")] });
        await Database.CommitAsync(Commit(2) with { Feedback = [new NewFeedback("m1", "ada", "Ada", "dislike", "too long")] });

        Assert.Equal([("Ada", "dislike", "too long"), ("Grace", "like", "good")],
            (await Database.FeedbackAsync("p1")).Select(word => (word.PersonName, word.Reaction, word.Text)).Order());
        Assert.Equal("m1", (await Database.FindMessageAsync(Thread, "handle"))!.MessageId);
        Assert.Null(await Database.FindMessageAsync(Other, "handle"));
        Assert.Equal("m1", await Database.LastMessageAsync(Thread));
        await Database.DeleteProjectAsync("p1", new NewAudit(Noon, "ada", "Ada", "delete_project"));
        Assert.Empty(await Database.FeedbackAsync("p1"));
    }
}
