using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Figures;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Rendering.Pages;

/// <summary>
/// Divides a message that is too much for one into pages. Nothing is cut: long tables, lists and texts go on on the next page. The buttons
/// that decide stand wherever something can be ticked or chosen, else on the first page; what stands behind [Details] and the figures of charts
/// come last.
/// </summary>
internal sealed class MessagePages(PageRules rules)
{
    /// <summary>How much of an item's text stands at its box when the text itself stands above.</summary>
    private const int ShortTitle = 80;

    /// <summary>What stands on more than one page.</summary>
    public static IReadOnlyList<MessageSection> Repeated(ReplyMessage message) => [.. message.Sections.Where(section => section is ApprovalPrompt or Choices or Footer)];

    public PagedMessage Split(ReplyMessage message)
    {
        var tail = message.Sections.Where(section => section is ApprovalPrompt or Choices).ToArray();
        var body = Shown(message.Sections.Where(section => section is not (ApprovalPrompt or Choices or Footer))).Select(Drawn).ToArray();
        var front = Fill(Forms(body.Where(section => section is not Details)));
        // What is behind begins on a page of its own, so that the message itself stays as short as it is meant to be.
        var pages = front.ToList();
        var marks = new List<PageMark>();
        foreach (var group in Behind(body))
        {
            marks.Add(new PageMark(group[0], pages.Count));
            pages.AddRange(Fill(Forms(group.SelectMany(Unfolded))));
        }

        if (pages.Count == 0) pages.Add([]);
        AddButtons(pages, front.Count, tail);
        foreach (var page in pages) page.AddRange(message.Sections.OfType<Footer>());
        return new PagedMessage(pages, front.Count, marks);
    }

    /// <summary>A button that sends a choice stands where the choice is made, also where that is behind the message.</summary>
    private static void AddButtons(IReadOnlyList<List<MessageSection>> pages, int front, IReadOnlyList<MessageSection> tail)
    {
        var own = pages.Take(Math.Max(1, front)).ToArray();
        var withInputs = own.Where(page => page.Any(section => section is Toggles { IsEnabled: true } or Form)).ToArray();
        var chosenBehind = pages.Skip(own.Length).Where(page => page.OfType<Form>().Any()).ToArray();
        var isChosenBehind = chosenBehind.Length > 0 && !own.Any(page => page.OfType<Form>().Any());
        foreach (var page in withInputs.Length > 0 ? withInputs : own[..1]) page.AddRange(isChosenBehind ? Kept(tail, choice => !SendsChoice(choice)) : tail);
        foreach (var page in chosenBehind) page.AddRange(Kept(tail, SendsChoice));

        static bool SendsChoice(Choice choice) => choice.Command.Verb == ActionVerb.ChooseTarget;
    }

    private static IEnumerable<MessageSection> Kept(IEnumerable<MessageSection> tail, Func<Choice, bool> isKept) => tail
        .Select(section => section is Choices choices ? new Choices([.. choices.Items.Where(isKept)]) : section)
        .Where(section => section is Choices { Items.Count: > 0 } || (section is ApprovalPrompt prompt && prompt.Buttons.All(isKept)));

    /// <summary>What stands behind the message, in groups that begin on a page of their own.</summary>
    private IEnumerable<MessageSection[]> Behind(IReadOnlyList<MessageSection> body)
    {
        var behind = body.Where(section => section is Details or FigureSection).ToArray();
        if (behind.Length == 0) return [];
        if (!rules.PartsDetails) return [behind];
        var figures = behind.Where(section => section is FigureSection).ToArray();
        var details = behind.Where(section => section is Details).Select(section => (MessageSection[])[section]);
        return figures.Length > 0 ? details.Prepend(figures) : details;
    }

    private IReadOnlyList<List<MessageSection>> Fill(IEnumerable<MessageSection> sections)
    {
        var parts = sections.SelectMany(Parted).ToArray();
        return parts.Length == 0 ? [] : new PageFilling(rules).Fill(parts);
    }

    private IEnumerable<MessageSection> Shown(IEnumerable<MessageSection> sections) =>
        sections.SelectMany(section => section is PersonalData personal && !rules.IsHidden ? Shown(personal.Sections) : [section]);

    private MessageSection Drawn(MessageSection section) => section is FigureSection { Figure: var figure } && !rules.Draws(figure) ? FigureTable.Of(figure) : section;

    private IEnumerable<MessageSection> Unfolded(MessageSection section) => section switch
    {
        Details details => Shown(details.Sections).Select(Drawn).SelectMany(inner => inner is Details ? Unfolded(inner) : [inner, .. Unfolded(inner)]).Prepend(new Heading(details.Title)),
        FigureSection figure => [FigureTable.Of(figure.Figure)],
        _ => [],
    };

    private static List<MessageSection> Forms(IEnumerable<MessageSection> sections)
    {
        var result = new List<MessageSection>();
        foreach (var section in sections)
        {
            if (section is not (ChoiceInput or TextInput or NumberInput)) result.Add(section);
            else if (result is [.., Form form]) result[^1] = new Form([.. form.Inputs, section]);
            else result.Add(new Form([section]));
        }

        return result;
    }

    /// <summary>What would be too large for any page, such as a cell of thousands of characters, becomes text, which can be divided.</summary>
    private IEnumerable<MessageSection> Parted(MessageSection section) => section switch
    {
        Bullets bullets => [new Bullets([.. bullets.Items.SelectMany(item => IsLarge(new Paragraph(item)) ? rules.Pieces(item) : [item])])],
        FactList facts => Parted(facts, i => [new Paragraph(RichText.Of($"{facts.Rows[i].Label}: {facts.Rows[i].Value}"))]),
        ResultTable table => Parted(table, i => table.Rows[i].Select((cell, column) => new Paragraph(RichText.Of($"{table.Columns[column].Header}: {cell}")))),
        Toggles toggles => Parted(toggles, i => Told(toggles, toggles.Items[i])),
        _ => [section],
    };

    /// <summary>Large parts are replaced, what is between them stays together.</summary>
    private IEnumerable<MessageSection> Parted(MessageSection section, Func<int, IEnumerable<MessageSection>> replaced)
    {
        if (!IsLarge(section)) return [section];
        var division = Division.Into(section, rules.Pieces)!;
        var result = new List<MessageSection>();
        var kept = 0;
        for (var i = 0; i <= division.Length; i++)
        {
            if (i < division.Length && !IsLarge(division.Of(i, 1))) continue;
            if (i > kept) result.Add(division.Of(kept, i - kept));
            if (i < division.Length) result.AddRange(replaced(i));
            kept = i + 1;
        }

        return result;
    }

    private IEnumerable<MessageSection> Told(Toggles toggles, Toggle item)
    {
        yield return new Paragraph(item.Text);
        if (item.Detail is { } detail) yield return new Paragraph(detail);
        var title = string.Concat(item.Text.ToPlainText(rules.Culture).EnumerateRunes().Take(ShortTitle));
        yield return toggles with { Items = [item with { Text = RichText.Of($"Do this: {Data.Cell(title)}…"), Detail = null }] };
    }

    private bool IsLarge(MessageSection section) => !rules.SizeOf(section).FitsIn(rules.MostPart);
}

/// <summary>A message as it is looked at, page by page.</summary>
/// <param name="Front">How many pages hold the message itself; what is behind it follows.</param>
/// <param name="Marks">Where what is behind begins.</param>
internal sealed record PagedMessage(IReadOnlyList<IReadOnlyList<MessageSection>> Pages, int Front, IReadOnlyList<PageMark> Marks);

/// <param name="First">The details, or the first of the figures whose tables stand there.</param>
internal sealed record PageMark(MessageSection First, int Page);
