using ChurnChatBot.DataScience.Data;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>Reads with what missing cells are filled: columns and values in either order, several of each.</summary>
internal sealed class FillReader(Sentence sentence, EditSegment segment, bool[] ignored)
{
    public IReadOnlyList<IReadOnlyList<PlanEdit>> Read()
    {
        if (segment.IsNegated || segment.Verb is not (null or Concept.Fill or Concept.Set or Concept.Use or Concept.Want or Concept.Keep or Concept.Treat)) return [];
        if (segment.Verb == Concept.Treat && !sentence.Has(Concept.Missing)) return [];
        var parts = Parts(segment.Verb is null ? 0 : segment.VerbEnd, segment.End);
        if (!parts.Any(part => part.Column is not null) && segment.Verb is not null) parts = [.. Parts(segment.From, segment.VerbEnd).Where(part => part.Column is not null), .. parts];
        // "the average makes more sense for age": the value stands before the verb.
        if (!parts.Any(part => part.Fill is not null) && segment.Verb is Concept.Set) parts = [.. Parts(segment.From, segment.VerbEnd).Where(part => part.Fill is not null), .. parts];
        if (!parts.Any(part => part.Fill is not null)) return [];
        var edits = Paired(parts);
        return edits.Count > 0 ? [edits] : Unnamed(parts.First(part => part.Fill is not null).Fill!.Value);
    }

    private List<Part> Parts(int from, int to)
    {
        var parts = new List<Part>();
        for (var i = from; i < to; i++)
        {
            var token = sentence.Tokens[i];
            if (ignored[i] || token.IsConsumed) continue;
            if (token.Mention is { Level: null } mention)
            {
                if (mention.Start == i) parts.Add(new(mention.Column, null));
            }
            else if (Value(token, i) is { } value) parts.Add(new(null, value));
        }

        return parts;
    }

    private (FillStrategy Strategy, string? Value)? Value(Token token, int i)
    {
        if (token.Is(Concept.Median)) return (FillStrategy.Median, null);
        if (token.Is(Concept.Mode)) return (FillStrategy.MostFrequent, null);
        if (token.Is(Concept.Mean) && token.Mention is null) return (FillStrategy.Mean, null);
        var isGiven = i > 0 && sentence.Tokens[i - 1].Text is "with" or "to" or "by" or "as" or "a" or "=" or "using" or "the" or "use" or "put" or "set" or "insert";
        if (token.Is(Concept.Unknown) && isGiven) return (FillStrategy.Unknown, null);
        if (token.Mention is { Level: { } level } mention) return isGiven && mention.Start == i ? (FillStrategy.Constant, level) : null;
        if (token.Kind == TokenKind.Quoted) return (FillStrategy.Constant, token.Raw);
        var isNumber = token.Value is not null && token.Span is null && token.Ordinal is null && token.Day is null && (token.Kind == TokenKind.Number || !char.IsAsciiDigit(token.Text[0]));
        return isNumber && IsAmount(i) ? (FillStrategy.Constant, QuantityReader.Invariant(token.Value!.Value)) : null;
    }

    /// <summary>Not the number of a step, nor one side of a comparison.</summary>
    private bool IsAmount(int i)
    {
        if (sentence.HasAny(Concept.Impossible, Concept.More, Concept.Less, Concept.Older, Concept.Younger)) return false;
        return i == 0 || !sentence.Tokens[i - 1].Is(Concept.Step);
    }

    private static List<PlanEdit> Paired(List<Part> parts)
    {
        var edits = new List<PlanEdit>();
        var columns = new List<string>();
        var valueFirst = parts[0].Fill is not null;
        (FillStrategy Strategy, string? Value)? pending = null;
        foreach (var part in parts)
        {
            if (part.Column is { } column)
            {
                if (valueFirst && pending is { } value) edits.Add(new SetFill(column, value.Strategy, value.Value));
                else columns.Add(column);
            }
            else if (valueFirst) pending = part.Fill;
            else
            {
                edits.AddRange(columns.Select(name => new SetFill(name, part.Fill!.Value.Strategy, part.Fill.Value.Value)));
                columns.Clear();
            }
        }

        return edits;
    }

    /// <summary>No column was said: the one last spoken of, else each of those that are to be filled.</summary>
    private IReadOnlyList<IReadOnlyList<PlanEdit>> Unnamed((FillStrategy Strategy, string? Value) fill)
    {
        if (sentence.UnknownWords.Any()) return [];
        var isAmount = fill.Strategy == FillStrategy.Constant;
        if (isAmount && segment.Verb is not (Concept.Fill or Concept.Set or Concept.Use) && !sentence.HasAny(Concept.Instead, Concept.Missing)) return [];
        if (isAmount && segment.Verb == Concept.Set && sentence.HasAny(Concept.Today, Concept.Budget, Concept.Target)) return [];
        var context = sentence.Context;
        var named = sentence.Mentions.Where(mention => mention.Level is null).Select(mention => mention.Column).Distinct().ToArray();
        var candidates = named.Length > 0 ? named : context.LastColumn is { } last ? [last] : Filled(context, fill.Strategy);
        return [.. candidates.Take(4).Select(column => (IReadOnlyList<PlanEdit>)[new SetFill(column, fill.Strategy, fill.Value)])];
    }

    private static string[] Filled(InterpretationContext context, FillStrategy strategy)
    {
        var numeric = context.Columns.Where(column => column.Kind == ColumnKind.Numeric).Select(column => column.Name).ToHashSet();
        return [.. context.Items.Where(item => item.Kind.Contains("fill", StringComparison.Ordinal) || item.Kind.Contains("imput", StringComparison.Ordinal))
            .SelectMany(item => item.Columns)
            .Where(column => strategy is not (FillStrategy.Median or FillStrategy.Mean) || numeric.Contains(column))
            .Distinct()];
    }

    private readonly record struct Part(string? Column, (FillStrategy Strategy, string? Value)? Fill);
}
