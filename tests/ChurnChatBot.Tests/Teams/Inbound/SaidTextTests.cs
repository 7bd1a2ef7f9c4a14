using System.Text.Json.Nodes;
using ChurnChatBot.Teams.Inbound;

namespace ChurnChatBot.Tests.Teams.Inbound;

public sealed class SaidTextTests
{
    [Theory]
    [InlineData("churn rate by city?", "churn rate by city?")]
    [InlineData("  two   blanks ", "two blanks")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("first\nsecond", "first\nsecond")]
    [InlineData("1 < 2 and 3 > 2", "1 < 2 and 3 > 2")]
    [InlineData("fill `age` with **0**", "fill `age` with **0**")]
    public void Text_WithoutMention_IsWhatWasWritten(string text, string said) =>
        Assert.Equal(said, SaidText.Of(SampleActivities.Message(text).Read()));

    [Theory]
    [InlineData("<at>ChurnChatBot</at> where are we?", "where are we?")]
    [InlineData("where are we, <at>ChurnChatBot</at>?", "where are we, ?")]
    [InlineData("<at>ChurnChatBot</at>&nbsp;", "&nbsp;")]
    public void Text_MentionsTheBot_MentionIsLeftOut(string text, string said)
    {
        var activity = SampleActivities.Message(text, "channel").With("entities", new JsonArray(SampleActivities.Mention("<at>ChurnChatBot</at>"))).Read();

        Assert.True(SaidText.MentionsBot(activity));
        Assert.Equal(said, SaidText.Of(activity));
    }

    [Fact]
    public void Text_MentionsSomebodyElse_TheirNameStays()
    {
        var grace = new JsonObject { ["type"] = "mention", ["text"] = "<at>Grace</at>", ["mentioned"] = new JsonObject { ["id"] = "29:grace", ["name"] = "Grace Hopper" } };
        var activity = SampleActivities.Message("ask <at>Grace</at> about it", "groupChat").With("entities", new JsonArray(grace)).Read();

        Assert.False(SaidText.MentionsBot(activity));
        Assert.Equal("ask Grace Hopper about it", SaidText.Of(activity));
    }

    [Fact]
    public void Reply_QuotesSomebody_OnlyItsOwnWordsCount()
    {
        const string Html = """
            <blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong>Grace</strong><p>approve 8 steps</p></blockquote>
            <p><span itemtype="http://schema.skype.com/Mention">ChurnChatBot</span>&nbsp;why do you drop &lt;this&gt; column?</p>
            """;
        var activity = SampleActivities.Message("Grace approve 8 steps <at>ChurnChatBot</at> why do you drop <this> column?", "channel")
            .With("entities", new JsonArray(SampleActivities.Mention("<at>ChurnChatBot</at>"))).With("attachments", new JsonArray(SampleActivities.Html(Html))).Read();

        Assert.Equal("why do you drop <this> column?", SaidText.Of(activity));
    }

    [Theory]
    [InlineData("""[1, "x", null, {"type":"mention"}, {"type":"mention","text":"","mentioned":{}}, {"type":5,"text":7}]""")]
    [InlineData("""[{"type":"mention","text":"<at>a</at>","mentioned":"nobody"}]""")]
    public void Entities_OfOddShapes_DoNoHarm(string entities) =>
        Assert.Equal("hello", SaidText.Of(SampleActivities.Message("hello").With("entities", JsonNode.Parse(entities)).Read()));
}
