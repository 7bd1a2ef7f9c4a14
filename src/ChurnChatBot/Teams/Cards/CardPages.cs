using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Figures;

namespace ChurnChatBot.Teams.Cards;

/// <summary>
/// Divides a message that does not fit into one card into pages. Nothing is cut: long tables, lists and texts go on on the next page. The buttons
/// that decide stand wherever something can be ticked or chosen, else on the first page; what stands behind [Details] and the figures of charts
/// come last.
/// </summary>
/// <param name="room">Bytes for the sections of one page, besides what is on every page.</param>
internal sealed class CardPages(CardOptions options, int room, Func<MessageSection, IEnumerable<JsonObject>> write)
{
    /// <summary>The largest part that is not divided further, as it is drawn.</summary>
    private const int MostPartBytes = 2_500;

    /// <summary>How much of an item's text stands at its box when the text itself stands above.</summary>
    private const int ShortTitle = 80;

    /// <summary>What stands on more than one page.</summary>
    public static IReadOnlyList<MessageSection> Repeated(ReplyMessage message) => [.. message.Sections.Where(section => section is ApprovalPrompt or Choices or Footer)];

    public IReadOnlyList<IReadOnlyList<MessageSection>> Split(ReplyMessage message)
    {
        var tail = message.Sections.Where(section => section is ApprovalPrompt or Choices).ToArray();
        var body = Shown(message.Sections.Where(section => section is not (ApprovalPrompt or Choices or Footer)), message).ToArray();
        var behind = body.Where(section => section is Details or FigureSection).SelectMany(section => Unfolded(section, message));
        // What is behind begins on a page of its own, so that the message itself stays as short as it is meant to be.
        var pages = Fill(Forms(body.Where(section => section is not Details))).Concat(Fill(behind)).ToArray();
        var withInputs = pages.Where(page => page.Any(section => section is Toggles { IsEnabled: true } or Form)).ToArray();
        foreach (var page in withInputs.Length > 0 ? withInputs : pages[..1]) page.AddRange(tail);
        foreach (var page in pages) page.AddRange(message.Sections.OfType<Footer>());
        return pages;
    }

    private IReadOnlyList<List<MessageSection>> Fill(IEnumerable<MessageSection> sections)
    {
        var parts = sections.SelectMany(Parted).ToArray();
        return parts.Length == 0 ? [] : new PageFilling(room, options.Culture, write).Fill(parts);
    }

    private IEnumerable<MessageSection> Shown(IEnumerable<MessageSection> sections, ReplyMessage message) =>
        sections.SelectMany(section => section is PersonalData personal && (!options.IsShared || message.NamesCustomers) ? Shown(personal.Sections, message) : [section]);

    private IEnumerable<MessageSection> Unfolded(MessageSection section, ReplyMessage message) => section switch
    {
        Details details => Shown(details.Sections, message).SelectMany(inner => inner is Details ? Unfolded(inner, message) : [inner, .. Unfolded(inner, message)]).Prepend(new Heading(details.Title)),
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
        Bullets bullets => [new Bullets([.. bullets.Items.SelectMany(item => IsLarge(new Paragraph(item)) ? TextPieces.Of(item, options.Culture) : [item])])],
        FactList facts => Parted(facts, i => [new Paragraph(RichText.Of($"{facts.Rows[i].Label}: {facts.Rows[i].Value}"))]),
        ResultTable table => Parted(table, i => table.Rows[i].Select((cell, column) => new Paragraph(RichText.Of($"{table.Columns[column].Header}: {cell}")))),
        Toggles toggles => Parted(toggles, i => Told(toggles, toggles.Items[i])),
        _ => [section],
    };

    /// <summary>Large parts are replaced, what is between them stays together.</summary>
    private IEnumerable<MessageSection> Parted(MessageSection section, Func<int, IEnumerable<MessageSection>> replaced)
    {
        if (!IsLarge(section)) return [section];
        var division = Division.Into(section, options.Culture)!;
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
        var title = string.Concat(item.Text.ToPlainText(options.Culture).EnumerateRunes().Take(ShortTitle));
        yield return toggles with { Items = [item with { Text = RichText.Of($"Do this: {Data.Cell(title)}…"), Detail = null }] };
    }

    private bool IsLarge(MessageSection section) => CardSize.Of(write(section)) > MostPartBytes;
}
