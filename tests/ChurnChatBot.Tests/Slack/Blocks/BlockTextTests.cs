using ChurnChatBot.Messages;
using ChurnChatBot.Slack.Blocks;
using static ChurnChatBot.Tests.Slack.Blocks.BlockReading;

namespace ChurnChatBot.Tests.Slack.Blocks;

/// <summary>Names out of files and of people that look like Slack's mark-up stay what they are.</summary>
public sealed class BlockTextTests
{
    private static readonly BlockOptions Options = new() { MessageId = "m1" };

    public static TheoryData<string> Names => ["<@U123>", "<!channel>", "@here", "<#C1|general>", "<http://a.b|text>", "https://a.b", ":smile:", "*x*", "_x_", "~x~", "`x`", "&lt;", "/remind me", "> x", "Ada & Bob"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_AnywhereInAMessage_IsPlainText(string name)
    {
        var text = RichText.Of($"{Data.Cell(name)}");
        var message = new ReplyMessage(
            new Heading(text), new Paragraph(text), new Bullets([text]), new FactList([new LabelledValue(text, text)]), new ResultTable(text, [new TableColumn(text)], [[text]]),
            new Toggles("items", [new Toggle("a", text, true, text)]), new ChoiceInput("c", text, [new InputOption("a", text)]), new Choices([new Choice(text, new ActionCommand("say", ("text", "x")))]),
            new Footer(text))
        { Sources = [new SourceNote(name, text)] };

        var rendered = BlockRenderer.Render(message, Options);

        var kinds = Elements(rendered.Blocks).Where(element => element["text"] is not null || element["elements"] is not null).Select(element => (string?)element["type"]).Distinct();
        Assert.All(kinds, kind => Assert.Contains(kind, (string?[])[null, "header", "button", "plain_text", "text", "raw_text", "rich_text", "rich_text_section", "rich_text_list", "context", "actions"]));
        Assert.All(Elements(rendered.Blocks).Where(element => (string?)element["type"] == "plain_text"), element => Assert.False((bool)element["emoji"]!));
        Assert.Contains(Elements(rendered.Blocks), element => (string?)element["type"] == "text" && (string?)element["text"] == name);
    }

    [Theory]
    [InlineData("<@U123>", "&lt;@U123&gt;")]
    [InlineData("<!channel> & co", "&lt;!channel&gt; &amp; co")]
    [InlineData(":smile:", ":\u2060smile:\u2060")]
    [InlineData("*x*", "*\u2060x*\u2060")]
    [InlineData("https://a.b", "https:\u2060//a.b")]
    [InlineData("a\nb\u202E", "a b")]
    public void Text_ForNotifications_HoldsNoMarkUp(string words, string escaped) => Assert.Equal(escaped, BlockText.Escaped(words));

    [Fact]
    public void RightToLeftName_IsIsolatedAndMarksOfDirectionAreDropped() =>
        Assert.Equal("column \u2068שלום\u2069 gpj.exe", BlockText.Plain(RichText.Of($"column {Data.Name("שלום")} {Data.Cell("\u202Egpj.exe")}"), Options.Culture));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcd😀fgh", 6, "abcd…")]
    public void Shortened_HalvesNoCharacter(string words, int most, string shortened) => Assert.Equal(shortened, BlockText.Shortened(words, most));

    [Fact]
    public void ItemOfTwoLines_IsDividedWhereAReaderPauses()
    {
        var text = OptionText.Of("Fill the column total_spend with the median 182.4, and remember that it was missing", null, Options.Culture);

        Assert.Equal(("Fill the column total_spend with the median 182.4,", "and remember that it was missing"), (text.Title, text.Description));
        Assert.Null(text.Told);
    }

    [Fact]
    public void ItemTooLongForABox_IsToldAboveByItsNumber()
    {
        var message = new ReplyMessage(new Toggles("items", [new Toggle("a", "Short", true), new Toggle("b", new string('w', 400), true)]));

        var rendered = BlockRenderer.Render(message, Options);

        Assert.StartsWith("2." + new string('w', 400), Texts(rendered), StringComparison.Ordinal);
        Assert.Equal(["1. Short", "2. " + new string('w', 68) + "…"], rendered.Blocks[1]!["element"]!["options"]!.AsArray().Select(option => (string?)option!["text"]!["text"]));
    }
}
