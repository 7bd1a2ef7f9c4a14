using ChurnChatBot.DataScience.Export.Card;

namespace ChurnChatBot.DataScience.Tests.Export.Card;

public class MarkdownTextTests
{
    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("", "*(empty)*")]
    [InlineData("\u200B \n", "*(empty)*")]
    [InlineData("<script>&[x](http://y)", "`<script>&[x](http://y)`")]
    [InlineData("a`b``c", "```a`b``c```")]
    [InlineData("`x`", "`` `x` ``")]
    [InlineData("two\r\nlines\u202Eback", "`two  lines back`")]
    public void Code_AnyText_IsOneSpan(string text, string expected) => Assert.Equal(expected, MarkdownText.Code(text));

    [Fact]
    public void Cell_WithABar_StaysOneCell() => Assert.Equal("`a\\|b`", MarkdownText.Cell("a|b"));

    [Fact]
    public void Code_LongText_IsCut() => Assert.Equal(new string('x', 200) + "…", MarkdownText.Code(new string('x', 5000)).Trim('`'));
}
