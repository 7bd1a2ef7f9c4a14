using ChurnChatBot.Messages;

namespace ChurnChatBot.Tests.Rendering;

/// <summary>
/// Messages of the sections that hold texts, with texts of every length and script. Each text begins with a mark of its own, so that it can be counted
/// where it ends up.
/// </summary>
internal sealed class RandomMessages(int seed)
{
    private static readonly string[] Scraps =
    [
        "fine ", "**bold** ", "[a](http://b) ", "<b>x</b> ", "# x ", "1. x ", "_x_ ", "`code` ", "{{DATE(2026-01-01)}} ", "${name} ", "漢字のテキスト。", "שלום עולם ", "مرحبا ", "😀👩‍👩‍👧 ",
        "\u202Eevil ", "\0\u0007 ", "\uD83D ", "Ωμέγα. ", "x\ny ", new string('w', 300), "Привет! ", "ไทยภาษา ", "\\* & ] ! ~~ ",
    ];

    private readonly Random _random = new(seed);
    private int _marks;

    /// <summary>Every text that must be found, once.</summary>
    public List<string> Once { get; } = [];

    public ReplyMessage Next() => new([Boxes(), .. List(9, () => Section(0))]) { IsProblem = _random.Next(4) == 0 };

    private Toggles Boxes() => new("items", List(120, () => new Toggle(FormattableString.Invariant($"item-{++_marks}"), Text(400), _random.Next(2) == 0, Text(200))));

    private MessageSection Section(int depth) => _random.Next(depth > 1 ? 8 : 11) switch
    {
        0 => new Heading(Text(3_000)),
        1 => new Paragraph(Text(30_000)),
        2 => new Bullets(List(40, () => Text(4_000))),
        3 => new FactList(List(60, () => new LabelledValue(Text(100), Text(4_000)))),
        4 => Table(),
        5 => new ChurnChatBot.Messages.Files(List(12, () => new FileOffer("report.html", "text/html", 1, new string('a', 64), Text(300)))),
        6 => new Progress(Text(300), 0.4),
        7 => new Paragraph(Text(200)),
        8 => new Details("Details", List(4, () => Section(depth + 1))),
        9 => new PersonalData(List(3, () => Section(depth + 1)), "Not here."),
        _ => new ChoiceInput("target", Text(80), List(4, () => new InputOption("o", Text(80)))),
    };

    private ResultTable Table()
    {
        var columns = _random.Next(1, 8);
        return new ResultTable("Rows", [.. Enumerable.Range(0, columns).Select(i => new TableColumn($"c{i}", i > 0))], List(80, () => (IReadOnlyList<RichText>)[.. Enumerable.Range(0, columns).Select(_ => Text(_random.Next(30) == 0 ? 9_000 : 60))]));
    }

    private List<T> List<T>(int most, Func<T> item) => [.. Enumerable.Range(0, _random.Next(1, most)).Select(_ => item())];

    private RichText Text(int most)
    {
        var mark = FormattableString.Invariant($"q{++_marks}z");
        var words = mark + " ";
        // Short ones are more often.
        var length = (int)(most * Math.Pow(_random.NextDouble(), 4));
        while (words.Length < length) words += Scraps[_random.Next(Scraps.Length)];
        var text = RichText.Of($"{(_random.Next(2) == 0 ? Data.Cell(words) : Data.Name(words))}");
        Once.Add(words);
        return text;
    }
}
