using System.Collections;
using System.Text.Json;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Storage;

public sealed class StoredJsonTests
{
    private static readonly RichText Words = RichText.Of($"**{Fact.Count("profile.rows", 5012)} customers** in {Data.Name("<b>kunden</b> 客户.csv")}");

    private static readonly FileOffer Offer = new("scores.csv", "text/csv", 12, new string('a', 64), "All scores");

    public static TheoryData<string> Sections => [.. Samples.Keys];

    private static Dictionary<string, MessageSection> Samples { get; } = new MessageSection[]
    {
        new Heading(Words),
        new Paragraph(RichText.Of($"{new Fact("model.auc", 0.861, FactFormat.Score, 0.842, 0.880)}")),
        new Bullets([Words, "two"]),
        new FactList([new LabelledValue("Rows", Words)]),
        new ResultTable("Cities", [new TableColumn("City"), new TableColumn("Left", IsNumber: true)], [["Leipzig", Words]], TotalRows: 40),
        new FigureSection(Bars),
        new Toggles("items", [new Toggle("s1", "Drop", IsOn: true, Detail: Words), new Toggle("s2", "Keep", IsOn: false)], IsEnabled: false),
        new ChoiceInput("target", "Which?", [new InputOption("a", "A")], "a"),
        new TextInput("note", "Note", "write", 20),
        new NumberInput("seconds", "Seconds", 1, 600, 60),
        new Choices([new Choice("Approve", new ActionCommand("approve", ("approval", "a1"), ("hash", "h1")), ChoiceStyle.Primary)]),
        new ApprovalPrompt("a1", "h1", [new Choice("Delete", new ActionCommand("reject"), ChoiceStyle.Risky)], "Approved by Ada, 14:02"),
        new Progress("Training", 0.4, IsFinished: true),
        new Files([Offer]),
        new Details("More", [new Paragraph("inner"), new Details("Deeper", [new Footer("end")])]),
        new Footer("step 1 of 5"),
        new PersonalData([new Paragraph("C00042 is at risk")], "The list names customers."),
        new FileDelivery(Offer, DeliveryState.Accepted, "https://example.org/upload"),
    }.ToDictionary(section => section.GetType().Name);

    private static BarFigure Bars => new()
    {
        Title = Words,
        AlternativeText = "bars",
        Categories = ["a", "b"],
        Format = FactFormat.Share,
        Series = [new BarSeries("", [0.1, double.NaN], [0, 0], [0.2, 1])],
        Reference = new ReferenceLine("average", 0.214),
    };

    private static Figure[] Figures =>
    [
        Bars,
        new LineFigure
        {
            Title = "ROC", AlternativeText = "a line", XTitle = "x", YTitle = "y", XFormat = FactFormat.Share, YFormat = FactFormat.OutOfHundred,
            Series = [new LineSeries("model", [0, 0.1, 1], [0, 1 / 3.0, 1]), new LineSeries("guessing", [0, 1], [0, 1], IsReference: true)],
        },
        new HistogramFigure("age", FactFormat.Number, [0, 10, 20], [new BarSeries("left", [1, 2])]) { Title = "Age", AlternativeText = "histogram" },
        new WaterfallFigure
        {
            Title = "C00042", AlternativeText = "steps", StartLabel = "average", Start = 0.21, EndLabel = "this", End = 0.78, Format = FactFormat.Points,
            Steps = [new WaterfallStep("silence", 0.31), new WaterfallStep("age", -0.04)],
        },
    ];

    [Fact]
    public void Samples_CoverEverySectionAndFigure()
    {
        Assert.Equal(Concrete<MessageSection>(), Samples.Keys.Order());
        Assert.Equal(Concrete<Figure>(), Figures.Select(figure => figure.GetType().Name).Order());

        static IEnumerable<string> Concrete<T>() =>
            // What is stored is declared beside the message; a renderer may group sections while it draws.
            typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract && type.Namespace == typeof(T).Namespace).Select(type => type.Name).Order();
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void ReplyMessage_EverySection_ReadsBackEqual(string section) => AssertReadsBack(new ReplyMessage(Samples[section])
    {
        IsProblem = true,
        OnlyFor = "teams:ada",
        NamesCustomers = true,
        Suggestions = ["who is at risk?"],
        Sources = [new SourceNote("customer_data.csv", Words)],
    });

    [Fact]
    public void ReplyMessage_EveryFigure_ReadsBackEqual()
    {
        foreach (var figure in Figures) AssertReadsBack(new ReplyMessage(new FigureSection(figure)));
    }

    [Fact]
    public void Read_UnknownPropertyAndDiscriminatorLast_IsTolerated()
    {
        var read = StoredJson.Read<ReplyMessage>("""{"mood":"fine","sections":[{"text":{"runs":[{"text":"Hi","style":"strong, code"}]},"new":1,"section":"heading"}]}""");

        var run = Assert.Single(Assert.IsType<Heading>(Assert.Single(read.Sections)).Text.Runs);
        Assert.Equal(new TextRun("Hi", TextStyle.Strong | TextStyle.Code), run);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{"sections":[{"section":"no_such_section"}]}""")]
    public void Read_NotAMessage_IsRefused(string json) => Assert.Throws<JsonException>(() => StoredJson.Read<ReplyMessage>(json));

    [Fact]
    public void Write_Markup_CannotEndAScriptElement() => Assert.DoesNotContain('<', StoredJson.Write("</script>"));

    private static void AssertReadsBack(ReplyMessage message)
    {
        var read = StoredJson.Read<ReplyMessage>(StoredJson.Write(message));
        AssertSame(message, read, "message");
    }

    // Lists compare by reference in records, so both sides are walked: the same types, and the same value in every property that is set.
    private static void AssertSame(object? expected, object? actual, string path)
    {
        if (expected is IEnumerable items and not string)
        {
            var (left, right) = (items.Cast<object?>().ToList(), ((IEnumerable)actual!).Cast<object?>().ToList());
            Assert.True(left.Count == right.Count, $"{path}: {left.Count} items became {right.Count}");
            for (var i = 0; i < left.Count; i++) AssertSame(left[i], right[i], $"{path}[{i}]");
        }
        else if (expected?.GetType().Namespace == typeof(ReplyMessage).Namespace && !expected!.GetType().IsEnum)
        {
            Assert.IsType(expected.GetType(), actual);
            foreach (var property in expected.GetType().GetProperties().Where(property => property.CanWrite))
                AssertSame(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}");
        }
        else
        {
            Assert.True(Equals(expected, actual), $"{path}: {expected} became {actual}");
        }
    }
}
