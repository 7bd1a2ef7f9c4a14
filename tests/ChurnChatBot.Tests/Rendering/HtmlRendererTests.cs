using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Rendering;

public sealed class HtmlRendererTests
{
    private static readonly RenderOptions Options = new() { MessageId = "m1", Revision = 3, At = new DateTimeOffset(2026, 3, 1, 14, 2, 0, TimeSpan.Zero), FileAddress = file => $"/files/{file.ArtifactHash}/x" };

    [Fact]
    public void Samples_HoldEverySection()
    {
        var known = typeof(MessageSection).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType.Name).Order();

        Assert.Equal(known, SampleMessages.All.SelectMany(message => Flatten(message.Sections)).Select(section => section.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void EverySample_IsHarmlessAndWellFormed()
    {
        foreach (var message in SampleMessages.All) Markup.AssertHarmless(Render(message));
    }

    [Fact]
    public void Article_NamesMessageRevisionAuthorAndTime()
    {
        var article = Render(SampleMessages.Welcome);

        Assert.Equal("article", article.Name.LocalName);
        Assert.Equal(("m1", "3"), (article.Get("data-message-id"), article.Get("data-revision")));
        Assert.Equal("ChurnChatBot", article.One("span", "author").Value);
        Assert.Equal(("2026-03-01T14:02:00Z", "14:02"), (article.One("time").Get("datetime"), article.One("time").Value));
        Assert.Contains("bot", Markup.Looks(article));
    }

    [Fact]
    public void PersonsMessage_IsABubbleWithTheirName()
    {
        var article = Render(new ReplyMessage(new Paragraph("hello")), Options with { Author = "<i>Ada" });

        Assert.Contains("person", Markup.Looks(article));
        Assert.Equal("<i>Ada", article.One("span", "author").Value);
    }

    [Fact]
    public void Problem_IsSaidAndMarked()
    {
        var article = Render(SampleMessages.Problem);

        Assert.Contains("problem", Markup.Looks(article));
        Assert.Equal("Problem: ", article.One("span", "visually-hidden").Value);
    }

    [Fact]
    public void SecondHeading_StandsALevelBelowTheFirst()
    {
        var article = Render(new ReplyMessage(new Heading("one"), new Heading("two")));

        Assert.Equal("one", article.One("h2").Value);
        Assert.Equal("two", article.One("h3").Value);
    }

    [Fact]
    public void Table_HasCaptionScopesAndSaysHowManyRowsThereAre()
    {
        var article = Render(SampleMessages.Profile);
        var table = article.All("details").Single(details => details.Elements().First().Value == "Details").One("table");

        Assert.Equal("Columns as I read them", table.One("caption").Value);
        Assert.All(table.One("thead").All("th"), header => Assert.Equal("col", header.Get("scope")));
        Assert.Equal(5, table.One("tbody").All("th").Count(header => header.Get("scope") == "row"));
        Assert.Equal(10, table.One("tbody").All("td", "number").Count);
        Assert.Contains(article.All("p", "footnote"), note => note.Value == "Showing 5 of 7 rows");
    }

    [Fact]
    public void Facts_AreADescriptionList()
    {
        var list = Render(SampleMessages.Profile).One("dl", "facts");

        Assert.Equal(["Rows read", "Rows set aside", "Dates", "Size"], list.All("dt").Select(term => term.Value));
        Assert.Equal("2019-03-01 to 2023-08-22", list.All("dd")[2].Value);
    }

    [Fact]
    public void Toggles_AreCheckboxesOfAFieldset()
    {
        var fieldset = Render(SampleMessages.Cleaning).One("fieldset");

        Assert.Equal("items", fieldset.Get("data-toggles"));
        Assert.Null(fieldset.Get("disabled"));
        Assert.Equal(["dates", "age-limits", "fill-age", "fill-spend"], fieldset.All("input").Where(box => box.Get("checked") is not null).Select(box => box.Get("value")));
        Assert.All(fieldset.All("input"), box => Assert.Equal("label", box.Parent!.Name.LocalName));
    }

    [Fact]
    public void OpenApproval_HasButtonsWithTheirCommand()
    {
        var approve = Render(SampleMessages.Cleaning).One("div", "approval").All("button")[0];

        Assert.Equal("Approve 4 steps", approve.Value);
        Assert.Equal(("button", ActionVerb.Approve), (approve.Get("type"), approve.Get("data-verb")));
        Assert.Equal(new Dictionary<string, string> { ["approval"] = "ap-1", ["hash"] = "hash-1" }, JsonSerializer.Deserialize<Dictionary<string, string>>(approve.Get("data-command")!));
    }

    [Fact]
    public void DecidedApproval_IsALineWithoutButtons()
    {
        var article = Render(SampleMessages.CleaningDecided);

        Assert.Equal("Approved by Ada, 14:02", article.One("p", "decision").Value);
        Assert.Empty(article.All("button"));
        Assert.NotNull(article.One("fieldset").Get("disabled"));
    }

    [Fact]
    public void Inputs_AreNamedLabelledAndPrefilled()
    {
        var article = Render(SampleMessages.Inputs);

        Assert.Equal("churned=1", article.All("input").Single(input => input.Get("type") == "radio" && input.Get("checked") is not null).Get("value"));
        Assert.Equal(("city", ""), (article.One("select").Get("data-input"), article.One("select").All("option")[0].Get("value")));
        var number = article.All("input").Single(input => input.Get("type") == "number");
        Assert.Equal(("cost", "0", "1000", "10"), (number.Get("data-input"), number.Get("min"), number.Get("max"), number.Get("value")));
        Assert.Equal("200", article.All("input").Single(input => input.Get("type") == "text").Get("maxlength"));
        Assert.All(article.All("label"), label => Assert.NotEmpty(label.Value));
    }

    [Theory]
    [InlineData(0.38, "0.38")]
    [InlineData(7, "1")]
    [InlineData(double.NaN, "0")]
    public void Progress_IsABarInItsBounds(double fraction, string value)
    {
        var bar = Render(new ReplyMessage(new Progress("Training", fraction))).One("progress");

        Assert.Equal((value, "1", "Training"), (bar.Get("value"), bar.Get("max"), bar.Get("aria-label")));
    }

    [Fact]
    public void FinishedProgress_HasNoBar() => Assert.Empty(Render(new ReplyMessage(new Progress("Done", 1, IsFinished: true))).All("progress"));

    [Fact]
    public void Files_AreLinksWithSizeAndReportsOpenBeside()
    {
        var links = Render(SampleMessages.Explanation).One("ul", "files").All("a");

        Assert.Equal(("_blank", null, "noopener"), (links[0].Get("target"), links[0].Get("download"), links[0].Get("rel")));
        Assert.Equal((null, "customers_at_risk.csv"), (links[1].Get("target"), links[1].Get("download")));
        Assert.Equal($"/files/{new string('b', 64)}/x", links[1].Get("href"));
    }

    [Fact]
    public void Files_WithoutAddress_AreOnlyNamed() =>
        Assert.Empty(Render(SampleMessages.Explanation, Options with { FileAddress = _ => null }).All("a"));

    [Fact]
    public void NotInteractive_HasNothingToPressOrFillIn()
    {
        foreach (var message in SampleMessages.All)
        {
            var article = Render(message, Options with { IsInteractive = false });
            foreach (var name in new[] { "button", "input", "select", "textarea", "form", "fieldset", "progress" }) Assert.Empty(article.All(name));
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\u202Egpj.exe\0<img src=x onerror=alert(1)>")]
    public void HostileNames_AnywhereStayText(string name)
    {
        foreach (var message in Hostile(name)) Markup.AssertHarmless(Render(message, Options with { Author = name, MessageId = name }));
    }

    [Fact]
    public void Options_WithoutMessageId_AreRefused() =>
        Assert.Throws<ArgumentException>(() => HtmlRenderer.Render(SampleMessages.Welcome, new RenderOptions { MessageId = "" }));

    /// <summary>Every sample with every text in it replaced, through its own JSON, so that no place is forgotten.</summary>
    private static IEnumerable<ReplyMessage> Hostile(string name)
    {
        var keep = new HashSet<string> { "section", "figure", "mediaType", "artifactHash", "state" };
        foreach (var message in SampleMessages.All)
        {
            var node = System.Text.Json.Nodes.JsonNode.Parse(StoredJson.Write(message))!;
            Replace(node);
            yield return StoredJson.Read<ReplyMessage>(node.ToJsonString());
        }

        void Replace(System.Text.Json.Nodes.JsonNode node)
        {
            if (node is System.Text.Json.Nodes.JsonArray array)
            {
                for (var i = 0; i < array.Count; i++)
                {
                    if (array[i] is System.Text.Json.Nodes.JsonValue value && value.GetValueKind() == JsonValueKind.String) array[i] = name;
                    else if (array[i] is { } child) Replace(child);
                }
            }
            else if (node is System.Text.Json.Nodes.JsonObject members)
            {
                foreach (var (key, value) in members.ToList())
                {
                    var isText = value?.GetValueKind() == JsonValueKind.String;
                    if (isText && !keep.Contains(key) && key is not ("format" or "xFormat" or "yFormat" or "style")) members[key] = name;
                    else if (!isText && value is not null) Replace(value);
                }
            }
        }
    }

    private static IEnumerable<MessageSection> Flatten(IReadOnlyList<MessageSection> sections) =>
        sections.SelectMany(section => section is Messages.Details details ? Flatten(details.Sections).Append(section) : [section]);

    private static XElement Render(ReplyMessage message, RenderOptions? options = null) => Markup.Parse(HtmlRenderer.Render(message, options ?? Options));
}
