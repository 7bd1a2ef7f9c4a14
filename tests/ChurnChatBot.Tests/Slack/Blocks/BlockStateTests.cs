using System.Text.Json;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Tests.Rendering;

namespace ChurnChatBot.Tests.Slack.Blocks;

/// <summary>What people ticked, chose and typed comes back as the message's inputs, and nothing else does.</summary>
public sealed class BlockStateTests
{
    private static readonly BlockOptions Options = new() { MessageId = "m1" };

    private static readonly IReadOnlyDictionary<string, string> NoData = new Dictionary<string, string>();

    [Fact]
    public void Inputs_AsTheyWereDrawn_ComeBack()
    {
        var cleaning = BlockState.Read(BlockReading.State(BlockRenderer.Render(SampleMessages.Cleaning, Options).Blocks));
        var inputs = BlockState.Read(BlockReading.State(BlockRenderer.Render(SampleMessages.Inputs, Options).Blocks));

        Assert.Equal("dates,age-limits,fill-age,fill-spend", Assert.Single(cleaning).Value);
        Assert.Equal(["cost", "target"], inputs.Keys.Order());
        Assert.Equal("churned=1", inputs["target"]);
        Assert.Equal("10", inputs["cost"]);
    }

    [Fact]
    public void Boxes_OfSeveralElements_AreReadTogether()
    {
        var toggles = new Toggles("items", [.. Enumerable.Range(0, 25).Select(i => new Toggle($"item-{i}", "do it", i % 2 == 0))]);
        var blocks = BlockRenderer.Render(new ReplyMessage(toggles), Options).Blocks;

        Assert.Equal(["input:items", "input:items#2", "input:items#3"], blocks.Select(block => (string?)block!["block_id"]));
        Assert.Equal(string.Join(',', toggles.Items.Where(item => item.IsOn).Select(item => item.Id)), BlockState.Read(BlockReading.State(blocks))["items"]);
    }

    [Fact]
    public void LongIds_ComeBackThroughTheMessage()
    {
        var (one, two) = (new string('a', 100), new string('b', 100));
        var message = new ReplyMessage(new Toggles("items", [new Toggle(one, "one", true), new Toggle(two, "two", false)]), new ChoiceInput("target", "Column", [new InputOption(one, "one"), new InputOption(two, "two")], two));
        var rendered = BlockRenderer.Render(message, Options);
        BlockLimits.AssertKept(rendered);

        var complete = BlockState.Complete(message, BlockState.Read(BlockReading.State(rendered.Blocks)), NoData);

        Assert.Equal(one, complete["items"]);
        Assert.Equal(two, complete["target"]);
    }

    [Fact]
    public void Values_ThatTheMessageDoesNotOffer_AreDropped()
    {
        var complete = BlockState.Complete(SampleMessages.Cleaning, new Dictionary<string, string> { ["items"] = "dates,forged" }, NoData);

        Assert.Equal("dates", complete["items"]);
        Assert.False(BlockState.Complete(SampleMessages.Inputs, new Dictionary<string, string> { ["target"] = "forged" }, NoData).ContainsKey("target"));
        Assert.Equal("dates,age-limits,fill-age,fill-spend", BlockState.Complete(SampleMessages.Cleaning, NoData, NoData)["items"]);
        Assert.Equal("dates,age-limits,fill-age,fill-spend", BlockState.Complete(SampleMessages.Cleaning, NoData, new Dictionary<string, string> { ["ticked"] = "00", ["shown"] = "999999999999-x" })["items"]);
    }

    [Theory]
    [InlineData("""null""")]
    [InlineData("""[]""")]
    [InlineData("""{"values":[]}""")]
    [InlineData("""{"values":{"input:a":[],"input:b":{"b":7},"input:c":{"other":{"type":"plain_text_input","value":"x"}},"elsewhere":{"d":{"type":"plain_text_input","value":"x"}}}}""")]
    [InlineData("""{"values":{"input:a":{"a":{"type":"plain_text_input","value":null}},"input:b":{"b":{"type":"static_select","selected_option":null}}}}""")]
    [InlineData("""{"values":{"input:a":{"a":{"type":"plain_text_input","value":{"x":1}}}}}""")]
    public void OddStates_HoldNothing(string json) => Assert.Empty(BlockState.Read(JsonDocument.Parse(json).RootElement));

    [Fact]
    public void TooMuch_IsNotTaken()
    {
        var state = JsonSerializer.SerializeToElement(new
        {
            values = new Dictionary<string, object>
            {
                ["input:a"] = new Dictionary<string, object> { ["a"] = new { type = "plain_text_input", value = new string('x', 3_001) } },
                ["input:b"] = new Dictionary<string, object> { ["b"] = new { type = "checkboxes", selected_options = Enumerable.Range(0, 5_000).Select(_ => new { value = "v" }) } },
            },
        });

        var read = BlockState.Read(state);

        Assert.DoesNotContain("a", read);
        Assert.Equal(1_000, read["b"].Split(',').Length);
    }

    [Fact]
    public void View_TellsOfItsMessageAndPlace()
    {
        var place = new SlackPlace("T1", "C1", "1700000000.000100");
        var view = PlanView.Of(SampleMessages.Cleaning, Options with { Ticked = "dates" }, place);

        Assert.Equal((place, "m1"), PlanView.ReadMetadata((string?)view["private_metadata"]));
        Assert.Equal("amend", (string?)view["callback_id"]);
        var read = BlockState.Read(BlockReading.State(view["blocks"]!.AsArray()));
        Assert.Equal("dates", read["items"]);
        Assert.Equal("input:own_words", (string?)view["blocks"]!.AsArray()[^1]!["block_id"]);
    }

    [Fact]
    public void View_OfTooManyBoxes_LeavesThemToTheMessage()
    {
        var message = new ReplyMessage(new Toggles("items", [.. Enumerable.Range(0, 2_000).Select(i => new Toggle($"item-{i}", "do it", true))]));

        var view = PlanView.Of(message, Options, new SlackPlace("T1", "C1", null));

        Assert.DoesNotContain("items", BlockState.Read(BlockReading.State(view["blocks"]!.AsArray())));
        Assert.Equal(2, view["blocks"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"Conversation":"T1","Message":"m"}""")]
    [InlineData("""{"Conversation":"T1/C1","Message":""}""")]
    public void OddMetadata_IsNobodys(string? metadata) => Assert.Null(PlanView.ReadMetadata(metadata));
}
