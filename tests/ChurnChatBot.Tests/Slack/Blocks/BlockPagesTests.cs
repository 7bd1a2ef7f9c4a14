using System.Globalization;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Tests.Rendering;
using ChurnChatBot.Tests.Teams.Cards;
using FsCheck;
using FsCheck.Fluent;
using static ChurnChatBot.Tests.Slack.Blocks.BlockReading;

namespace ChurnChatBot.Tests.Slack.Blocks;

/// <summary>What does not fit into one message goes on on the next page: nothing is lost, nothing is too large, and every page can be reached.</summary>
public sealed class BlockPagesTests
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CHURN_BLOCKS");

    private static readonly BlockOptions Options = new() { MessageId = "m1" };

    [Fact]
    public void AnyMessage_OnItsPages_IsWholeAndKeepsTheLimits()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(ArbMap.Default.ArbFor<int>(), AssertIsWhole));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void KnownMessage_OnItsPages_IsWholeAndKeepsTheLimits(int seed) => AssertIsWhole(seed);

    private static void AssertIsWhole(int seed)
    {
        var random = new RandomMessages(seed);
        var message = random.Next();
        var options = Options with { UsesNewBlocks = seed % 2 == 0 };
        var pages = Pages(message, options);
        Assert.Equal(BlockRenderer.CountPages(message, options), pages.Count);
        Assert.All(pages, BlockLimits.AssertKept);
        // A problem is marked on each page, also within a text that goes on.
        var read = CardReading.Normal(string.Concat(pages.Select(Texts))).Replace("⚠Problem", "", StringComparison.Ordinal);
        foreach (var text in random.Once) AssertRead(read, CardReading.Normal(text));
        Write(FormattableString.Invariant($"random_{seed}"), pages);
    }

    [Fact]
    public void WorkingMessage_OfAnyMessage_HasTheSamePagesAndNothingToPress()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var message = new RandomMessages(seed).Next();
            for (var page = 0; page < BlockRenderer.CountPages(message, Options); page++)
            {
                var rendered = BlockRenderer.Render(message, Options with { IsWorking = true, Page = page });
                BlockLimits.AssertKept(rendered);
                Assert.DoesNotContain(rendered.Blocks, block => (string?)block!["type"] is "input" or "actions");
            }
        }
    }

    public static TheoryData<string> Large => [.. LargeSections.Keys];

    private static Dictionary<string, MessageSection> LargeSections { get; } = new()
    {
        { "rows of long cells", new ResultTable("t", [new("a"), new("b"), new("c")], [.. Enumerable.Range(0, 40).Select(_ => (IReadOnlyList<RichText>)[Cell(new('x', 300)), Cell(new('y', 300)), Cell(new('z', 300))])]) },
        { "one very long cell", new ResultTable("t", [new("a")], [[Cell(new('x', 30_000))]]) },
        { "250 short rows", new ResultTable("t", [new("a"), new("b", true)], [.. Enumerable.Range(0, 250).Select(i => (IReadOnlyList<RichText>)[Cell($"r{i}"), RichText.Of($"{Fact.Count("n", i)}")])]) },
        { "30 columns", new ResultTable("t", [.. Enumerable.Range(0, 30).Select(i => new TableColumn(Cell($"c{i}")))], [.. Enumerable.Range(0, 60).Select(_ => (IReadOnlyList<RichText>)[.. Enumerable.Range(0, 30).Select(i => Cell($"value {i}"))])]) },
        { "700 options", new ChoiceInput("target", "Column", [.. Enumerable.Range(0, 700).Select(i => new InputOption($"column_{i}=1", Cell($"column_{i} = 1")))]) },
        { "400 boxes", new Toggles("items", [.. Enumerable.Range(0, 400).Select(i => new Toggle($"fill_missing:column_number_{i}", Cell($"fill column {i}"), true))]) },
        { "long facts", new FactList([.. Enumerable.Range(0, 40).Select(_ => new LabelledValue("label", Cell(new('v', 1_500))))]) },
        { "short facts", new FactList([.. Enumerable.Range(0, 300).Select(i => new LabelledValue("label", Cell($"value {i}")))]) },
        { "300 bars", new FigureSection(new BarFigure { Title = "Many bars", AlternativeText = "Many bars.", Categories = [.. Enumerable.Range(0, 300).Select(i => $"category {i}")], Series = [new BarSeries("", [.. Enumerable.Range(0, 300).Select(i => i + 0.5)])], Format = FactFormat.Number }) },
    };

    [Theory]
    [MemberData(nameof(Large))]
    public void LargeSection_OnItsPages_KeepsTheLimits(string name)
    {
        var approve = new Choice("Approve", new ActionCommand(ActionVerb.Approve, ("approval", "a"), ("hash", "h")));
        var message = new ReplyMessage(new Heading(Cell(name)), LargeSections[name], new ApprovalPrompt("a", "h", [approve]), new Footer("step 2 of 5"));

        var pages = Pages(message, Options);

        Assert.True(pages.Count > 1);
        Assert.All(pages, BlockLimits.AssertKept);
        Write("large_" + name.Replace(' ', '_'), pages);
    }

    [Fact]
    public void TwoTables_StandOnPagesOfTheirOwn()
    {
        var table = new ResultTable("t", [new("a")], [[Cell("x")], [Cell("y")]]);

        var pages = Pages(new ReplyMessage(table, table with { Caption = "u" }), Options);

        Assert.Equal(2, pages.Count);
        Assert.Equal("Show more (2 of 2)", (string?)Buttons(pages[0]).Single().Button["text"]!["text"]);
        Assert.Equal("Back", (string?)Buttons(pages[1]).Single().Button["text"]!["text"]);
    }

    [Fact]
    public void Ticks_OfOtherPages_TravelWithTheButtons()
    {
        var toggles = new Toggles("items", [.. Enumerable.Range(0, 200).Select(i => new Toggle($"item-{i}", Cell($"repair of column {i}, which has gaps"), i % 3 == 0))]);
        var approve = new Choice("Approve", new ActionCommand(ActionVerb.Approve, ("approval", "a"), ("hash", "h")));
        var message = new ReplyMessage(new Heading("Repairs"), toggles, new ApprovalPrompt("a", "h", [approve]));
        var last = BlockRenderer.CountPages(message, Options) - 1;
        Assert.True(last > 0);

        // On the first page item 0 was unticked and item 1 ticked; then the last page is looked at, and approved as it stands.
        var rendered = BlockRenderer.Render(message, Options with { Page = last, Ticked = string.Join(',', toggles.Items.Where(item => item.IsOn).Select(item => item.Id).Skip(1).Append("item-1")) });
        var pressed = Buttons(rendered).Single(button => button.Command.Verb == ActionVerb.Approve).Command;
        var asShown = BlockState.Complete(message, BlockState.Read(State(rendered.Blocks)), pressed.Data)["items"].Split(',');
        var nothingTicked = BlockState.Complete(message, new Dictionary<string, string> { ["items"] = "" }, pressed.Data)["items"].Split(',');

        Assert.DoesNotContain("item-0", asShown);
        Assert.Contains("item-1", asShown);
        Assert.Contains("item-3", asShown);
        Assert.Contains("item-198", asShown);
        Assert.DoesNotContain("item-199", asShown);
        Assert.Contains("item-3", nothingTicked);
        Assert.DoesNotContain("item-198", nothingTicked);
    }

    [Fact]
    public void ChoiceBehindTheMessage_IsSentFromWhereItIsMade()
    {
        var choice = new ChoiceInput("target", "Column", [new InputOption(new string('a', 100), "a"), new InputOption("b", "b")], new string('a', 100));
        var message = new ReplyMessage(
            new Heading("A file"), new Choices([new Choice("Plan", new ActionCommand(ActionVerb.Say, ("text", "plan"))), new Choice("Use it", new ActionCommand(ActionVerb.ChooseTarget))]), new Details("Details", [choice]));

        var pages = Pages(message, Options);

        Assert.Equal([ActionVerb.Say, "page"], Buttons(pages[0]).Select(button => button.Command.Verb));
        Assert.Equal([ActionVerb.ChooseTarget, "page"], Buttons(pages[1]).Select(button => button.Command.Verb));
        Assert.Equal(new string('a', 100), BlockState.Complete(message, BlockState.Read(State(pages[1].Blocks)), Buttons(pages[1])[0].Command.Data)["target"]);
    }

    [Fact]
    public void HiddenCustomers_OnPages_AreToldOfOnce()
    {
        var message = SampleMessages.AtRisk with { Sections = [.. SampleMessages.AtRisk.Sections, new Paragraph(Cell(new string('p', 30_000)))] };

        var pages = Pages(message, Options with { IsShared = true });

        Assert.True(pages.Count > 1);
        Assert.Single(pages.SelectMany(Buttons), button => button.Command.Verb == ActionVerb.ShowPrivately);
        Assert.DoesNotContain(pages, page => page.Blocks.ToJsonString().Contains("C00001", StringComparison.Ordinal));
    }

    private static void AssertRead(string read, string text)
    {
        var at = read.IndexOf(text, StringComparison.Ordinal);
        // The title of a box that is too long for one is repeated in short, so a text may be begun again, but not told again.
        Assert.True(at >= 0, $"lost: {text[..Math.Min(80, text.Length)]}");
        var again = read.IndexOf(text, at + text.Length, StringComparison.Ordinal);
        Assert.True(again < 0, $"told again: {text[..Math.Min(80, text.Length)]}");
    }

    /// <summary>All pages that buttons lead to from the first.</summary>
    private static IReadOnlyList<SlackMessage> Pages(ReplyMessage message, BlockOptions options)
    {
        var pages = new SortedDictionary<int, SlackMessage>();
        var waiting = new Queue<int>([0]);
        while (waiting.TryDequeue(out var number))
        {
            if (pages.ContainsKey(number)) continue;
            pages[number] = BlockRenderer.Render(message, options with { Page = number });
            foreach (var (command, _) in Buttons(pages[number]).Where(button => button.Command.Verb == "page"))
                waiting.Enqueue(int.Parse(command.Data["page"], CultureInfo.InvariantCulture));
        }

        return [.. pages.Values];
    }

    private static void Write(string name, IReadOnlyList<SlackMessage> pages)
    {
        if (Folder is null) return;
        for (var page = 0; page < pages.Count; page++) File.WriteAllText(Path.Combine(Folder, FormattableString.Invariant($"{name}-{page}.json")), Payload(pages[page]).ToJsonString());
    }

    private static RichText Cell(string text) => RichText.Of($"{Data.Cell(text)}");
}
