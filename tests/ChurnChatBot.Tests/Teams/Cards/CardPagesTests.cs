using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Pages;
using ChurnChatBot.Requests;
using ChurnChatBot.Teams.Cards;
using ChurnChatBot.Teams.Protocol;
using ChurnChatBot.Tests.Rendering;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.Tests.Teams.Cards;

/// <summary>What does not fit on one card goes on on the next: nothing is lost, nothing is too large, and every page can be reached.</summary>
public sealed class CardPagesTests
{
    private static readonly CardOptions Options = new() { MessageId = "m1" };

    [Fact]
    public void AnyMessage_OnItsPages_IsWholeAndSmallEnough()
    {
        var law = Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new RandomMessages(seed);
            var message = random.Next();
            var cards = Pages(message, Options);
            Assert.Equal(CardRenderer.CountPages(message, Options), cards.Count);
            Assert.All(cards, card => Assert.InRange(Size(card), 1, Options.MaxBytes));
            // A problem is marked on each page, also within a text that goes on.
            var read = CardReading.Normal(string.Concat(cards.Select(CardReading.Texts))).Replace("⚠Problem", "", StringComparison.Ordinal);
            foreach (var text in random.Once) AssertRead(read, CardReading.Normal(text));
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), law);
    }

    [Fact]
    public void WorkingCard_OfAnyMessage_HasTheSamePagesAndNothingToPress()
    {
        for (var seed = 0; seed < 15; seed++)
        {
            var message = new RandomMessages(seed).Next();
            for (var page = 0; page < CardRenderer.CountPages(message, Options); page++)
            {
                var card = CardRenderer.Render(message, Options with { IsWorking = true, View = new CardView(page) });
                Assert.InRange(Size(card), 1, Options.MaxBytes);
                Assert.DoesNotContain(CardReading.Elements(card["body"]), element => (string?)element["type"] is ['I', 'n', 'p', ..] or "ActionSet");
            }
        }
    }

    public static TheoryData<string> Large => [.. LargeSections.Keys];

    private static Dictionary<string, MessageSection> LargeSections { get; } = new()
    {
        { "rows of long cells", new ResultTable("t", [new("a"), new("b"), new("c")], [.. Enumerable.Range(0, 40).Select(_ => (IReadOnlyList<RichText>)[Cell(new('x', 300)), Cell(new('y', 300)), Cell(new('z', 300))])]) },
        { "one very long cell", new ResultTable("t", [new("a")], [[Cell(new('x', 30_000))]]) },
        { "500 options", new ChoiceInput("target", "Column", [.. Enumerable.Range(0, 500).Select(i => new InputOption($"column_{i}=1", Cell($"column_{i} = 1")))]) },
        { "400 boxes", new Toggles("items", [.. Enumerable.Range(0, 400).Select(i => new Toggle($"fill_missing:column_number_{i}", Cell($"fill column {i}"), true))]) },
        { "long facts", new FactList([.. Enumerable.Range(0, 40).Select(_ => new LabelledValue("label", Cell(new('v', 1_500))))]) },
        { "300 bars", new FigureSection(new BarFigure { Title = "Many bars", AlternativeText = "Many bars.", Categories = [.. Enumerable.Range(0, 300).Select(i => $"category {i}")], Series = [new BarSeries("", [.. Enumerable.Range(0, 300).Select(i => i + 0.5)])], Format = FactFormat.Number }) },
    };

    [Theory]
    [MemberData(nameof(Large))]
    public void LargeSection_OnItsPages_IsSmallEnough(string name)
    {
        var approve = new Choice("Approve", new ActionCommand(ActionVerb.Approve, ("approval", "a"), ("hash", "h")));
        var message = new ReplyMessage(new Heading(Cell(name)), LargeSections[name], new ApprovalPrompt("a", "h", [approve]), new Footer("step 2 of 5"));

        var pages = Pages(message, Options);

        Assert.True(pages.Count > 1);
        Assert.All(pages, page => Assert.InRange(Size(page), 1, Options.MaxBytes));
    }

    [Fact]
    public void Ticks_OfOtherPages_TravelWithTheButtons()
    {
        var toggles = new Toggles("items", [.. Enumerable.Range(0, 200).Select(i => new Toggle($"item-{i}", Cell($"repair of column {i}, which has gaps"), i % 3 == 0))]);
        var approve = new Choice("Approve", new ActionCommand(ActionVerb.Approve, ("approval", "a"), ("hash", "h")));
        var message = new ReplyMessage(new Heading("Repairs"), toggles, new ApprovalPrompt("a", "h", [approve]));
        var ticked = TickedItems.Merge(message, new Dictionary<string, string> { ["items:item-0"] = "false", ["items:item-1"] = "true" });
        var last = CardRenderer.CountPages(message, Options) - 1;

        var card = CardRenderer.Render(message, Options with { View = new CardView(last, ticked) });
        var pressed = Buttons(card).Single(button => (string?)button["verb"] == ActionVerb.Approve);
        var values = pressed["data"]!.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!);
        values["items:item-199"] = "true";
        var merged = TickedItems.Merge(message, values)!.Split(',');

        Assert.Equal("auto", (string?)pressed["associatedInputs"]);
        Assert.DoesNotContain("item-0", merged);
        Assert.Contains("item-1", merged);
        Assert.Contains("item-3", merged);
        Assert.Contains("item-199", merged);
    }

    [Fact]
    public void HiddenCustomers_OnPages_AreToldOfOnce()
    {
        var message = SampleMessages.AtRisk with { Sections = [.. SampleMessages.AtRisk.Sections, new Paragraph(Cell(new string('p', 30_000)))] };

        var pages = Pages(message, Options with { IsShared = true });

        Assert.True(pages.Count > 1);
        Assert.Single(pages.SelectMany(Buttons), button => (string?)button["verb"] == "show_privately");
        Assert.DoesNotContain(pages, page => page.ToJsonString().Contains("C00001", StringComparison.Ordinal));
    }

    private static void AssertRead(string read, string text)
    {
        var at = read.IndexOf(text, StringComparison.Ordinal);
        // The title of a box that is too long for one is repeated in short, so a text may be begun again, but not told again.
        Assert.True(at >= 0, $"lost: {text[..Math.Min(80, text.Length)]}");
        Assert.Equal(-1, read.IndexOf(text, at + text.Length, StringComparison.Ordinal));
    }

    /// <summary>All pages that buttons lead to from the first.</summary>
    private static IReadOnlyList<JsonObject> Pages(ReplyMessage message, CardOptions options)
    {
        var pages = new SortedDictionary<int, JsonObject>();
        var waiting = new Queue<int>([0]);
        while (waiting.TryDequeue(out var number))
        {
            if (pages.ContainsKey(number)) continue;
            pages[number] = CardRenderer.Render(message, options with { View = new CardView(number) });
            foreach (var button in Buttons(pages[number]).Where(button => (string?)button["verb"] == "page"))
                waiting.Enqueue(int.Parse((string)button["data"]!["page"]!, CultureInfo.InvariantCulture));
        }

        return [.. pages.Values];
    }

    private static IEnumerable<JsonObject> Buttons(JsonObject card) => CardReading.Elements(card["body"]).Where(element => (string?)element["type"] == "Action.Execute");

    private static int Size(JsonObject card) => Encoding.UTF8.GetByteCount(card.ToJsonString(ProtocolJson.Options));

    private static RichText Cell(string text) => RichText.Of($"{Data.Cell(text)}");
}
