using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Projects;

/// <summary>One conversation that speaks about several projects, files that are asked for, and opinions.</summary>
public sealed class ProjectSwitchTests : IDisposable
{
    private static readonly Person Grace = new("web:grace", "Grace");
    private readonly WorkflowThread _thread = new();

    public void Dispose() => _thread.Dispose();

    [Fact]
    public async Task NewProject_KeepsTheOldOneAndItsWork()
    {
        await _thread.UploadAsync(SmallFile.Customers);
        var first = await _thread.ProjectAsync();

        await _thread.SayAsync("new project");
        var second = await _thread.ProjectAsync();
        await _thread.WorkAsync();

        Assert.NotEqual(first.Id, second.Id);
        Assert.Null((await _thread.StateAsync()).File);
        // What was ordered in the first goes on and is said in the same conversation.
        var words = await _thread.Database.MessagesAsync(first.Id, _thread.Conversation);
        Assert.Contains(words, row => row.BodyJson.Contains("customers", StringComparison.Ordinal) && row.Author == MessageRow.BotAuthor);
        Assert.Equal(2, (await _thread.Database.ProjectsOfAsync(_thread.Conversation)).Count);
    }

    [Fact]
    public async Task NewProject_WhereNothingWasBegun_StaysTheSame()
    {
        await _thread.PressAsync(ActionVerb.Welcome);
        var first = await _thread.ProjectAsync();

        await _thread.SayAsync("new project");

        Assert.Equal(first.Id, (await _thread.ProjectAsync()).Id);
        Assert.Single(await _thread.Database.ProjectsOfAsync(_thread.Conversation));
    }

    [Fact]
    public async Task OpenProject_OfThisConversation_IsSpokenOfAgain()
    {
        await _thread.UploadAsync(SmallFile.Customers);
        await _thread.WorkAsync();
        var first = await _thread.ProjectAsync();
        await _thread.SayAsync("delete this project");
        await _thread.SayAsync("new project");

        await _thread.PressAsync(ActionVerb.OpenProject, ("project", first.Id));
        await _thread.SayAsync("yes");

        // The deletion that was asked about before is not what "yes" means now.
        Assert.Equal(first.Id, (await _thread.ProjectAsync()).Id);
        Assert.NotNull((await _thread.StateAsync()).Profile);
    }

    [Fact]
    public async Task OpenProject_OfAnotherConversation_IsRefused()
    {
        await _thread.UploadAsync(SmallFile.Customers);
        var foreign = await _thread.ProjectAsync();
        _thread.Conversation = new ConversationKey("web", "thread-2");
        await _thread.PressAsync(ActionVerb.Welcome);
        var own = await _thread.ProjectAsync();

        await _thread.PressAsync(ActionVerb.OpenProject, ("project", foreign.Id));

        Assert.Equal(own.Id, (await _thread.ProjectAsync()).Id);
    }

    [Fact]
    public async Task File_AskedFor_IsOfferedToThatPersonAlone()
    {
        var delivery = await OfferAsync();

        var (id, message) = delivery;
        Assert.Equal(WorkflowThread.Ada.Id, message.OnlyFor);
        Assert.Equal(("customers.csv", DeliveryState.Offered), message.Sections is [FileDelivery offered] ? (offered.File.Name, offered.State) : default);
        await AnswerAsync(Grace, id, "accepted");
        Assert.Equal(DeliveryState.Offered, await StateOfAsync(id));
    }

    [Fact]
    public async Task File_AcceptedTwice_IsDeliveredOnce()
    {
        var (id, _) = await OfferAsync();

        await AnswerAsync(WorkflowThread.Ada, id, "accepted", """{"uploadUrl":"https://contoso.sharepoint.com/1"}""");
        await AnswerAsync(WorkflowThread.Ada, id, "accepted", """{"uploadUrl":"https://contoso.sharepoint.com/2"}""");

        var row = (await _thread.Database.GetMessageAsync(id))!;
        Assert.Equal(2, row.Revision);
        Assert.Contains("sharepoint.com/1", row.BodyJson, StringComparison.Ordinal);
        Assert.Equal(1, (await _thread.AuditAsync()).Count(line => line == "Ada: take_file"));
    }

    [Fact]
    public async Task File_Declined_SaysSo()
    {
        var (id, _) = await OfferAsync();

        await AnswerAsync(WorkflowThread.Ada, id, "declined");

        Assert.Equal(DeliveryState.Declined, await StateOfAsync(id));
    }

    [Fact]
    public async Task File_ThatIsNoneOfTheProject_IsNotOffered()
    {
        await _thread.UploadAsync(SmallFile.Customers);
        await _thread.WorkAsync();

        await _thread.PressAsync(ActionVerb.SendFile, ("file", new string('0', 64)));

        Assert.DoesNotContain((await _thread.CardsAsync()).SelectMany(card => card.Sections), section => section is FileDelivery);
    }

    [Fact]
    public async Task Feedback_IsKeptWithItsMessage_AndNothingIsSaid()
    {
        await _thread.UploadAsync(SmallFile.Customers);
        await _thread.WorkAsync();
        var project = await _thread.ProjectAsync();
        var card = (await _thread.Database.MessagesAsync(project.Id, _thread.Conversation))[^1];
        var before = (await _thread.CardsAsync()).Count;

        await _thread.TurnAsync(Grace, turn => turn with { Action = Press(card.MessageId, ActionVerb.Feedback, ("reaction", "dislike"), ("text", "too long")) });

        var word = Assert.Single(await _thread.Database.FeedbackAsync(project.Id));
        Assert.Equal((card.MessageId, "Grace", "dislike", "too long"), (word.MessageId, word.PersonName, word.Reaction, word.Text));
        Assert.Equal(before, (await _thread.CardsAsync()).Count);
    }

    private async Task<(string Id, ReplyMessage Message)> OfferAsync()
    {
        await _thread.UploadAsync(SmallFile.Customers);
        await _thread.WorkAsync();
        var upload = (await _thread.Database.ArtifactsAsync((await _thread.ProjectAsync()).Id)).Single(link => link.Kind == "upload");
        await _thread.PressAsync(ActionVerb.SendFile, ("file", upload.Hash));
        var row = (await _thread.Database.MessagesAsync((await _thread.ProjectAsync()).Id, _thread.Conversation))[^1];
        return (row.MessageId, StoredJson.Read<ReplyMessage>(row.BodyJson));
    }

    private Task AnswerAsync(Person person, string message, string state, string destination = "{}") =>
        _thread.TurnAsync(person, turn => turn with { Action = Press(message, ActionVerb.DeliverFile, ("state", state), ("destination", destination)) });

    private async Task<DeliveryState> StateOfAsync(string message) =>
        Assert.IsType<FileDelivery>(Assert.Single(StoredJson.Read<ReplyMessage>((await _thread.Database.GetMessageAsync(message))!.BodyJson).Sections)).State;

    private static TurnAction Press(string message, string verb, params (string Key, string Value)[] data) =>
        new(new ActionCommand(verb, data), new Dictionary<string, string>(), message);
}
