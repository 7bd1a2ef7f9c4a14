using System.Text.Json.Nodes;
using ChurnChatBot.Tests.Slack.StandIn;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>Messages of Slack are read as people read them: otherwise the scenarios would look for words where nobody sees any.</summary>
public sealed class SlackCardTests
{
    private const string Ticks = """
        [{"type":"input","block_id":"b","label":{"type":"plain_text","text":"Steps"},"optional":true,"element":{"type":"checkboxes","action_id":"items",
          "options":[{"text":{"type":"plain_text","text":"Fill age"},"value":"1"},{"text":{"type":"mrkdwn","text":"Drop *city*"},"value":"2","description":{"type":"plain_text","text":"3 rows"}}],
          "initial_options":[{"text":{"type":"plain_text","text":"Fill age"},"value":"1"},{"text":{"type":"mrkdwn","text":"Drop *city*"},"value":"2","description":{"type":"plain_text","text":"3 rows"}}]}},
         {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Approve 2 steps"},"value":"{\"message\":\"m\",\"verb\":\"approve\"}"},
                                       {"type":"button","text":{"type":"plain_text","text":"report.html"},"value":"{\"message\":\"m\",\"verb\":\"deliver\"}"},
                                       {"type":"button","text":{"type":"plain_text","text":"Open"},"url":"https://example.com/"}]}]
        """;

    private readonly StandInUser _ada = new StandInWorkspace("Acme", "T0000001", new StandInSlackOptions()).Add("Ada");

    [Theory]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"Plan"}}""", "Plan")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"*Churn* of <https://example.com|a page> &lt; 5 * 3"},"fields":[{"type":"plain_text","text":"age"}]}""", "Churn of a page < 5 * 3 age")]
    [InlineData("""{"type":"context","elements":[{"type":"plain_text","text":"a"},{"type":"image","alt_text":"b","image_url":"https://example.com/"}]}""", "a b")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"20"},{"type":"text","text":".9 %","style":{"bold":true}}]},{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"link","url":"https://example.com/","text":"x"}]}]}]}""", "20.9 % x")]
    [InlineData("""{"type":"markdown","text":"**Churn** is [here](https://example.com)"}""", "Churn is here")]
    [InlineData("""{"type":"data_table","caption":"Cities","rows":[[{"type":"raw_text","text":"city"}],[{"type":"raw_number","value":317,"text":"317"}]]}""", "Cities city 317")]
    [InlineData("""{"type":"data_visualization","title":"Gain","chart":{"type":"bar","series":[{"name":"model","data":[{"label":"10 %","value":3}]}],"axis_config":{"categories":["10 %"]}}}""", "Gain model 10 % 3")]
    [InlineData("""{"type":"container","title":{"type":"plain_text","text":"More"},"child_blocks":[{"type":"header","text":{"type":"plain_text","text":"inside"}}]}""", "More inside")]
    [InlineData("""{"type":"plan","title":"Training","tasks":[{"type":"task_card","task_id":"1","title":"Boosted trees","status":"complete"}]}""", "Training Boosted trees")]
    [InlineData("""{"type":"card","title":{"type":"mrkdwn","text":"Card"},"body":{"type":"mrkdwn","text":"body"}}""", "Card body")]
    [InlineData("""{"type":"divider"}""", "")]
    public void Block_IsReadAsItIsShown(string block, string words) => Assert.Equal(words, Card($"[{block}]").Text);

    [Fact]
    public void Text_BesideBlocks_IsNotSeen_AndAloneItIs()
    {
        var blocks = new SlackCard(Post("notification", """[{"type":"divider"}]"""), _ada);
        var text = new SlackCard(Post("*hello*", "[]"), _ada);

        Assert.Equal(("", "hello"), (blocks.Text, text.Text));
    }

    [Fact]
    public void Ticks_AreReadAsThePersonLeftThem()
    {
        var message = Post("", Ticks);
        var before = new SlackCard(message, _ada);
        Assert.Equal(["Fill age", "Drop city 3 rows"], before.Toggles.Where(toggle => toggle.IsOn).Select(toggle => toggle.Text));

        foreach (var (placed, value) in before.Untick(["city"])) message.Inputs(_ada).Give(placed, value);

        Assert.Equal([true, false], new SlackCard(message, _ada).Toggles.Select(toggle => toggle.IsOn));
        Assert.Empty(before.Untick(["nothing of the kind"]));
    }

    [Fact]
    public void Buttons_CarryTheirVerbs_AndFilesAreNamed()
    {
        var card = Card(Ticks);

        Assert.Equal([("Approve 2 steps", "approve"), ("report.html", "deliver")], card.Buttons.Select(button => (button.Label, button.Verb)));
        Assert.Equal("report.html", Assert.Single(card.Files).Key);
        Assert.Equal(card.Find("Approve")!.ActionId, SlackCard.Parse(card.Buttons[0]).ActionId);
    }

    private SlackCard Card(string blocks) => new(Post("", blocks), _ada);

    private static PostedMessage Post(string text, string blocks) =>
        new("1.000001", null, new MessageContent(text, BlockElements.WithIds((JsonArray)JsonNode.Parse(blocks)!)), DateTimeOffset.UnixEpoch);
}
