using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>Reads which values of a column can be: "ages above 90 are impossible", "valid age is 16 to 100", "treat 0 in age as missing".</summary>
internal sealed class LimitReader(Sentence sentence, EditSegment segment)
{
    public SetLimits? Read()
    {
        var says = sentence.HasAny(Concept.Impossible, Concept.Limit, Concept.Valid) || (segment.Verb == Concept.Treat && sentence.Has(Concept.Missing));
        if (!says || segment.IsNegated && segment.Verb == Concept.Limit || segment.Verb is Concept.Fill or Concept.Drop) return null;
        var numbers = sentence.Tokens.Select((token, i) => (token, i)).Where(pair => IsAmount(pair.token)).ToArray();
        if (numbers.Length is 0 or > 2 || Column() is not { } column) return null;
        var values = numbers.Select(pair => pair.token.Value!.Value).Distinct().Order().ToArray();
        if (values.Length == 2) return sentence.Has(Concept.Impossible) && !sentence.Has(Concept.Between) ? TwoSided(column, numbers) : new SetLimits(column, values[0], values[1]);
        return OneSided(column, values[0], numbers[^1].i);
    }

    private string? Column() => sentence.Columns.FirstOrDefault() ?? (sentence.HasAny(Concept.Older, Concept.Younger) ? AgeColumn.Of(sentence.Context) : sentence.Context.LastColumn);

    private SetLimits OneSided(string column, double value, int at)
    {
        bool? isAbove = Side(at);
        var isValid = !sentence.Has(Concept.Impossible) && segment.Verb != Concept.Treat;
        if (isAbove is { } above) return above == isValid ? new SetLimits(column, value, null) : new SetLimits(column, null, value);
        if (isValid) return new SetLimits(column, null, value);
        // One value alone is impossible: zero and below bound from below, others from above, a whole step beside it.
        return value <= 0 ? new SetLimits(column, value + 1, null) : new SetLimits(column, null, value - 1);
    }

    private SetLimits TwoSided(string column, (Token token, int i)[] numbers)
    {
        double? low = null, high = null;
        foreach (var (token, i) in numbers)
        {
            if (Side(i) ?? false) high = token.Value;
            else low = token.Value;
        }

        return new SetLimits(column, low, high);
    }

    /// <summary>Whether the words before (or right after) the number say "above"; null where they say nothing.</summary>
    private bool? Side(int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 4); i--)
        {
            if (sentence.Tokens[i].Value is not null) break;
            if (sentence.Tokens[i].Concepts.HasAny(ConceptSet.Of(Concept.More, Concept.Older, Concept.AtLeast)) || sentence.Tokens[i].Text is ">" or ">=") return true;
            if (sentence.Tokens[i].Concepts.HasAny(ConceptSet.Of(Concept.Less, Concept.Younger, Concept.AtMost)) || sentence.Tokens[i].Text is "<" or "<=") return false;
        }

        var next = at + 1 < sentence.Tokens.Count ? sentence.Tokens[at + 1] : null;
        if (next is null) return null;
        return next.Is(Concept.AtLeast) ? true : next.Is(Concept.AtMost) ? false : null;
    }

    private static bool IsAmount(Token token) =>
        token is { Value: not null, Span: null, Day: null, IsConsumed: false, Mention: null, Customer: null, Ordinal: null };
}
