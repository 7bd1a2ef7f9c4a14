using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Teams.Cards;

namespace ChurnChatBot.Tests.Teams.Cards;

/// <summary>Names out of the data in places that clients parse for Markdown, and in those that they expand.</summary>
public sealed class TitleTextTests
{
    [Theory]
    [InlineData("join_date", "join_date")]
    [InlineData("fill age with 41", "fill age with 41")]
    [InlineData("**x**", "\u2060\u200A*\u200A\u200A*\u200Ax\u200A*\u200A\u200A*\u200A")]
    [InlineData("_x_", "\u2060\u200A_\u200Ax\u200A_\u200A")]
    [InlineData("[a](http://b)", "\u2060[a]\u200A(http:\u200A//b)")]
    [InlineData("<b>", "\u2060<\u200Ab>")]
    [InlineData("1. x", "\u20601. x")]
    [InlineData("# x", "\u2060# x")]
    [InlineData("a&lt;b", "a&\u200Alt;b")]
    [InlineData("`x`", "\u2060\u2035x\u2035")]
    public void Title_WithMarks_HoldsNoMarkUp(string name, string title) => Assert.Equal(title, TitleText.Of(name));

    [Fact]
    public void Texts_NeverStandWhereMarkdownIsParsed()
    {
        var card = CardRenderer.Render(new ReplyMessage(new Heading(RichText.Of($"{Data.Name("**x**")}")), new FactList([new LabelledValue("a", RichText.Of($"{Data.Cell("[a](http://b)")}"))])), new CardOptions { MessageId = "m1" });

        Assert.DoesNotContain(CardReading.Elements(card["body"]), element => (string?)element["type"] is "TextBlock" or "FactSet");
    }

    [Theory]
    [InlineData("{{DATE(2026-01-01)}}")]
    [InlineData("${name}")]
    public void Functions_InNames_AreBroken(string name)
    {
        var text = RichText.Of($"{Data.Name(name)}");
        var card = CardRenderer.Render(new ReplyMessage(new Paragraph(text), new Toggles("items", [new Toggle("a", text, true, text)]), new ChoiceInput("c", text, [new InputOption("a", text)])), new CardOptions { MessageId = "m1" });

        Assert.DoesNotContain(name[..2], card.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void RightToLeftName_IsIsolatedAndMarksOfDirectionAreDropped()
    {
        var card = CardRenderer.Render(new ReplyMessage(new Paragraph(RichText.Of($"column {Data.Name("שלום")} {Data.Cell("\u202Egpj.exe")}"))), new CardOptions { MessageId = "m1" });

        Assert.Equal("column \u2068שלום\u2069 gpj.exe", string.Concat(card["body"]![0]!["inlines"]!.AsArray().Select(run => (string?)run!["text"])));
    }

    [Fact]
    public void Rejection_IsNotShownAsSuccess()
    {
        JsonNode card = CardRenderer.Render(new ReplyMessage(new ApprovalPrompt("a", "h", [], "Rejected by Ada")), new CardOptions { MessageId = "m1" });

        Assert.DoesNotContain("✓", card.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        Assert.DoesNotContain("Good", card.ToJsonString(), StringComparison.Ordinal);
    }
}
