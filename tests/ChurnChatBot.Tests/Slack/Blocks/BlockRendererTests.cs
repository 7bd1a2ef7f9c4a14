using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Tests.Rendering;
using static ChurnChatBot.Tests.Slack.Blocks.BlockReading;

namespace ChurnChatBot.Tests.Slack.Blocks;

/// <summary>Every message of the product as Block Kit. The folder that CHURN_BLOCKS names gets them as files, for a check by other software.</summary>
public sealed class BlockRendererTests
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CHURN_BLOCKS");

    private static readonly BlockOptions Options = new() { MessageId = "m1" };

    public static TheoryData<string> Names => [.. Messages.Keys];

    private static Dictionary<string, Func<ReplyMessage>> Messages { get; } =
        Writers.Cards.All.Concat(SampleMessages.All.Select((message, i) => KeyValuePair.Create($"sample_{i}", (Func<ReplyMessage>)(() => message)))).ToDictionary();

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_EveryPageForEveryAudience_KeepsTheLimits(string name)
    {
        var message = Messages[name]();
        foreach (var (kind, options) in (ValueTuple<string, BlockOptions>[])
            [("personal", Options), ("shared", Options with { IsShared = true }), ("working", Options with { IsWorking = true }), ("plain", Options with { UsesNewBlocks = false })])
        {
            for (var page = 0; page < BlockRenderer.CountPages(message, options); page++)
            {
                var rendered = BlockRenderer.Render(message, options with { Page = page });
                BlockLimits.AssertKept(rendered);
                Assert.DoesNotContain(Elements(rendered.Blocks), element => (string?)element["type"] == "mrkdwn");
                if (Folder is not null) File.WriteAllText(Path.Combine(Folder, $"{name}-{kind}-{page}.json"), Payload(rendered).ToJsonString());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void View_OfEveryMessage_KeepsTheLimits(string name)
    {
        var view = PlanView.Of(Messages[name](), Options, new SlackPlace("T1", "D1", "1.2"));

        BlockLimits.AssertKept(view["blocks"]!.AsArray());
        Assert.InRange(((string)view["title"]!["text"]!).Length, 1, 24);
        if (Folder is not null) File.WriteAllText(Path.Combine(Folder, $"view-{name}.json"), view.ToJsonString());
    }

    [Fact]
    public void PersonalData_WhereOthersRead_IsLeftOutUnlessTheProjectAllowsIt()
    {
        var shared = Options with { IsShared = true };

        var hidden = Json(BlockRenderer.Render(SampleMessages.AtRisk, shared));

        Assert.DoesNotContain("C00001", hidden, StringComparison.Ordinal);
        Assert.Contains(ActionVerb.ShowPrivately, hidden, StringComparison.Ordinal);
        Assert.Contains("C00001", Json(BlockRenderer.Render(SampleMessages.AtRisk with { NamesCustomers = true }, shared)), StringComparison.Ordinal);
        Assert.Contains("C00001", Json(BlockRenderer.Render(SampleMessages.AtRisk, Options)), StringComparison.Ordinal);
    }

    [Fact]
    public void Heading_TooLongForAHeader_IsBold()
    {
        var rendered = BlockRenderer.Render(new ReplyMessage(new Heading(new string('x', 151)), new Heading(new string('y', 150))), Options);

        Assert.Equal("rich_text", (string?)rendered.Blocks[0]!["type"]);
        Assert.True((bool)rendered.Blocks[0]!["elements"]![0]!["elements"]![0]!["style"]!["bold"]!);
        Assert.Equal("header", (string?)rendered.Blocks[1]!["type"]);
    }

    [Fact]
    public void Approval_OnceDecided_SaysWhoAndHasNoButtons()
    {
        var open = BlockRenderer.Render(SampleMessages.Cleaning, Options);
        var decided = BlockRenderer.Render(SampleMessages.CleaningDecided, Options);

        Assert.Equal(["primary", null, null, "danger", null], Buttons(open).Select(button => (string?)button.Button["style"]));
        Assert.Empty(Buttons(decided));
        Assert.Contains("ApprovedbyAda,14:02", Texts(decided), StringComparison.Ordinal);
        Assert.Contains("–notdone:Keepthenewer", Texts(decided), StringComparison.Ordinal);
        Assert.DoesNotContain(decided.Blocks, block => (string?)block!["type"] == "input");
    }

    [Fact]
    public void WorkingMessage_CanNotBePressedAndSaysSo()
    {
        var working = BlockRenderer.Render(SampleMessages.Cleaning, Options with { IsWorking = true });

        Assert.StartsWith("Workingonit…", Texts(working), StringComparison.Ordinal);
        Assert.DoesNotContain(working.Blocks, block => (string?)block!["type"] is "input" or "actions" or "context_actions");
    }

    [Fact]
    public void Details_StandBehindAButtonOfTheirName()
    {
        var first = BlockRenderer.Render(SampleMessages.Profile, Options);
        var turns = Buttons(first).Where(button => button.Command.Verb == "page").ToDictionary(button => (string)button.Button["text"]!["text"]!, button => int.Parse(button.Command.Data["page"], System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(["Show as table", "Details"], turns.Keys);
        Assert.DoesNotContain("Rowssetaside", Texts(first), StringComparison.Ordinal);
        var behind = BlockRenderer.Render(SampleMessages.Profile, Options with { Page = turns["Details"] });
        Assert.StartsWith("DetailsRowsread", Texts(behind), StringComparison.Ordinal);
        Assert.Equal("0", Buttons(behind).Single(button => (string?)button.Button["text"]!["text"] == "Back").Command.Data["page"]);
    }

    [Fact]
    public void LongDetailsOfBoxes_StandBehindAButtonByTheirNumbers()
    {
        var toggles = new Toggles("items", [new Toggle("a", "First", true, "Short."), new Toggle("b", "Second", true, new string('d', 76))]);

        var first = BlockRenderer.Render(new ReplyMessage(new Heading("Two"), toggles), Options);
        var behind = BlockRenderer.Render(new ReplyMessage(new Heading("Two"), toggles), Options with { Page = 1 });

        Assert.Equal("Reasons", (string?)Buttons(first).Single().Button["text"]!["text"]);
        Assert.Equal("TwoWhattodo1.First2.Second", Texts(first));
        Assert.Equal("Reasons1.Short.2." + new string('d', 76), Texts(behind));
    }

    [Fact]
    public void Progress_IsOneLineWithABarAndAPercentage() =>
        Assert.Contains(new string('▓', 8) + new string('░', 12) + "38%", Texts(BlockRenderer.Render(SampleMessages.Training, Options)), StringComparison.Ordinal);

    [Fact]
    public void Files_HaveAButtonEachThatSends()
    {
        var offers = Buttons(BlockRenderer.Render(SampleMessages.Explanation, Options)).Where(button => button.Command.Verb == ActionVerb.SendFile).ToArray();

        Assert.Equal([new string('a', 64), new string('b', 64)], offers.Select(offer => offer.Command.Data["file"]));
        Assert.Equal("Send report.html", (string?)offers[0].Button["text"]!["text"]);
    }

    [Fact]
    public void Feedback_StandsBelowResultsOnly()
    {
        var result = Elements(BlockRenderer.Render(SampleMessages.Result, Options).Blocks).Single(element => (string?)element["type"] == "feedback_buttons");

        var (command, messageId) = ButtonValue.Read((string?)result["negative_button"]!["value"])!.Value;

        Assert.Equal((ActionVerb.Feedback, "dislike", "m1"), (command.Verb, command.Data["reaction"], messageId));
        foreach (var other in new[] { SampleMessages.Welcome, SampleMessages.Training, SampleMessages.Problem })
            Assert.DoesNotContain(Elements(BlockRenderer.Render(other, Options).Blocks), element => (string?)element["type"] == "feedback_buttons");
    }

    [Fact]
    public void Sources_AreNamed()
    {
        var message = SampleMessages.Result with { Sources = [new SourceNote("customer_data.csv", "Uploaded today, 5 repairs.")] };

        Assert.Contains("Source:customer_data.csv.Uploadedtoday,5repairs.", Texts(BlockRenderer.Render(message, Options)), StringComparison.Ordinal);
    }

    [Fact]
    public void Problem_IsMarkedInBlocksAndText()
    {
        var problem = BlockRenderer.Render(SampleMessages.Problem, Options);

        Assert.StartsWith("⚠Problem", Texts(problem), StringComparison.Ordinal);
        Assert.StartsWith("Problem: I could not read row", problem.Text.Replace("\u2060", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void LabelOrCommandTooLongForAButton_IsToldInWords()
    {
        var label = new string('l', 100);
        var message = new ReplyMessage(new Choices([
            new Choice(label, new ActionCommand(ActionVerb.Say, ("text", "short"))),
            new Choice("Unpressable", new ActionCommand(ActionVerb.Say, ("text", new string('t', 3_000))))]));

        var rendered = BlockRenderer.Render(message, Options);

        Assert.Equal(75, ((string)Assert.Single(Buttons(rendered)).Button["text"]!["text"]!).Length);
        Assert.Contains(label, Texts(rendered), StringComparison.Ordinal);
        Assert.Contains("Unpressable:writeit", Texts(rendered), StringComparison.Ordinal);
        BlockLimits.AssertKept(rendered);
    }

    [Fact]
    public void EmptyMessage_HasATextThatSaysSomething() => Assert.NotEmpty(BlockRenderer.Render(new ReplyMessage(new Footer("step 1")), Options).Text);

    private static string Json(SlackMessage message) => Payload(message).ToJsonString();
}
