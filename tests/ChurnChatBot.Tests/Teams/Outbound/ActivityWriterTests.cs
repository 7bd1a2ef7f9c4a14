using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Teams.Outbound;
using ChurnChatBot.Teams.Protocol;
using ChurnChatBot.Tests.Rendering;

namespace ChurnChatBot.Tests.Teams.Outbound;

/// <summary>What is around the card, and that all of it together is never too large.</summary>
public sealed class ActivityWriterTests
{
    private static readonly Heading Score = new(RichText.Of($"Ranks churn well: {Fact.Number("training.roc_auc", 0.861)}"));
    private static readonly Paragraph Rows = new(RichText.Of($"{Fact.Count("profile.rows", 5012)} customers"));

    [Fact]
    public void Label_FactsOfTheModel_SaysThatAModelMadeThem()
    {
        Assert.Equal("AIGeneratedContent", (string?)About(new ReplyMessage(Score))!["additionalType"]![0]);
        Assert.Equal("AIGeneratedContent", (string?)About(new ReplyMessage(new Details("More", [Score])))!["additionalType"]![0]);
        Assert.Null(About(new ReplyMessage(Rows)));
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    public void Label_PersonalData_StandsWhereItIsShown(bool isShared, bool namesCustomers, bool isLabelled)
    {
        var message = new ReplyMessage(new Details("Who", [new PersonalData([new Paragraph("C00042")], "Hidden.")])) { NamesCustomers = namesCustomers };

        var about = About(message, isShared);

        Assert.Equal(isLabelled ? "Personal data" : null, (string?)about?["usageInfo"]?["name"]);
        Assert.Equal(isLabelled, Json(message, isShared).ToJsonString().Contains("C00042", StringComparison.Ordinal));
    }

    [Fact]
    public void Citations_OfSources_HaveMarksInTheText()
    {
        var message = new ReplyMessage(Rows) { Sources = [new SourceNote("a [b](http://c).csv", "Uploaded today."), new SourceNote("d.csv", new string('e', 500))] };

        var (json, citations) = (Json(message), About(message)!["citation"]!.AsArray());

        Assert.Equal("Based on [1] [2]", (string?)json["text"]);
        Assert.Equal([1, 2], citations.Select(claim => (int)claim!["position"]!));
        Assert.Equal("a [b](http://c).csv", (string?)citations[0]!["appearance"]!["name"]);
        Assert.Equal(160, ((string?)citations[1]!["appearance"]!["abstract"])!.Length);
    }

    [Fact]
    public void Card_ThatCanBePressed_HasNoTextBesideIt()
    {
        var choices = new Choices([new Choice("Why?", new ActionCommand("say"))]);
        foreach (var section in (MessageSection[])[choices, new ApprovalPrompt("a1", "h1", []), new PersonalData([Rows], "Not here."), new Details("More", [choices])])
            Assert.Null(Json(new ReplyMessage(Rows, section) { Sources = [new SourceNote("a.csv", "b")] })["text"]);
    }

    [Fact]
    public void Progress_Never_CallsAsksOrCites()
    {
        var json = Json(new ReplyMessage(new Progress("Training", 0.3), Score) { Sources = [new SourceNote("a.csv", "b")] });

        Assert.Null(json["channelData"]);
        Assert.Null(json["text"]);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("Approved by Ada", false)]
    public void Alert_OpenDecision_CallsThePerson(string? decision, bool isAlert)
    {
        var prompt = new ApprovalPrompt("a", "h", [], decision is null ? null : (RichText)decision);

        var data = Json(new ReplyMessage(Rows, prompt))["channelData"]!;

        Assert.Equal("default", (string?)data["feedbackLoop"]!["type"]);
        Assert.Equal(isAlert, (bool?)data["notification"]?["alert"] == true);
    }

    [Fact]
    public void Prompts_ManyAndLong_AreAtMostSixAndWhole()
    {
        var message = new ReplyMessage(Rows) { Suggestions = [new string('x', 500), .. Enumerable.Range(1, 9).Select(number => $"question {number}")] };

        var actions = Json(message)["suggestedActions"]!["actions"]!.AsArray();

        Assert.Equal(["question 1", "question 2", "question 3", "question 4", "question 5", "question 6"], actions.Select(action => (string?)action!["value"]));
        Assert.All(actions, action => Assert.Equal("imBack", (string?)action!["type"]));
        Assert.Null(Json(message, isShared: true)["suggestedActions"]);
    }

    [Fact]
    public void Summary_LongAndDangerous_IsShortAndHarmless()
    {
        var summary = (string?)Json(new ReplyMessage(new Heading(RichText.Of($"{Data.Cell("\u202Eabc\u0007" + new string('x', 500))}"))))["summary"];

        Assert.Equal(200, summary!.Length);
        Assert.StartsWith("abcx", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_WhereOthersRead_KeepsPersonalDataBack()
    {
        var message = new ReplyMessage(Rows, new PersonalData([new Paragraph("C00042")], "Customers are named to you alone."), new Bullets(["one", "two"]));

        var (shared, own) = (Plain(message, isShared: true), Plain(message, isShared: false));

        Assert.StartsWith("5,012 customers\nCustomers are named to you alone.\n- one\n- two\n", shared, StringComparison.Ordinal);
        Assert.Contains("C00042", own, StringComparison.Ordinal);
        Assert.DoesNotContain("C00042", shared, StringComparison.Ordinal);
    }

    public static TheoryData<string> Heavy => [.. HeavyMessages.Keys];

    [Theory]
    [MemberData(nameof(Heavy))]
    public void Activity_OfAnyMessage_FitsWhateverIsAddedLater(string name)
    {
        foreach (var isShared in (bool[])[false, true])
        {
            var activity = ActivityWriter.Write(Outgoing(HeavyMessages[name]), Reference(isShared));

            // The id of an update and the end of a stream come on top.
            Assert.InRange(ActivityWriter.SizeOf(activity), 1, ActivityWriter.LargestActivity - 400);
            Assert.True(activity.Text is not null || activity.Attachments is { Count: > 0 });
        }
    }

    private static readonly string Wide = new('漢', 3_000);

    private static readonly Dictionary<string, ReplyMessage> HeavyMessages = new()
    {
        ["one paragraph"] = new ReplyMessage(new Paragraph(RichText.Of($"{Data.Cell(new string('"', 60_000))}"))),
        ["many paragraphs"] = new ReplyMessage([.. Enumerable.Range(0, 60).Select(_ => new Paragraph(RichText.Of($"{Data.Cell(Wide)}")))]),
        ["a wide table"] = new ReplyMessage(new ResultTable("Wide", [.. Enumerable.Range(0, 40).Select(_ => new TableColumn(RichText.Of($"{Data.Name(Wide)}")))], [[.. Enumerable.Range(0, 40).Select(_ => RichText.Of($"{Data.Cell(Wide)}"))]])),
        ["a long table"] = new ReplyMessage(new ResultTable("Long", [new TableColumn("A"), new TableColumn("B")], [.. Enumerable.Range(0, 2_000).Select(row => (IReadOnlyList<RichText>)[RichText.Of($"{Fact.Count("r", row)}"), RichText.Of($"{Data.Cell("city " + row)}")])])),
        ["many toggles"] = new ReplyMessage(new Toggles("items", [.. Enumerable.Range(0, 300).Select(item => new Toggle("item" + item, RichText.Of($"{Data.Name("column " + item)}"), true, "a detail that says why"))]), new ApprovalPrompt("a", "h", [new Choice("Approve", new ActionCommand(ActionVerb.Approve))])),
        ["much around the card"] = new ReplyMessage(Score, new Paragraph(RichText.Of($"{Data.Cell(Wide)}")))
        {
            Suggestions = [.. Enumerable.Range(0, 9).Select(_ => new string('漢', 200))],
            Sources = [.. Enumerable.Range(0, 9).Select(_ => new SourceNote(Wide, RichText.Of($"{Data.Cell(Wide)}")))],
        },
        ["a profile"] = SampleMessages.Profile,
        ["a cleaning plan"] = SampleMessages.Cleaning,
    };

    private static OutgoingMessage Outgoing(ReplyMessage message) => new("m1", 1, message);

    private static ConversationReference Reference(bool isShared) => new()
    {
        ServiceUrl = "https://smba.trafficmanager.net/emea/",
        Bot = new ChannelAccount("28:bot", "Churn Bot"),
        ConversationType = isShared ? ConversationTypes.GroupChat : ConversationTypes.Personal,
    };

    private static JsonObject Json(ReplyMessage message, bool isShared = false) =>
        JsonSerializer.SerializeToNode(ActivityWriter.Write(Outgoing(message), Reference(isShared)), ProtocolJson.Options)!.AsObject();

    private static JsonNode? About(ReplyMessage message, bool isShared = false) =>
        Json(message, isShared)["entities"]?.AsArray().Single(entity => (string?)entity!["type"] == "https://schema.org/Message");

    private static string Plain(ReplyMessage message, bool isShared) => ActivityWriter.Plain(Outgoing(message), Reference(isShared)).Text!;
}
