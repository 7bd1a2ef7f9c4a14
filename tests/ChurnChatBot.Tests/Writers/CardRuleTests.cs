using System.Text.RegularExpressions;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Tests.Writers;

/// <summary>The rules of the thread that hold for every card, whatever it says.</summary>
public sealed partial class CardRuleTests
{
    // Names out of the data and cells stand in code style; these are the program's own fixed words that hold digits.
    private static readonly string[] FixedWords =
    [
        "times in 100", "of 100 such", "Guessing is 50", "guessing is 50", "perfect would be 100", "churned = 1 and 0", "1 and 0, Yes and No", "Left (95 % interval)", "of 1)",
        "1 September 2023", "C00042", "older than 60", "for 5 minutes", "for 30 seconds", "with 0 instead", "30 seconds", "5 minutes", "60 seconds", "step 1 of 5", "step 2 of 5", "step 3 of 5", "step 4 of 5", "step 5 of 5",
    ];

    public static TheoryData<string> Names => [.. Cards.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_Digits_AreFactsOrNamesOfTheData(string name)
    {
        // What comes as data (cells, reasons of the library with their figures, people's words) is not a literal of a writer: a literal run is found by
        // its text standing in the program's sources.
        foreach (var run in Texts(Cards.All[name]()).SelectMany(text => text.Runs).Where(run => run.Fact is null && !run.Style.HasFlag(TextStyle.Code)))
        {
            var words = FixedWords.Aggregate(run.Text, (left, known) => left.Replace(known, "", StringComparison.Ordinal));
            if (Digit().IsMatch(words) && run.Text.Any(char.IsLetter)) Assert.False(WriterSources.Contains(run.Text, StringComparison.Ordinal), $"“{run.Text}” is written by hand.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_BeforeDetails_IsShort(string name)
    {
        var shown = Cards.All[name]().Sections.TakeWhile(section => section is not Details).SelectMany(Sections).ToArray();
        // Lists that were asked for are as long as they are.
        if (name is "help" or "drivers" or "why_repairs" or "why_column" || shown.OfType<ResultTable>().Any()) return;
        var lines = shown.Sum(section => section switch { Heading or Paragraph => 1, Bullets bullets => bullets.Items.Count, FactList facts => facts.Rows.Count, _ => 0 });
        // The heading, seven lines, and "Worth your attention:".
        Assert.InRange(lines, 1, 9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_Figures_SayWhatToSee(string name)
    {
        foreach (var figure in Sections(Cards.All[name]()).OfType<FigureSection>().Select(section => section.Figure))
        {
            Assert.Contains(' ', figure.Title.ToPlainText());
            Assert.Contains(' ', figure.AlternativeText);
            Assert.EndsWith(".", figure.AlternativeText, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_RiskyButton_IsNeverFirst(string name)
    {
        foreach (var buttons in Sections(Cards.All[name]()).Select(Buttons).Where(buttons => buttons.Count > 0))
        {
            Assert.NotEqual(ChoiceStyle.Risky, buttons[0].Style);
            Assert.InRange(buttons.Count(button => button.Style == ChoiceStyle.Primary), 0, 1);
            Assert.All(buttons, button => Assert.NotEmpty(button.Label.ToPlainText()));
            Assert.DoesNotContain(buttons, button => button.Label.ToPlainText() is "OK" or "Yes" or "No" or "Submit" or "Cancel");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_Words_AreTidy(string name)
    {
        // A name out of the data may be as untidy as it likes.
        foreach (var text in Texts(Cards.All[name]()).Select(text => new RichText([.. text.Runs.Select(run => run.Style.HasFlag(TextStyle.Code) ? run with { Text = "name" } : run)]).ToPlainText()))
        {
            Assert.DoesNotMatch(Untidy(), text);
        }

        Assert.All(Sections(Cards.All[name]()).OfType<Bullets>(), bullets => Assert.NotEmpty(bullets.Items));
    }

    private static readonly string WriterSources = string.Concat(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "ChurnChatBot", "Messages", "Writers")).Select(File.ReadAllText));

    private static IReadOnlyList<Choice> Buttons(MessageSection section) => section switch
    {
        Choices choices => choices.Items,
        ApprovalPrompt prompt => prompt.Buttons,
        _ => [],
    };

    private static IEnumerable<MessageSection> Sections(ReplyMessage message) => message.Sections.SelectMany(Sections);

    private static IEnumerable<MessageSection> Sections(MessageSection section) => section switch
    {
        Details details => details.Sections.SelectMany(Sections).Prepend(section),
        PersonalData personal => personal.Sections.SelectMany(Sections).Prepend(section),
        _ => [section],
    };

    private static IEnumerable<RichText> Texts(ReplyMessage message) => MessageTexts.Of(message.Sections);

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digit();

    // A negative zero, a doubled blank or stop, a plural after one, an unfilled hole.
    [GeneratedRegex(@"-0(\.0+)?(?![\d.])|  |(?<!\.)\.\.(?!\.)|\b1 (customers|rows|values|tries|columns|cells|steps|measures|times)\b|\bunknown %|NaN|\(\)|\b(a|an) [0-9]")]
    private static partial Regex Untidy();
}
