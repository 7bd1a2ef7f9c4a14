using System.Text;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Tests;

/// <summary>A message as plain text that a person can read and a file can keep: one mark a section, figures as their titles and values.</summary>
internal static class MessageText
{
    public static string Of(ReplyMessage message)
    {
        var text = new StringBuilder();
        if (message.IsProblem) text.Append("(problem)\n");
        foreach (var section in message.Sections) Write(text, section, "");
        return text.ToString();
    }

    private static void Write(StringBuilder text, MessageSection section, string indent)
    {
        foreach (var line in Lines(section)) text.Append(indent).Append(line.ReplaceLineEndings(" ")).Append('\n');
        var inside = section switch { Details details => details.Sections, PersonalData personal => personal.Sections, _ => [] };
        foreach (var inner in inside) Write(text, inner, indent + "    ");
    }

    private static IEnumerable<string> Lines(MessageSection section) => section switch
    {
        Heading heading => ["# " + Plain(heading.Text)],
        Paragraph paragraph => [Plain(paragraph.Text)],
        Bullets bullets => bullets.Items.Select(item => "- " + Plain(item)),
        FactList facts => facts.Rows.Select(row => $"{Plain(row.Label)}: {Plain(row.Value)}"),
        ResultTable table => [
            $"table: {Plain(table.Caption)}",
            .. table.Rows.Take(8).Prepend([.. table.Columns.Select(column => column.Header)]).Select(row => "| " + string.Join(" | ", row.Select(Plain))),
            .. table.TotalRows is { } total ? (string[])[FormattableString.Invariant($"({total} rows in all)")] : [],
        ],
        FigureSection { Figure: var figure } => [$"figure: {Plain(figure.Title)}", $"  ({figure.AlternativeText})", .. Bars(figure)],
        Toggles toggles => toggles.Items.SelectMany(item => (string[])[$"[{(item.IsOn ? 'x' : ' ')}] {Plain(item.Text)}", .. item.Detail is { } detail ? (string[])["      " + Plain(detail)] : []]),
        ChoiceInput input => [$"{Plain(input.Label)} ({string.Join(", ", input.Options.Select(option => Plain(option.Text)))}; {input.Selected})"],
        TextInput input => [$"{Plain(input.Label)}: ____"],
        NumberInput input => [$"{Plain(input.Label)}: ____"],
        Choices choices => ["buttons: " + Buttons(choices.Items)],
        ApprovalPrompt { Decision: { } decision } => ["decided: " + Plain(decision)],
        ApprovalPrompt prompt => ["approval: " + Buttons(prompt.Buttons)],
        Progress progress => [$"progress: {Plain(progress.Text)}"],
        Files files => files.Items.Select(file => $"file: {file.Name} ({Plain(file.Description)})"),
        Details details => [$"> {Plain(details.Title)}"],
        PersonalData personal => [$"(personal data; else: {Plain(personal.Instead)})"],
        FileDelivery delivery => [$"delivery: {delivery.File.Name} ({delivery.State})"],
        Footer footer => ["-- " + Plain(footer.Text)],
        _ => throw new ArgumentOutOfRangeException(nameof(section), section, "Unknown section."),
    };

    private static IEnumerable<string> Bars(Figure figure) => figure is BarFigure bars
        ? bars.Series.Select(series => $"  {series.Name}: " + string.Join(", ", bars.Categories.Zip(series.Values, (name, value) => $"{name} {FactText.Format(new Fact("", value, bars.Format))}")))
        : [];

    private static string Buttons(IReadOnlyList<Choice> choices) =>
        string.Join(' ', choices.Select(choice => $"[{Plain(choice.Label)}{(choice.Style == ChoiceStyle.Primary ? "*" : choice.Style == ChoiceStyle.Risky ? "!" : "")}]"));

    private static string Plain(RichText text) => text.ToPlainText();
}
