using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// Reads changes to the plan that waits. Every verb of the sentence opens a segment; what stands in it says what is changed. Where
/// the column of a fill was not said and several could be meant, there are several alternatives.
/// </summary>
internal sealed class EditReader
{
    private readonly Sentence _sentence;
    private readonly bool[] _ignored;
    private readonly IReadOnlyList<ItemReference> _items;

    public EditReader(Sentence sentence)
    {
        _sentence = sentence;
        _ignored = EditSegments.Contrasts(sentence);
        _items = new ItemReader(sentence).Read(bareNumbers: false);
    }

    public IReadOnlyList<IReadOnlyList<PlanEdit>> Read()
    {
        if (new WholeEditReader(_sentence).Read() is { } whole) return [[whole]];
        var edits = new List<PlanEdit>();
        var alternatives = new List<IReadOnlyList<PlanEdit>>();
        foreach (var segment in EditSegments.Of(_sentence, _ignored))
        {
            var read = ReadSegment(segment);
            if (read.Count == 1) edits.AddRange(read[0]);
            else if (read.Count > 1 && alternatives.Count == 0) alternatives.AddRange(read);
        }

        if (alternatives.Count > 0) return [.. alternatives.Select(alternative => (IReadOnlyList<PlanEdit>)[.. edits, .. alternative])];
        return edits.Count == 0 ? [] : [[.. edits.Distinct()]];
    }

    private IReadOnlyList<IReadOnlyList<PlanEdit>> ReadSegment(EditSegment segment)
    {
        if (new LimitReader(_sentence, segment).Read() is { } limits) return [[limits]];
        var fill = new FillReader(_sentence, segment, _ignored).Read();
        if (fill.Count > 0) return fill;
        var items = ItemsIn(segment.VerbEnd, segment.End);
        var columns = ColumnsIn(segment.VerbEnd, segment.End);
        if (items.Count == 0 && columns.Count == 0)
        {
            items = ItemsIn(segment.From, segment.VerbEnd);
            columns = ColumnsIn(segment.From, segment.VerbEnd);
        }

        if (items.Count == 0 && columns.Count == 0) (items, columns) = Pronoun(segment);
        PlanEdit[] edits = [.. items.SelectMany(item => Selected(segment, item)), .. columns.SelectMany(column => OnColumn(segment, column))];
        return edits.Length == 0 ? [] : [edits];
    }

    /// <summary>"keep them": what was named in the part that is replaced, else the column last spoken of.</summary>
    private (IReadOnlyList<ItemReference> Items, IReadOnlyList<string> Columns) Pronoun(EditSegment segment)
    {
        var saysIt = Enumerable.Range(segment.From, segment.End - segment.From).Any(i => _sentence.Tokens[i].Is(Concept.It) || _sentence.Tokens[i].Is(Concept.Column));
        if (!saysIt || segment.Verb is null or Concept.Want or Concept.Set) return ([], []);
        var items = _items.Where(item => _ignored[item.Start] || item.End <= segment.From).ToArray();
        if (items.Length > 0) return (items, []);
        var columns = _sentence.Mentions.Where(mention => mention is { Level: null } && (_ignored[mention.Start] || mention.End <= segment.From)).Select(mention => mention.Column).ToArray();
        if (columns.Length > 0) return ([], columns);
        var hasColumn = Enumerable.Range(segment.VerbEnd, segment.End - segment.VerbEnd).Any(i => _sentence.Tokens[i].Is(Concept.Column));
        return hasColumn && _sentence.Context.LastColumn is { } last ? ([], [last]) : ([], []);
    }

    private IReadOnlyList<ItemReference> ItemsIn(int from, int to) => [.. _items.Where(item => item.Start >= from && item.Start < to && !_ignored[item.Start])];

    private IReadOnlyList<string> ColumnsIn(int from, int to) =>
        [.. _sentence.Mentions.Where(mention => mention.Level is null && mention.Start >= from && mention.Start < to && !_ignored[mention.Start]
            && !_items.Any(item => mention.Start >= item.Start && mention.Start < item.End)).Select(mention => mention.Column).Distinct()];

    private static IEnumerable<PlanEdit> Selected(EditSegment segment, ItemReference reference)
    {
        bool? on = segment.Verb switch
        {
            Concept.LeaveAlone or Concept.Skip => false,
            Concept.Drop or Concept.LeaveOut => reference.IsThing,
            Concept.Keep => !reference.IsThing,
            Concept.Treat or Concept.Set => null,
            _ => true,
        };
        if (segment.Verb is null && !segment.IsNegated) on = null;
        return on is { } value ? reference.Items.Select(item => new SelectItem(item.Id, value != segment.IsNegated)) : [];
    }

    private IEnumerable<PlanEdit> OnColumn(EditSegment segment, string column)
    {
        var about = _sentence.Context.Items.Where(item => item.Columns.Contains(column)).ToArray();
        var fills = about.Where(item => item.Kind.Contains("fill", StringComparison.Ordinal)).ToArray();
        switch (segment.Verb)
        {
            case Concept.LeaveAlone when !segment.IsNegated && fills.Length > 0 && _sentence.Tokens.Any(token => token.Text is "unfilled" or "missing" or "empty" or "blank"):
                return fills.Select(item => new SelectItem(item.Id, false));
            case Concept.LeaveAlone when !segment.IsNegated:
                return about.Select(item => new SelectItem(item.Id, false));
            case Concept.Fill when fills.Length > 0:
                return fills.Select(item => new SelectItem(item.Id, !segment.IsNegated));
            case Concept.Parse when about.Length > 0:
                return about.Where(item => item.Kind.Contains("date", StringComparison.Ordinal) || item.Kind.Contains("parse", StringComparison.Ordinal)).Select(item => new SelectItem(item.Id, !segment.IsNegated));
            case Concept.Limit when segment.IsNegated:
                return about.Where(item => item.Kind.Contains("limit", StringComparison.Ordinal)).Select(item => new SelectItem(item.Id, false));
            case Concept.Drop or Concept.LeaveOut or Concept.Skip when IsAboutRows(segment):
                return [];
            case Concept.Drop or Concept.LeaveOut or Concept.Skip:
                return [segment.IsNegated ? new KeepColumn(column) : new SetColumnAside(column)];
            case Concept.Keep or Concept.Use or Concept.Want or Concept.Enable or Concept.Add:
                return [segment.IsNegated ? new SetColumnAside(column) : new KeepColumn(column)];
            case null when segment.IsNegated && !IsAboutRows(segment):
                return [new SetColumnAside(column)];
            default:
                return [];
        }
    }

    /// <summary>"drop rows with missing age" is about rows, not about the column.</summary>
    private bool IsAboutRows(EditSegment segment)
    {
        for (var i = segment.VerbEnd; i < segment.End; i++)
        {
            var token = _sentence.Tokens[i];
            if (token.Mention is { Level: not null } || (token.Mention is null && (token.Value is not null || token.Is(Concept.Missing) || token.Is(Concept.Row) || (token.Is(Concept.Customer) && !token.Is(Concept.It)))))
                return true;
        }

        return false;
    }
}
