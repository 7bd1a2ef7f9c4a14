namespace ChurnChatBot.Advice.Rules;

/// <param name="Verb">What is to be done; null where no verb was said ("0 for total_spend").</param>
/// <param name="From">First token that may hold what it is done to, before the verb.</param>
internal sealed record EditSegment(Concept? Verb, int From, int VerbEnd, int End, bool IsNegated);

/// <summary>Cuts a sentence at its verbs, and leaves out the side of "X instead of Y" that is not wanted.</summary>
internal static class EditSegments
{
    private static readonly Concept[] Verbs =
    [
        Concept.LeaveAlone, Concept.Skip, Concept.LeaveOut, Concept.Fill, Concept.Drop, Concept.Keep, Concept.Merge, Concept.Treat, Concept.Limit,
        Concept.Parse, Concept.Add, Concept.Enable, Concept.Use, Concept.Set, Concept.Want,
    ];

    public static IReadOnlyList<EditSegment> Of(Sentence sentence, bool[] ignored)
    {
        var segments = new List<EditSegment>();
        var from = 0;
        var carried = false;
        foreach (var (verb, start, end) in VerbsIn(sentence, ignored))
        {
            if (segments.Count > 0) segments[^1] = segments[^1] with { End = Math.Max(segments[^1].VerbEnd, BeforeNegation(sentence, start, segments[^1].VerbEnd)) };
            var last = segments.Count > 0 ? segments[^1] : null;
            var isEmpty = last is not null && !Enumerable.Range(last.VerbEnd, last.End - last.VerbEnd).Any(i => IsObject(sentence.Tokens[i]));
            carried = isEmpty && (last!.IsNegated || last.Verb is Concept.LeaveAlone or Concept.Skip) && start - last.VerbEnd <= 3;
            var negated = carried || NegatedBetween(sentence, last?.VerbEnd ?? Math.Max(0, start - 6), start);
            if (carried) segments.RemoveAt(segments.Count - 1);
            segments.Add(new EditSegment(verb, from, end, sentence.Tokens.Count, negated));
            from = end;
        }

        if (segments.Count > 0) return segments;
        return [new EditSegment(null, 0, 0, sentence.Tokens.Count, NegatedBetween(sentence, 0, sentence.Tokens.Count))];
    }

    /// <summary>Marks what was only said to be replaced: "instead of the median", "not zero" after a value.</summary>
    public static bool[] Contrasts(Sentence sentence)
    {
        var ignored = new bool[sentence.Tokens.Count];
        for (var i = 0; i < sentence.Tokens.Count; i++)
        {
            var token = sentence.Tokens[i];
            var isMarker = token.Is(Concept.Instead) || (token.Is(Concept.Not) && IsValue(sentence.Tokens, i + 1) && HasValueBefore(sentence.Tokens, i));
            if (!isMarker) continue;
            var k = i;
            while (k < sentence.Tokens.Count && (sentence.Tokens[k].Is(Concept.Instead) || k == i)) ignored[k++] = true;
            var first = k;
            while (k < sentence.Tokens.Count && !EndsContrast(sentence.Tokens[k], k, first)) ignored[k++] = true;
            i = k - 1;
        }

        return ignored;
    }

    private static bool EndsContrast(Token token, int at, int first)
    {
        if (token.Kind == TokenKind.Break) return true;
        if (at == first) return false;
        return token.Text is "for" or "in" or "where" or "and" or "but" || (VerbOf(token) is not null && !token.Text.EndsWith("ing", StringComparison.Ordinal));
    }

    private static bool IsValue(IReadOnlyList<Token> tokens, int i)
    {
        while (i < tokens.Count && tokens[i].Text is "the" or "with" or "by" or "a" or "to") i++;
        return i < tokens.Count && (tokens[i].Concepts.HasAny(Strategies) || tokens[i].Value is not null || tokens[i].Mention is not null);
    }

    private static bool HasValueBefore(IReadOnlyList<Token> tokens, int at) =>
        Enumerable.Range(Math.Max(0, at - 5), Math.Min(5, at)).Any(i => tokens[i].Concepts.HasAny(Strategies) || tokens[i].Value is not null)
        && !tokens[at + 1 < tokens.Count ? at + 1 : at].Concepts.HasAny(ConceptSet.Of(Verbs));

    private static readonly ConceptSet Strategies = ConceptSet.Of(Concept.Median, Concept.Mean, Concept.Mode);

    private static Concept? VerbOf(Token token)
    {
        if (token.Kind != TokenKind.Word || token.Is(Concept.Polite) || token.Mention is not null || token.Text == "using") return null;
        foreach (var verb in Verbs)
        {
            if (token.Is(verb)) return verb;
        }

        return null;
    }

    private static IEnumerable<(Concept Verb, int Start, int End)> VerbsIn(Sentence sentence, bool[] ignored)
    {
        for (var i = 0; i < sentence.Tokens.Count; i++)
        {
            if (ignored[i] || VerbOf(sentence.Tokens[i]) is not { } verb) continue;
            var end = i + 1;
            while (end < sentence.Tokens.Count && end - i < 6 && sentence.Tokens[end].Is(verb)) end++;
            yield return (verb, i, end);
            i = end - 1;
        }
    }

    private static bool NegatedBetween(Sentence sentence, int from, int to)
    {
        for (var i = to - 1; i >= from; i--)
        {
            var token = sentence.Tokens[i];
            if (token.Kind == TokenKind.Break || token.Is(Concept.And) || token.Is(Concept.But)) return false;
            if (token.Is(Concept.Not) || token.Is(Concept.Never) || token.Is(Concept.Without)) return true;
            if (token.Is(Concept.No) && i + 1 < to && sentence.Tokens[i + 1].Kind != TokenKind.Break) return true;
        }

        return false;
    }

    private static int BeforeNegation(Sentence sentence, int verb, int from)
    {
        var end = verb;
        while (end > from && sentence.Tokens[end - 1] is { Kind: not TokenKind.Break } token
            && (token.Is(Concept.Not) || token.Is(Concept.Never) || token.Is(Concept.Auxiliary) || token.Is(Concept.And) || token.Is(Concept.But) || token.Is(Concept.Fluff) || token.Is(Concept.Polite))) end--;
        return end;
    }

    private static bool IsObject(Token token) =>
        token.Mention is not null || token.Value is not null || token.Ordinal is not null || token.Is(Concept.Duplicate) || token.Is(Concept.Outlier) || token.Is(Concept.Band)
        || token.Is(Concept.Encoding) || token.Is(Concept.Dates) || token.Is(Concept.Step) || token.Is(Concept.It) || token.Concepts.HasAny(Strategies);
}
