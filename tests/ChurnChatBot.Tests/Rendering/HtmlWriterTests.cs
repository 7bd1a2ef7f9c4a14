using ChurnChatBot.Rendering;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.Tests.Rendering;

public sealed class HtmlWriterTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("' onfocus='alert(1)")]
    [InlineData("</title><b>&amp;")]
    [InlineData("中文 und Umläute ü")]
    public void Text_OfAnyKind_ComesBackAsItWas(string text)
    {
        var element = Markup.Parse(Write(text));

        Assert.Equal(text, element.Value);
        Assert.Equal(text, element.Get("title"));
        Assert.Empty(element.Elements());
        Assert.Single(element.Attributes());
    }

    [Fact]
    public void Text_WithAnyCharacters_IsAlwaysWellFormed() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), text =>
        {
            var element = Markup.Parse(Write(text));
            return !element.Elements().Any() && element.Attributes().Count() == 1;
        }));

    [Fact]
    public void Text_WithCharactersThatAreNoXml_ShowsTheReplacementCharacter()
    {
        // Not as data of a theory: half a surrogate pair does not survive the way to the test runner.
        foreach (var text in new[] { "a\0b", "a\u001bb", "a\ud800b", "a\uffffb" }) Assert.Equal("a\uFFFDb", Markup.Parse(Write(text)).Value);
    }

    [Fact]
    public void Attribute_NullOrFalse_IsLeftOut()
    {
        var html = new HtmlWriter();
        html.Empty("input", ("checked", false), ("value", null), ("disabled", true), ("max", 1), ("x", 0.125));

        Assert.Equal("<input disabled=\"\" max=\"1\" x=\"0.12\"/>", html.ToString());
    }

    [Fact]
    public void Style_WithMarkup_IsRefused() => Assert.Throws<ArgumentException>(() => new HtmlWriter().Style("a{} </style><script>"));

    private static string Write(string text)
    {
        var html = new HtmlWriter();
        html.Element("p", text, ("title", text));
        return html.ToString();
    }
}
