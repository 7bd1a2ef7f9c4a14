namespace ChurnChatBot.Advice.Rules;

/// <summary>What was said with all that was recognised in it; the frames read nothing else.</summary>
internal sealed class Sentence
{
    private static readonly ConceptSet Carriers = ConceptSet.Of(Concept.Fluff, Concept.Polite, Concept.And, Concept.Thanks);
    private static readonly ConceptSet Askers = ConceptSet.Of(
        Concept.Why, Concept.What, Concept.Which, Concept.HowMany, Concept.How, Concept.Who, Concept.Auxiliary, Concept.Should, Concept.Happen);

    private Sentence(List<Token> tokens, InterpretationContext context, string? reason, Func<string, string> stem)
    {
        Stem = stem;
        Tokens = tokens;
        Context = context;
        Reason = reason;
        var first = tokens.FindIndex(token => token.Kind != TokenKind.Break && !token.Is(Concept.Fluff) && !token.Is(Concept.Greeting) && !(token.Is(Concept.And) || token.Is(Concept.But)));
        var opening = first >= 0 ? tokens[first] : null;
        IsPolite = opening?.Is(Concept.Polite) == true && opening.Text is not ("i" or "we");
        var asks = opening is not null && opening.Concepts.HasAny(Askers) && !Commands(tokens, first);
        IsQuestion = opening is not null && !IsPolite && (asks || (opening.Is(Concept.Can) && !IsPolite) || EndsWithQuestionMark);
    }

    /// <summary>How words of its language are brought to a stem.</summary>
    public Func<string, string> Stem { get; }

    public IReadOnlyList<Token> Tokens { get; }

    public InterpretationContext Context { get; }

    /// <summary>What was given as the reason, in the person's words.</summary>
    public string? Reason { get; }

    public bool IsPolite { get; }

    public bool IsQuestion { get; }

    /// <summary>A question word in any place, within a phrase too: "ok, what is next".</summary>
    public bool AsksAnywhere => Tokens.Any(token => token.Text is "what" or "which" or "who" or "why" or "how" or "when" or "where" or "whether");

    private bool EndsWithQuestionMark => Tokens is [.., { Text: "?" }];

    /// <summary>Words that are neither in the lexicon nor a name.</summary>
    public IEnumerable<Token> UnknownWords => Tokens.Where(token =>
        token is { Kind: TokenKind.Word, IsKnown: false, IsStopWord: false, IsConsumed: false, Mention: null, Customer: null, Span: null });

    public IEnumerable<Mention> Mentions => Tokens.Select(token => token.Mention).OfType<Mention>().Distinct();

    /// <summary>Columns named as such, the outcome left out, in the order they were said.</summary>
    public IEnumerable<string> Columns => Mentions.Where(mention => mention.Level is null).Select(mention => mention.Column).Where(name => name != Context.TargetColumn).Distinct();

    public string? Customer => Tokens.Select(token => token.Customer).FirstOrDefault(name => name is not null);

    public static Sentence Read(string text, InterpretationContext context, LexiconIndex lexicon, IReadOnlyDictionary<int, string> choices)
    {
        var tokens = Tokeniser.Tokenise(text, lexicon.Lexicon);
        foreach (var token in tokens)
        {
            token.Stem = lexicon.Lexicon.Stem(token.Text);
            token.IsStopWord = lexicon.Lexicon.StopWords.Contains(token.Text);
            token.IsKnown |= token.Kind is TokenKind.Number or TokenKind.Break or TokenKind.Symbol || lexicon.Knows(token.Text, token.Stem);
        }

        TimeReader.Read(tokens, lexicon.Lexicon);
        lexicon.Mark(tokens);
        lexicon.MarkSplitVerbs(tokens);
        new NameLinker(context, lexicon, tokens).Link();
        foreach (var (start, column) in choices)
        {
            if (start >= tokens.Count || tokens[start].Mention is not { } mention) continue;
            for (var k = mention.Start; k < mention.End; k++) tokens[k].Mention = mention with { Columns = [column] };
        }

        var (main, reason) = ReasonReader.Split(text, tokens);
        return new Sentence(main, context, reason, lexicon.Lexicon.Stem);
    }

    /// <summary>"do not drop it" and "do drop it" tell; "do you drop it" and "do old customers leave" ask.</summary>
    private static bool Commands(List<Token> tokens, int first)
    {
        if (tokens[first].Text != "do" || first + 1 >= tokens.Count) return false;
        var next = tokens[first + 1];
        if (next.Is(Concept.Not)) return first + 2 >= tokens.Count || tokens[first + 2].Text is not ("you" or "we" or "i" or "they");
        return next.Concepts.HasAny(ConceptSet.Of(Concept.Fill, Concept.Drop, Concept.Step, Concept.LeaveOut, Concept.LeaveAlone, Concept.Keep, Concept.Merge)) || next.Text is "it" or "so" or "this" or "that" or "all" or "everything";
    }

    public bool Has(Concept concept) => Tokens.Any(token => token.Is(concept));

    public bool HasAny(params ReadOnlySpan<Concept> concepts)
    {
        var set = ConceptSet.Of(concepts);
        return Tokens.Any(token => token.Concepts.HasAny(set));
    }

    public int IndexOf(Concept concept, int from = 0)
    {
        for (var i = Math.Max(0, from); i < Tokens.Count; i++)
        {
            if (Tokens[i].Is(concept)) return i;
        }

        return -1;
    }

    /// <summary>Whether nothing was said beyond these concepts, words that carry nothing, and what <paramref name="also"/> accepts.</summary>
    public bool HasOnly(ConceptSet allowed, Func<Token, bool>? also = null) => Tokens.All(token =>
        token.Kind == TokenKind.Break || token.IsConsumed || token.Concepts.HasAny(allowed | Carriers) || also?.Invoke(token) == true
        || (token.IsStopWord && token.Concepts.IsEmpty));

    /// <summary>Whether a negation stands at most <paramref name="reach"/> words before, in the same part of the sentence.</summary>
    public bool IsNegatedBefore(int index, int reach = 4)
    {
        for (var i = index - 1; i >= Math.Max(0, index - reach); i--)
        {
            if (Tokens[i].Kind == TokenKind.Break) return false;
            if (Tokens[i].Is(Concept.Not) || Tokens[i].Is(Concept.Never) || Tokens[i].Is(Concept.Without)) return true;
        }

        return false;
    }
}
