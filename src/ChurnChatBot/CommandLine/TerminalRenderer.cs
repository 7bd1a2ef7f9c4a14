using ChurnChatBot.Messages;
using Spectre.Console;
using Paragraph = ChurnChatBot.Messages.Paragraph;

namespace ChurnChatBot.CommandLine;

/// <summary>Writes a message to a terminal: the same cards as in a chat, with pictures as small bars and without buttons.</summary>
internal sealed class TerminalRenderer(IAnsiConsole console)
{
    private const int BarWidth = 40;

    public void Write(ReplyMessage message)
    {
        foreach (var section in message.Sections) Write(section);
        console.WriteLine();
    }

    private void Write(MessageSection section)
    {
        switch (section)
        {
            case Heading heading:
                console.MarkupLine($"[bold]{Markup(heading.Text)}[/]");
                break;
            case Paragraph paragraph:
                console.MarkupLine(Markup(paragraph.Text));
                break;
            case Bullets bullets:
                foreach (var item in bullets.Items) console.MarkupLine("  • " + Markup(item));
                break;
            case Toggles toggles:
                foreach (var item in toggles.Items) Write(item);
                break;
            case FactList facts:
                foreach (var row in facts.Rows) console.MarkupLine($"  {Markup(row.Label)}: {Markup(row.Value)}");
                break;
            case PersonalData personal:
                foreach (var inner in personal.Sections) Write(inner);
                break;
            case FigureSection { Figure: BarFigure bars }:
                Write(bars);
                break;
            case ApprovalPrompt { Decision: { } decision }:
                console.MarkupLine($"[green]{Markup(decision)}[/]");
                break;
            case Footer footer:
                console.MarkupLine($"[grey]{Markup(footer.Text)}[/]");
                break;
        }
    }

    private void Write(Toggle toggle)
    {
        console.MarkupLine($"  {(toggle.IsOn ? "[green][[x]][/]" : "[grey][[ ]][/]")} {Markup(toggle.Text)}");
        if (toggle.Detail is { } detail) console.MarkupLine($"      [grey]{Markup(detail)}[/]");
    }

    private void Write(BarFigure figure)
    {
        console.MarkupLine(Markup(figure.Title));
        var longest = figure.Categories.Count == 0 ? 0 : figure.Categories.Max(category => category.Length);
        var top = figure.Series.SelectMany(series => series.Values).Select(Math.Abs).DefaultIfEmpty(0).Max();
        foreach (var series in figure.Series)
        {
            if (series.Name.Length > 0) console.MarkupLineInterpolated($"  {series.Name}:");
            for (var i = 0; i < figure.Categories.Count; i++)
            {
                var width = top > 0 ? (int)Math.Round(BarWidth * Math.Abs(series.Values[i]) / top) : 0;
                var figureText = FactText.Format(new Fact("figure", series.Values[i], figure.Format));
                console.MarkupLineInterpolated($"  {figure.Categories[i].PadRight(longest)} [blue]{new string('█', width)}[/] {figureText}");
            }
        }
    }

    private static string Markup(RichText text) => string.Concat(text.Runs.Select(run =>
    {
        var words = Spectre.Console.Markup.Escape(run.Fact is { } fact ? FactText.Format(fact) : Printable(run.Text));
        if (run.Style.HasFlag(TextStyle.Code)) words = $"[aqua]{words}[/]";
        return run.Style.HasFlag(TextStyle.Strong) ? $"[bold]{words}[/]" : words;
    }));

    // A cell may hold an escape sequence that would take over the terminal: control characters are never written.
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '�' : c)) : text;
}
