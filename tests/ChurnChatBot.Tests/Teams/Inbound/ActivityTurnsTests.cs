using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Requests;
using ChurnChatBot.Teams;
using ChurnChatBot.Teams.Inbound;

namespace ChurnChatBot.Tests.Teams.Inbound;

public sealed class ActivityTurnsTests
{
    private static readonly Person Ada = new("teams:t:ada", "Ada");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static IReadOnlyList<ConversationTurn> Turns(JsonObject activity, TeamsOptions? options = null) => new ActivityTurns(options ?? new TeamsOptions()).Of(activity.Read(), Ada, Noon);

    [Fact]
    public void Message_IsOneTurnOfItsConversation()
    {
        var turn = Assert.Single(Turns(SampleActivities.Message("churn rate by city?")));

        Assert.Equal(("teams", "19:thread"), (turn.Conversation.Channel, turn.Conversation.ConversationId));
        Assert.Equal((Ada, "churn rate by city?", false), (turn.Person, turn.Text, turn.IsCorrection));
    }

    [Fact]
    public void SameActivityId_InTwoConversations_IsTwoTurns()
    {
        var here = Turns(SampleActivities.Message("yes"))[0];
        var there = Turns(SampleActivities.Message("yes").With("conversation", new JsonObject { ["id"] = "19:other" }))[0];

        Assert.NotEqual(here.TurnId, there.TurnId);
        Assert.Equal(here.TurnId, Turns(SampleActivities.Message("yes"))[0].TurnId);
    }

    [Fact]
    public void Files_AreFetchedLater_TheirCopyAsHtmlIsNone()
    {
        var turn = Assert.Single(Turns(SampleActivities.Message("see file").With("attachments", new JsonArray(
            SampleActivities.File("../kunden\u202E.csv", "https://x.sharepoint.com/f"), SampleActivities.Html("<div>see file</div>")))));

        var file = Assert.Single(turn.Files);
        Assert.Equal(("kunden.csv", "", 0), (file.Name, file.ArtifactHash, file.Size));
        Assert.Contains("https://x.sharepoint.com/f", file.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("personal", "", """[{"contentType":"image/png","contentUrl":"https://x/p.png"}]""", "picture")]
    [InlineData("channel", "look", """[{"contentType":"text/html","content":"<div>look <attachment id=\"7\"></attachment></div>"}]""", "channel_file")]
    public void WhatCannotBeRead_IsTold(string type, string text, string attachments, string kind)
    {
        var notice = Turns(SampleActivities.Message(text, type).With("attachments", JsonNode.Parse(attachments)))[0];

        Assert.Equal((ActionVerb.Notice, kind), (notice.Action!.Command.Verb, notice.Action.Command.Data["kind"]));
    }

    [Fact]
    public void PictureBesideWords_OnlyTheWordsCount()
    {
        var turn = Assert.Single(Turns(SampleActivities.Message("where are we?").With("attachments", JsonNode.Parse("""[{"contentType":"image/png","contentUrl":"https://x/p.png"}]"""))));
        Assert.Equal("where are we?", turn.Text);
    }

    [Fact]
    public void TextTooLong_IsToldAndNotCut() =>
        Assert.Equal("too_long", Assert.Single(Turns(SampleActivities.Message(new string('x', 4_001)))).Action!.Command.Data["kind"]);

    [Fact]
    public void Link_IsOpenedOnlyWhereThatIsPermitted()
    {
        const string Words = "take https://contoso.sharepoint.com/sites/a/customers.csv please";
        Assert.Empty(Assert.Single(Turns(SampleActivities.Message(Words))).Files);

        var turn = Assert.Single(Turns(SampleActivities.Message(Words), new TeamsOptions { ReadsLinkedFiles = true }));
        Assert.Single(turn.Files);
        Assert.Equal("take please", turn.Text);
        Assert.Empty(Turns(SampleActivities.Message("https://evil.example/customers.csv"), new TeamsOptions { ReadsLinkedFiles = true })[0].Files);
    }

    [Fact]
    public void Edit_IsACorrectionEachTimeItSaysSomethingElse()
    {
        var edit = SampleActivities.Message("approve").With("type", "messageUpdate").With("channelData", JsonNode.Parse("""{"eventType":"editMessage"}"""));
        var other = SampleActivities.Message("approve it").With("type", "messageUpdate").With("channelData", JsonNode.Parse("""{"eventType":"editMessage"}"""));
        var first = Assert.Single(Turns(edit));

        Assert.True(first.IsCorrection);
        Assert.Equal(first.TurnId, Turns(edit)[0].TurnId);
        Assert.NotEqual(first.TurnId, Turns(other)[0].TurnId);
        Assert.NotEqual(first.TurnId, Turns(SampleActivities.Message("approve"))[0].TurnId);
    }

    [Fact]
    public void Delete_NamesTheTurnThatIsTakenBack()
    {
        var said = Turns(SampleActivities.Message("my salary is a secret"))[0];
        var taken = Assert.Single(Turns(SampleActivities.Message("").With("type", "messageDelete")));

        Assert.Equal((ActionVerb.Retract, said.TurnId), (taken.Action!.Command.Verb, taken.Action.Command.Data["turn"]));
    }

    [Fact]
    public void Install_InEveryForm_IsOneWelcome()
    {
        JsonObject[] forms =
        [
            SampleActivities.Message("").With("type", "installationUpdate").With("action", "add").With("id", "1"),
            SampleActivities.Message("").With("type", "conversationUpdate").With("id", "2").With("membersAdded", JsonNode.Parse("""[{"id":"29:ada"},{"id":"28:bot"}]""")),
            SampleActivities.Message("").With("type", "conversationUpdate").With("id", "3").With("membersAdded", JsonNode.Parse("""[{"id":"29:ada"}]""")),
        ];

        Assert.Single(forms.Select(form => Assert.Single(Turns(form)).TurnId).Distinct());
        Assert.Empty(Turns(SampleActivities.Message("", "groupChat").With("type", "conversationUpdate").With("membersAdded", JsonNode.Parse("""[{"id":"29:grace"}]"""))));
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("event")]
    [InlineData("endOfConversation")]
    [InlineData("something-new")]
    public void UnknownTypes_MeanNothing(string type) => Assert.Empty(Turns(SampleActivities.Message("hello").With("type", type)));

    [Theory]
    [InlineData("""{"type":"installationUpdate","action":"remove"}""", true)]
    [InlineData("""{"type":"conversationUpdate","channelData":{"eventType":"teamDeleted"}}""", true)]
    [InlineData("""{"type":"conversationUpdate","membersRemoved":[{"id":"28:bot"}]}""", true)]
    [InlineData("""{"type":"conversationUpdate","membersRemoved":[{"id":"29:ada"}]}""", false)]
    [InlineData("""{"type":"conversationUpdate","channelData":{"eventType":"channelRenamed"}}""", false)]
    [InlineData("""{"type":"message"}""", false)]
    public void Removal_ClosesTheConversation(string changes, bool closes)
    {
        var activity = SampleActivities.Message("");
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject()) activity[name] = value?.DeepClone();

        Assert.Equal(closes, ActivityTurns.Closes(activity.Read()));
    }

    [Fact]
    public void Submit_IsAPressWithItsInputs()
    {
        var turn = Assert.Single(Turns(SampleActivities.Message("").With("value", JsonNode.Parse("""{"verb":"approve","approval":"a1","hash":"h1","message":"m1","items:s1":"true","n":5,"b":false,"o":{"x":1}}"""))));

        Assert.Equal((ActionVerb.Approve, "m1"), (turn.Action!.Command.Verb, turn.Action.MessageId));
        Assert.Equal(("true", "5", "false", false), (turn.Action.Inputs["items:s1"], turn.Action.Inputs["n"], turn.Action.Inputs["b"], turn.Action.Inputs.ContainsKey("o")));
    }
}
