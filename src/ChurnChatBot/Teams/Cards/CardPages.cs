using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Teams.Cards;

/// <summary>
/// Divides a message that does not fit into one card into pages. Nothing is cut: long tables, lists and texts go on on the next page. The buttons
/// that decide stand on the first page and wherever something can be ticked; what stands behind [Details] comes last.
/// </summary>
internal static class CardPages
{
    /// <summary>Room for the frame of a card, its buttons and the two that turn pages.</summary>
    private const int Frame = 9_000;
    private const int RowsOfAPiece = 20;
    private const int CharactersOfAPiece = 2_000;

    public static IReadOnlyList<IReadOnlyList<MessageSection>> Split(ReplyMessage message, CardOptions options, Func<MessageSection, IEnumerable<JsonObject>> write)
    {
        var tail = message.Sections.Where(section => section is ApprovalPrompt or Choices).ToArray();
        var footer = message.Sections.OfType<Footer>().ToArray();
        var body = message.Sections.Except(tail).Except(footer);
        var pieces = body.Where(section => section is not Details).SelectMany(Pieces).ToList();
        var behind = body.OfType<Details>().SelectMany(Unfolded).SelectMany(Pieces).ToList();
        var pages = new List<List<MessageSection>> { new() };
        var room = Math.Max(2_000, options.MaxBytes - Frame);
        var used = 0;
        foreach (var piece in pieces.Concat(behind))
        {
            var size = write(piece).Sum(element => Encoding.UTF8.GetByteCount(element.ToJsonString()) + 1);
            if (used > 0 && used + size > room)
            {
                pages.Add([]);
                used = 0;
            }

            pages[^1].Add(piece);
            used += size;
        }

        for (var i = 0; i < pages.Count; i++)
        {
            if (i == 0 || pages[i].Any(section => section is Toggles or ChoiceInput)) pages[i].AddRange(tail);
            pages[i].AddRange(footer);
        }

        return pages;
    }

    private static IEnumerable<MessageSection> Unfolded(Details details) => details.Sections.SelectMany(inner => inner is Details deeper ? Unfolded(deeper) : [inner]).Prepend(new Heading(details.Title));

    /// <summary>Parts of a section that are small enough to share a page.</summary>
    private static IEnumerable<MessageSection> Pieces(MessageSection section) => section switch
    {
        ResultTable { Rows.Count: > RowsOfAPiece } table => table.Rows.Chunk(RowsOfAPiece).Select((rows, i) => table with
        {
            Caption = RichText.Of($"{table.Caption}, {Fact.Count("table.from", i * RowsOfAPiece + 1)} to {Fact.Count("table.to", i * RowsOfAPiece + rows.Length)}"),
            Rows = rows,
        }),
        Bullets bullets => bullets.Items.SelectMany(Texts).Select(item => new Bullets([item])),
        FactList facts => facts.Rows.Chunk(RowsOfAPiece).Select(rows => new FactList(rows)),
        Toggles toggles => toggles.Items.Chunk(5).Select(items => toggles with { Items = items }),
        Messages.Files files => files.Items.Select(file => new Messages.Files([file])),
        Heading heading => Texts(heading.Text).Select((text, i) => i == 0 ? (MessageSection)new Heading(text) : new Paragraph(text)),
        Paragraph paragraph => Texts(paragraph.Text).Select(text => new Paragraph(text)),
        PersonalData personal => personal.Sections.SelectMany(Pieces).Select(piece => personal with { Sections = [piece] }),
        _ => [section],
    };

    /// <summary>A text of very many characters goes on in the next piece, between two runs or inside a long one.</summary>
    private static IEnumerable<RichText> Texts(RichText text)
    {
        var runs = new List<TextRun>();
        var length = 0;
        foreach (var run in text.Runs.SelectMany(Runs))
        {
            if (length > 0 && length + run.Text.Length > CharactersOfAPiece)
            {
                yield return new RichText([.. runs]);
                (runs, length) = ([], 0);
            }

            runs.Add(run);
            length += run.Text.Length + 20;
        }

        yield return new RichText(runs);
    }

    private static IEnumerable<TextRun> Runs(TextRun run)
    {
        for (var at = 0; at < run.Text.Length || at == 0;)
        {
            var end = Math.Min(run.Text.Length, at + CharactersOfAPiece);
            if (end < run.Text.Length && char.IsHighSurrogate(run.Text[end - 1])) end--;
            yield return run with { Text = run.Text[at..end] };
            if (end == run.Text.Length) yield break;
            at = end;
        }
    }
}
