using System.Globalization;
using System.Runtime.CompilerServices;

namespace ChurnChatBot.Messages;

[Flags]
internal enum TextStyle
{
    Plain = 0,
    Strong = 1,

    /// <summary>A name out of the data: a column, a file, a customer.</summary>
    Code = 2,
    Emphasis = 4,
}

/// <summary>A stretch of text in one style; with a <see cref="Fact"/>, the text is that figure in the reader's culture.</summary>
internal sealed record TextRun(string Text, TextStyle Style = TextStyle.Plain, Fact? Fact = null);

/// <summary>
/// Words of the bot with figures and names out of the data kept apart, so that a renderer never parses mark-up and nothing from a
/// file can become mark-up. Made from an interpolated string: <c>RichText.Of($"**{rows} customers** in {Data.Name(file)}")</c>, in whose
/// literal parts <c>**</c> switches bold and a backtick encloses a name. What is interpolated is a fact, a name, a cell, or other rich text; bare numbers and
/// strings do not compile.
/// </summary>
internal sealed record RichText(IReadOnlyList<TextRun> Runs)
{
    public static RichText Empty { get; } = new([]);

    public static RichText Of(ref RichTextHandler words) => words.ToRichText();

    /// <summary>Fixed words of the program, without figures.</summary>
    public static implicit operator RichText(string words)
    {
        var handler = new RichTextHandler(words.Length, 0);
        handler.AppendLiteral(words);
        return handler.ToRichText();
    }

    public RichText Then(RichText more) => new([.. Runs, .. more.Runs]);

    /// <summary>For notifications, screen readers and terminals.</summary>
    public string ToPlainText(CultureInfo? culture = null) =>
        string.Concat(Runs.Select(run => run.Fact is { } fact ? FactText.Format(fact, culture) : run.Text));
}

/// <summary>Text that comes from a file or a person: shown, never interpreted.</summary>
internal readonly record struct Data(string Text, TextStyle Style)
{
    /// <summary>A column's, file's or customer's own name.</summary>
    public static Data Name(string name) => new(name, TextStyle.Code);

    /// <summary>A cell or what a person wrote.</summary>
    public static Data Cell(string cell) => new(cell, TextStyle.Plain);
}

/// <summary>Gathers literals, facts and names of one interpolated string.</summary>
[InterpolatedStringHandler]
internal struct RichTextHandler(int literalLength, int formattedCount)
{
    private readonly List<TextRun> _runs = new(formattedCount * 2 + 1 + literalLength / 64);
    private bool _strong;

    public void AppendLiteral(string literal)
    {
        var parts = literal.Split("**");
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0) _strong = !_strong;
            var code = parts[i].Split('`');
            for (var j = 0; j < code.Length; j++)
            {
                if (code[j].Length > 0) _runs.Add(new TextRun(code[j], j % 2 == 1 ? Style | TextStyle.Code : Style));
            }
        }
    }

    public readonly void AppendFormatted(Fact fact) => _runs.Add(new TextRun("", Style, fact));

    public readonly void AppendFormatted(Data data) => _runs.Add(new TextRun(data.Text, Style | data.Style));

    public readonly void AppendFormatted(RichText text)
    {
        foreach (var run in text.Runs) _runs.Add(run with { Style = run.Style | Style });
    }

    public readonly RichText ToRichText() => new(_runs);

    private readonly TextStyle Style => _strong ? TextStyle.Strong : TextStyle.Plain;
}
