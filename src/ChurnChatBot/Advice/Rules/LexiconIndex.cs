namespace ChurnChatBot.Advice.Rules;

/// <summary>A lexicon made ready for looking up: phrases by their first stem, and every word there is for catching slips.</summary>
internal sealed class LexiconIndex
{
    private readonly Dictionary<string, List<Phrase>> _phrases = [];
    private readonly Dictionary<string, string> _vocabulary = [];
    private readonly ILookup<int, string> _wordsByLength;

    public LexiconIndex(Lexicon lexicon)
    {
        Lexicon = lexicon;
        foreach (var (concept, text) in lexicon.Phrases) Add(text, stems => new Phrase(stems, concept, null));
        foreach (var (topic, text) in lexicon.Topics) Add(text, stems => new Phrase(stems, null, topic));
        _wordsByLength = _vocabulary.Keys.Where(word => word.Length > 3).ToLookup(word => word.Length);
        foreach (var word in lexicon.StopWords.Concat(lexicon.OrdinaryWords)) _vocabulary.TryAdd(word, lexicon.Stem(word));
        Stems = [.. _vocabulary.Values];
    }

    public Lexicon Lexicon { get; }

    private HashSet<string> Stems { get; }

    public bool Knows(string text, string stem) => _vocabulary.ContainsKey(text) || Stems.Contains(stem);

    /// <summary>The one word of the lexicon that <paramref name="text"/> is a slip of, and how many slips; null where none or several are as near.</summary>
    public (string Stem, int Distance)? Nearest(string text)
    {
        var allowed = Math.Min(2, EditDistance.Allowed(text.Length));
        if (allowed == 0 || text.Any(char.IsAsciiDigit)) return null;
        (string Word, int Distance)? best = null;
        for (var length = text.Length - allowed; length <= text.Length + allowed; length++)
        {
            foreach (var word in _wordsByLength[length])
            {
                // The first letter is hardly ever the wrong one, and requiring it keeps other words from being taken for ours.
                if (word[0] != text[0] || EditDistance.Between(text, word, allowed) is var distance && distance > allowed) continue;
                if (best is null || distance < best.Value.Distance || (distance == best.Value.Distance && Stands(word) && !Stands(best.Value.Word))) best = (word, distance);
            }
        }

        return best is { } found ? (_vocabulary[found.Word], found.Distance) : null;
    }

    /// <summary>Marks every phrase found; one that lies within a longer one does not count.</summary>
    public void Mark(List<Token> tokens)
    {
        var covered = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind is TokenKind.Quoted or TokenKind.Break || !_phrases.TryGetValue(tokens[i].Stem, out var phrases)) continue;
            var longest = phrases.Where(phrase => Matches(phrase, tokens, i)).Select(phrase => phrase.Stems.Length).DefaultIfEmpty().Max();
            if (longest == 0 || i + longest <= covered) continue;
            covered = i + longest;
            foreach (var phrase in phrases.Where(phrase => phrase.Stems.Length == longest && Matches(phrase, tokens, i)))
                Apply(phrase, tokens, i);
        }
    }

    /// <summary>A verb and its particle with one to five words between; the particle belongs to the verb and says nothing else.</summary>
    public void MarkSplitVerbs(List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            foreach (var (verb, particle, concept) in Lexicon.SplitVerbs)
            {
                if (tokens[i].Kind != TokenKind.Word || tokens[i].Stem != Lexicon.Stem(verb)) continue;
                var words = particle.Split(' ');
                var at = Enumerable.Range(i + 2, 5).FirstOrDefault(k => Follows(tokens, i, k, words));
                if (at == 0) continue;
                tokens[i].Concepts = ConceptSet.Of(concept);
                for (var k = at; k < at + words.Length; k++) tokens[k].Concepts = ConceptSet.Of(Concept.Fluff);
                break;
            }
        }
    }

    /// <summary>Whether the word says something by itself, not only within a phrase.</summary>
    private bool Stands(string word) => _phrases.TryGetValue(_vocabulary[word], out var phrases) && phrases.Exists(phrase => phrase.Stems.Length == 1);

    private static bool Follows(List<Token> tokens, int verb, int at, string[] words)
    {
        if (at + words.Length > tokens.Count || tokens.GetRange(verb, at - verb).Any(token => token.Kind == TokenKind.Break)) return false;
        for (var k = 0; k < words.Length; k++)
        {
            if (tokens[at + k].Text != words[k]) return false;
        }

        return true;
    }

    private static void Apply(Phrase phrase, List<Token> tokens, int i)
    {
        if (phrase.Topic is not null) tokens[i].Topic = phrase.Topic;
        for (var k = i; k < i + phrase.Stems.Length; k++)
        {
            tokens[k].IsKnown = true;
            if (phrase.Concept is { } concept) tokens[k].Concepts |= ConceptSet.Of(concept);
        }
    }

    private static bool Matches(Phrase phrase, List<Token> tokens, int at)
    {
        if (at + phrase.Stems.Length > tokens.Count) return false;
        for (var k = 0; k < phrase.Stems.Length; k++)
        {
            if (tokens[at + k].Kind is TokenKind.Quoted or TokenKind.Break || tokens[at + k].Stem != phrase.Stems[k]) return false;
        }

        return true;
    }

    private void Add(string text, Func<string[], Phrase> make)
    {
        foreach (var line in text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = line.Split(' ');
            foreach (var word in words) _vocabulary.TryAdd(word, Lexicon.Stem(word));
            var phrase = make([.. words.Select(Lexicon.Stem)]);
            if (!_phrases.TryGetValue(phrase.Stems[0], out var list)) _phrases[phrase.Stems[0]] = list = [];
            list.Add(phrase);
        }
    }

    private sealed record Phrase(string[] Stems, Concept? Concept, string? Topic);
}
