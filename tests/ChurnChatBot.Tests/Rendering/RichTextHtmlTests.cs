using System.Globalization;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering;

namespace ChurnChatBot.Tests.Rendering;

public sealed class RichTextHtmlTests
{
    [Fact]
    public void Styles_BecomeElements() =>
        Assert.Equal("<strong>bold</strong> and <code>age</code>", Write(RichText.Of($"**bold** and {Data.Name("age")}")));

    [Fact]
    public void BoldName_IsCodeInsideStrong() =>
        Assert.Equal("<strong><code>age</code></strong>", Write(RichText.Of($"**{Data.Name("age")}**")));

    [Fact]
    public void Fact_IsWrittenInTheReadersCulture()
    {
        var text = RichText.Of($"{Messages.Fact.Count("profile.rows", 5012)}");

        Assert.Equal("<span class=\"fact\" data-source=\"profile.rows\">5.012</span>", Write(text, CultureInfo.GetCultureInfo("de-DE")));
    }

    [Theory]
    [InlineData("evil\u202Efdp.csv")]
    [InlineData("שם")]
    [InlineData("a\u2067b")]
    public void Name_ThatTurnsTheDirection_IsIsolated(string name)
    {
        var code = Markup.Parse("<p>" + Write(RichText.Of($"{Data.Name(name)}")) + "</p>").One("code");

        Assert.Equal(name, code.One("bdi").Value);
    }

    [Fact]
    public void MarkupInData_StaysText() =>
        Assert.DoesNotContain("<b>", Write(RichText.Of($"{Data.Cell("<b>**x**</b>")}")), StringComparison.Ordinal);

    [Fact]
    public void WithoutDirectionMarks_LeavesTheRest() => Assert.Equal("evilfdp.csv שם", RichTextHtml.WithoutDirectionMarks("evil\u202Efdp.csv\u200F שם"));

    private static string Write(RichText text, CultureInfo? culture = null)
    {
        var html = new HtmlWriter();
        RichTextHtml.Write(html, text, culture ?? CultureInfo.InvariantCulture);
        return html.ToString();
    }
}
