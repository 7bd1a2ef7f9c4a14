using ChurnChatBot.Slack.Inbound;

namespace ChurnChatBot.Tests.Slack.Inbound;

public sealed class SaidTextTests
{
    [Theory]
    [InlineData("<@UBOT> churn rate by city?", "churn rate by city?")]
    [InlineData("hey <@UBOT|churnbot>, where are we?", "hey , where are we?")]
    [InlineData("ask <@U2|Grace> and <@U3>", "ask @Grace and @U3")]
    [InlineData("see <#C7|data> and <#C8>", "see #data and #C8")]
    [InlineData("<!here> <!subteam^S1|@sales> <!date^1392734382^{date}|18 Feb 2014>", "@here @sales 18 Feb 2014")]
    [InlineData("<https://example.com/a?b=1&amp;c=2> <https://example.com|example.com> <mailto:ada@example.com>", "https://example.com/a?b=1&c=2 example.com ada@example.com")]
    [InlineData("age &lt; 60 &amp; age &gt; 20", "age < 60 & age > 20")]
    [InlineData("&amp;lt;b&amp;gt;", "&lt;b&gt;")]
    [InlineData("  a \t b\n c  ", "a b\n c")]
    [InlineData("<>", "<>")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Text_IsAsThePersonSawIt(string? sent, string said) => Assert.Equal(said, SaidText.Of(sent, "UBOT"));

    [Fact]
    public void Label_ThatLooksLikeNotation_StaysData() => Assert.Equal("@<@UBOT>", SaidText.Of("<@U2|&lt;@UBOT&gt;>", "UBOT"));

    [Theory]
    [InlineData("<@UBOT> hi", "UBOT", true)]
    [InlineData("hi <@UBOT|churnbot>", "UBOT", true)]
    [InlineData("hi <@UBOTHER>", "UBOT", false)]
    [InlineData("hi @UBOT", "UBOT", false)]
    [InlineData("hi <@UBOT>", null, false)]
    public void Mention_IsOfTheBotAlone(string text, string? bot, bool mentions) => Assert.Equal(mentions, SaidText.Mentions(text, bot));

    [Fact]
    public void LongText_OfManyBrackets_IsReadInTime()
    {
        var watch = TimeProvider.System.GetTimestamp();
        SaidText.Of(new string('<', 40_000), "UBOT");
        SaidText.Of(string.Concat(Enumerable.Repeat("<a", 20_000)), "UBOT");
        Assert.True(TimeProvider.System.GetElapsedTime(watch) < TimeSpan.FromSeconds(2));
    }
}
