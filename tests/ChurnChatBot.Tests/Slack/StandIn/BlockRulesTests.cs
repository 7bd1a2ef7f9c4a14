using System.Text.Json.Nodes;
using ChurnChatBot.Tests.Slack.StandIn.Rules;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>Blocks are taken and refused as Slack takes and refuses them, and what is wrong is named where it is.</summary>
public sealed class BlockRulesTests
{
    private const string Plain = """{"type":"plain_text","text":"x"}""";
    private const string Button = """{"type":"button","text":{"type":"plain_text","text":"x"}}""";
    private const string Option = """{"text":{"type":"plain_text","text":"x"},"value":"1"}""";

    public static TheoryData<string> Good =>
    [
        $$"""{"type":"header","text":{{Plain}} }""",
        """{"type":"section","text":{"type":"mrkdwn","text":"*x*","verbatim":true},"expand":true}""",
        $$"""{"type":"section","fields":[{{Plain}}],"accessory":{{Button}} }""",
        $$"""{"type":"actions","elements":[{{Button}},{"type":"static_select","options":[{{Option}}],"initial_option":{{Option}} }]}""",
        $$"""{"type":"actions","elements":[{"type":"checkboxes","options":[{{Option}}],"initial_options":[{{Option}}]}]}""",
        $$"""{"type":"input","label":{{Plain}},"element":{"type":"number_input","is_decimal_allowed":false,"min_value":"1"} }""",
        """{"type":"context","elements":[{"type":"mrkdwn","text":"x"},{"type":"image","image_url":"https://example.com/x.png","alt_text":"x"}]}""",
        """{"type":"markdown","text":"**x**"}""",
        """{"type":"table","rows":[[{"type":"raw_text","text":"x"},{"type":"raw_number","value":1,"text":"1"}]],"column_settings":[null,{"align":"right"}]}""",
        """{"type":"data_table","caption":"x","rows":[[{"type":"raw_text","text":"x"}],[{"type":"raw_number","value":1,"text":"1"}]],"page_size":5}""",
        """{"type":"data_visualization","title":"x","chart":{"type":"bar","series":[{"name":"a","data":[{"label":"p","value":-1}]}],"axis_config":{"categories":["p"]}}}""",
        """{"type":"data_visualization","title":"x","chart":{"type":"pie","segments":[{"label":"p","value":1}]}}""",
        """{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"x","style":{"bold":true}}]}]}]}""",
        $$"""{"type":"container","title":{{Plain}},"child_blocks":[{"type":"divider"}],"is_collapsible":true,"default_collapsed":true}""",
        """{"type":"plan","title":"x","tasks":[{"type":"task_card","task_id":"1","title":"x","status":"complete"}]}""",
        $$"""{"type":"context_actions","elements":[{"type":"feedback_buttons","positive_button":{"text":{{Plain}},"value":"1"},"negative_button":{"text":{{Plain}},"value":"0"} }]}""",
        $$"""{"type":"carousel","elements":[{"type":"card","title":{"type":"mrkdwn","text":"x"},"actions":[{{Button}}]}]}""",
    ];

    public static TheoryData<string, string> Bad => new()
    {
        { """{"type":"fancy"}""", "/blocks/0/type" },
        { """{}""", "/blocks/0" },
        { """{"type":"divider","color":"red"}""", "/blocks/0/color" },
        { """{"type":"header","text":{"type":"mrkdwn","text":"x"}}""", "/blocks/0/text/type" },
        { $$"""{"type":"header","text":{"type":"plain_text","text":"{{new string('x', 151)}}"} }""", "/blocks/0/text/text" },
        { """{"type":"section"}""", "/blocks/0" },
        { """{"type":"section","text":{"type":"mrkdwn","text":""}}""", "/blocks/0/text/text" },
        { """{"type":"section","text":{"type":"mrkdwn","text":"x","emoji":true}}""", "/blocks/0/text/emoji" },
        { $$"""{"type":"section","text":{"type":"mrkdwn","text":"{{new string('x', 3001)}}"} }""", "/blocks/0/text/text" },
        { $$"""{"type":"section","fields":[{"type":"mrkdwn","text":"{{new string('x', 2001)}}"}]}""", "/blocks/0/fields/0/text" },
        { """{"type":"actions","elements":[]}""", "/blocks/0/elements" },
        { $$"""{"type":"actions","elements":[{{string.Join(',', Enumerable.Repeat(Button, 26))}}]}""", "/blocks/0/elements" },
        { """{"type":"actions","elements":[{"type":"button","text":{"type":"mrkdwn","text":"x"}}]}""", "/blocks/0/elements/0/text/type" },
        { $$"""{"type":"actions","elements":[{"type":"button","text":{{Plain}},"value":"{{new string('x', 2001)}}"}]}""", "/blocks/0/elements/0/value" },
        { $$"""{"type":"actions","elements":[{"type":"button","text":{{Plain}},"style":"default"}]}""", "/blocks/0/elements/0/style" },
        { $$"""{"type":"actions","elements":[{"type":"button","text":{{Plain}},"confirm":{"type":"confirm","text":{{Plain}} } }]}""", "/blocks/0/elements/0/confirm/type" },
        { $$"""{"type":"actions","elements":[{"type":"checkboxes","options":[{{string.Join(',', Enumerable.Repeat("""{"text":{"type":"plain_text","text":"x"}}""", 11))}}]}]}""", "/blocks/0/elements/0/options" },
        { $$"""{"type":"actions","elements":[{"type":"checkboxes","options":[{{Option}}],"initial_options":[{"text":{{Plain}},"value":"2"}]}]}""", "/blocks/0/elements/0/initial_options/0" },
        { $$"""{"type":"actions","elements":[{"type":"checkboxes","options":[{{Option}},{{Option}}]}]}""", "/blocks/0/elements/0/options" },
        { $$"""{"type":"actions","elements":[{"type":"static_select","options":[{{Option}}],"option_groups":[{"label":{{Plain}},"options":[{{Option}}]}]}]}""", "/blocks/0/elements/0" },
        { $$"""{"type":"actions","elements":[{"type":"static_select","options":[{"type":"option","text":{{Plain}},"value":"1"}]}]}""", "/blocks/0/elements/0/options/0/type" },
        { """{"type":"actions","elements":[{"type":"plain_text_input"}]}""", "/blocks/0/elements/0/type" },
        { $$"""{"type":"actions","elements":[{"type":"button","text":{{Plain}},"action_id":"a"},{"type":"button","text":{{Plain}},"action_id":"a"}]}""", "/blocks/0" },
        { $$"""{"type":"input","label":{{Plain}},"element":{{Button}} }""", "/blocks/0/element/type" },
        { """{"type":"input","label":{"type":"plain_text","text":"x"}}""", "/blocks/0" },
        { $$"""{"type":"input","label":{{Plain}},"element":{"type":"number_input","is_decimal_allowed":true,"min_value":1} }""", "/blocks/0/element/min_value" },
        { """{"type":"image","image_url":"https://example.com/x.png"}""", "/blocks/0" },
        { """{"type":"image","image_url":"https://example.com/x.png","slack_file":{"id":"F1"},"alt_text":"x"}""", "/blocks/0" },
        { """{"type":"table","rows":[[{"type":"raw_text","text":""}]]}""", "/blocks/0/rows/0/0/text" },
        { $$"""{"type":"table","rows":[[{{string.Join(',', Enumerable.Repeat("""{"type":"raw_text","text":"x"}""", 21))}}]]}""", "/blocks/0/rows/0" },
        { $$"""{"type":"table","rows":[[{"type":"raw_text","text":"{{new string('x', 5001)}}"},{"type":"raw_text","text":"{{new string('x', 5000)}}"}]]}""", "/blocks/0/rows" },
        { """{"type":"data_table","rows":[[{"type":"raw_text","text":"x"}],[{"type":"raw_text","text":"x"}]]}""", "/blocks/0" },
        { """{"type":"data_table","caption":"x","rows":[[{"type":"raw_text","text":"x"}],[]]}""", "/blocks/0/rows/1" },
        { """{"type":"data_table","caption":"x","rows":[[{"type":"raw_text","text":"x"}]]}""", "/blocks/0/rows" },
        { """{"type":"data_visualization","title":"x","chart":{"type":"pie","segments":[{"label":"p","value":0}]}}""", "/blocks/0/chart/segments/0/value" },
        { """{"type":"data_visualization","title":"x","chart":{"type":"line","series":[{"name":"a","data":[{"label":"q","value":1}]}],"axis_config":{"categories":["p"]}}}""", "/blocks/0/chart/series/0/data" },
        { """{"type":"rich_text","elements":[{"type":"rich_text_list","elements":[]}]}""", "/blocks/0/elements/0" },
        { $$"""{"type":"container","title":{{Plain}},"child_blocks":[{"type":"data_table"}]}""", "/blocks/0/child_blocks/0/type" },
        { """{"type":"alert","text":{"type":"mrkdwn","text":"x"}}""", "/blocks/0/type" },
        { $$"""{"type":"markdown","text":"{{new string('x', 12_001)}}"}""", "/blocks/0/text" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Block_Right_IsTaken(string block) => Assert.Null(Check(block));

    [Theory]
    [MemberData(nameof(Bad))]
    public void Block_Wrong_IsRefusedAtItsPlace(string block, string pointer)
    {
        var refusal = Check(block);

        Assert.Equal("invalid_blocks", refusal?.Error);
        Assert.Contains(refusal!.Messages, message => message.EndsWith($"[json-pointer:{pointer}]", StringComparison.Ordinal));
    }

    [Fact]
    public void Blocks_FiftyOne_AreTooMany()
    {
        var blocks = new JsonArray([.. Enumerable.Range(0, 51).Select(_ => new JsonObject { ["type"] = "divider" })]);

        Assert.Equal("[ERROR] no more than 50 items allowed [json-pointer:/blocks]", Assert.Single(BlockRules.Check(blocks)!.Messages));
        blocks.RemoveAt(0);
        Assert.Null(BlockRules.Check(blocks));
    }

    [Fact]
    public void Ids_Twice_AreRefused() => Assert.Equal("invalid_blocks", Check("""{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}""")?.Error);

    [Fact]
    public void Tables_Two_AreRefused()
    {
        const string table = """{"type":"table","rows":[[{"type":"raw_text","text":"x"}]]}""";

        Assert.Equal("invalid_attachments", Check($"{table},{table}")?.Error);
    }

    [Theory]
    [InlineData(13_200, null)]
    [InlineData(13_201, "msg_blocks_too_long")]
    public void Text_OfAllBlocks_IsLimited(int length, string? error)
    {
        var blocks = new JsonArray();
        for (var left = length; left > 0; left -= 3000)
            blocks.Add(new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = new string('x', Math.Min(left, 3000)) } });

        Assert.Equal(error, BlockRules.Check(blocks)?.Error);
    }

    [Theory]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[]}""", null)]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"more than twenty-four characters"},"blocks":[]}""", "/view/title/text")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input"}}]}""", "/view")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[{"type":"markdown","text":"x"}]}""", "/view/blocks/0/type")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"x"},"size":"wide","blocks":[]}""", "/view/size")]
    [InlineData("""{"type":"home","blocks":[]}""", "/view/type")]
    public void View_OfAModal_IsChecked(string view, string? pointer)
    {
        var problem = Record.Exception(() => ViewRules.Require((JsonObject)JsonNode.Parse(view)!, "modal")) as WebApiRefusal;

        Assert.Equal(pointer is not null, problem is not null);
        if (pointer is not null) Assert.Contains(problem!.Messages, message => message.EndsWith($"[json-pointer:{pointer}]", StringComparison.Ordinal));
    }

    private static WebApiRefusal? Check(string blocks) => BlockRules.Check(JsonNode.Parse($"[{blocks}]"));
}
