using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Pages;

/// <summary>Inputs that belong together: they stand on one page, since a button sends only what its page shows.</summary>
internal sealed record Form(IReadOnlyList<MessageSection> Inputs) : MessageSection;

/// <summary>A section as a row of parts of which some stand on one page and the rest on the next.</summary>
/// <param name="Of">The section with only so many parts from one on.</param>
internal sealed record Division(int Length, Func<int, int, MessageSection> Of)
{
    /// <summary>Null for what stands on one page as a whole.</summary>
    public static Division? Into(MessageSection section, Func<RichText, IReadOnlyList<RichText>> pieces) => section switch
    {
        Heading heading => OfText(heading.Text, text => new Heading(text), pieces),
        Paragraph paragraph => OfText(paragraph.Text, text => new Paragraph(text), pieces),
        Footer footer => OfText(footer.Text, text => new Footer(text), pieces),
        Bullets bullets => OfList(bullets.Items, items => new Bullets(items)),
        FactList facts => OfList(facts.Rows, rows => new FactList(rows)),
        Toggles toggles => OfList(toggles.Items, items => toggles with { Items = items }),
        Messages.Files files => OfList(files.Items, items => new Messages.Files(items)),
        ResultTable table => new Division(table.Rows.Count, (first, count) => Slice(table, first, count)),
        Form form => OfForm(form),
        _ => null,
    };

    private static Division OfText(RichText text, Func<RichText, MessageSection> section, Func<RichText, IReadOnlyList<RichText>> divide)
    {
        var pieces = divide(text);
        return new Division(pieces.Count, (first, count) => section(new RichText([.. pieces.Skip(first).Take(count).SelectMany(piece => piece.Runs)])));
    }

    private static Division OfList<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, MessageSection> section) =>
        new(items.Count, (first, count) => section([.. items.Skip(first).Take(count)]));

    /// <summary>The header stands over every part, and the caption says which part it is.</summary>
    private static ResultTable Slice(ResultTable table, int first, int count) => count == table.Rows.Count ? table : table with
    {
        Caption = RichText.Of($"{table.Caption}, rows {Fact.Count("table.from", first + 1)} to {Fact.Count("table.to", first + count)} of {Fact.Count("table.shown", table.Rows.Count)}"),
        Rows = [.. table.Rows.Skip(first).Take(count)],
        TotalRows = table.TotalRows > table.Rows.Count ? table.TotalRows : null,
    };

    /// <summary>By the options of the longest choice; the other inputs stand on each page.</summary>
    private static Division? OfForm(Form form)
    {
        if (form.Inputs.OfType<ChoiceInput>().MaxBy(choice => choice.Options.Count) is not { } longest) return null;
        return OfList(longest.Options, options => new Form([.. form.Inputs.Select(input => ReferenceEquals(input, longest) ? longest with { Options = options } : input)]));
    }
}
