namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// Finds names of columns, levels and customers among the tokens: whole names first, then parts, then slips; longer before shorter.
/// A word the lexicon knows is never taken for a part of a name or for a slip.
/// </summary>
internal sealed class NameLinker(InterpretationContext context, LexiconIndex lexicon, List<Token> tokens)
{
    private const int MaxSlips = 60, MaxCustomers = 20, MaxChoices = 4;

    private readonly NameIndex _names = NameIndex.Of(context.Columns, lexicon.Lexicon.Stem);

    public void Link()
    {
        var taken = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i < taken || tokens[i].Kind is TokenKind.Break or TokenKind.Symbol) continue;
            if (Longest(i) is not { } mention) continue;
            Place(mention);
            taken = mention.End;
        }

        LinkSlips();
        ResolveLevels();
        LinkCustomers();
    }

    private Mention? Longest(int start)
    {
        var longest = 0;
        while (longest < NameIndex.LongestName && start + longest < tokens.Count && tokens[start + longest].Kind is not (TokenKind.Break or TokenKind.Symbol)) longest++;
        for (var count = longest; count >= 1; count--)
        {
            var window = tokens.GetRange(start, count);
            if ((Column(window, start) ?? Level(window, start) ?? Part(window, start)) is { } mention) return mention;
        }

        return null;
    }

    private Mention? Column(List<Token> window, int start)
    {
        var whole = _names.Whole(string.Concat(window.Select(token => NameIndex.Compact(token.Raw))));
        if (whole.Count == 0) whole = _names.Whole(Key(window));
        if (whole.Count > 1 && whole.FirstOrDefault(name => window.Count == 1 && name == window[0].Raw) is { } exact) whole = [exact];
        return whole.Count is > 0 and <= MaxChoices ? new Mention(start, start + window.Count, whole) : null;
    }

    private Mention? Level(List<Token> window, int start)
    {
        var found = _names.Levels(Key(window));
        var plain = window.All(token => token.IsStopWord || (window.Count == 1 && (!token.Concepts.IsEmpty || token.Kind == TokenKind.Number)));
        if (found.Count == 0 || (plain && !HasColumnNear(window[0], found))) return null;
        return Levels(found, start, window.Count);
    }

    private Mention? Part(List<Token> window, int start)
    {
        if (window.Any(token => token.Kind != TokenKind.Word) || !CanNameAlone(window[0], window.Count) || !CanNameAlone(window[^1], window.Count)) return null;
        var columns = _names.Part(Key(window));
        if (columns.Count is > 0 and <= MaxChoices) return new Mention(start, start + window.Count, columns, IsWhole: false);
        var levels = _names.LevelParts(Key(window));
        return levels.Count > 0 && window.Sum(token => token.Text.Length) > 3 ? Levels(levels, start, window.Count) : null;
    }

    private bool CanNameAlone(Token token, int count) =>
        !token.IsStopWord && (count > 1 || ((token.Concepts.IsEmpty || token.Concepts == ConceptSet.Of(Concept.Dates)) && !lexicon.Lexicon.OrdinaryWords.Contains(token.Text) && token.Ordinal is null));

    private static Mention? Levels(IReadOnlyList<(string Column, string Level)> found, int start, int count) =>
        found.Select(pair => pair.Level).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1
            ? null
            : new Mention(start, start + count, [.. found.Select(pair => pair.Column)], found[0].Level);

    /// <summary>"yes" or "male" is a level only beside its column ("partner = yes", "with no dependents").</summary>
    private bool HasColumnNear(Token token, IReadOnlyList<(string Column, string Level)> found)
    {
        var at = tokens.IndexOf(token);
        for (var k = Math.Max(0, at - 3); k < Math.Min(tokens.Count, at + 3); k++)
        {
            if (k == at || tokens[k].Kind is TokenKind.Break) continue;
            var columns = tokens[k].Mention?.Columns ?? _names.Whole(NameIndex.Compact(tokens[k].Raw));
            if (columns.Any(column => found.Any(pair => pair.Column == column)) && IsBound(k, at)) return true;
        }

        return false;
    }

    /// <summary>Nothing but "is", "=" or an article between a column and its level; a level that comes first stands directly before.</summary>
    private bool IsBound(int column, int level)
    {
        if (column > level) return column == level + 1 && tokens[level].Text is not ("no" or "not");
        for (var k = column + 1; k < level; k++)
        {
            if (tokens[k].Text is not ("is" or "=" or "==" or "equals" or "being" or "of" or "was" or "!=" or "not")) return false;
        }

        return level > column + 1 || tokens[level].Text is not ("no" or "ok" or "yes");
    }

    private void LinkSlips()
    {
        var tried = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsKnown || tokens[i].Mention is not null || tokens[i].Kind != TokenKind.Word || ++tried > MaxSlips) continue;
            var word = lexicon.Nearest(tokens[i].Text);
            var slip = NearestName(i);
            if (slip is { } name && (word is null || name.Distance <= word.Value.Distance)) Place(name.Mention);
            else if (word is { } known)
            {
                tokens[i].Stem = known.Stem;
                tokens[i].IsKnown = true;
            }
        }

        lexicon.Mark(tokens);
        lexicon.MarkSplitVerbs(tokens);
    }

    private (Mention Mention, int Distance)? NearestName(int at)
    {
        (Mention Mention, int Distance)? best = null;
        for (var start = Math.Max(0, at - 2); start <= at; start++)
        {
            for (var end = at + 1; end <= Math.Min(tokens.Count, start + 3); end++)
            {
                var window = tokens.GetRange(start, end - start);
                if (window.Any(token => token.Kind != TokenKind.Word || token.Mention is not null || token.IsStopWord)) continue;
                var spelling = string.Concat(window.Select(token => NameIndex.Compact(token.Raw)));
                var (columns, distance) = _names.Nearest(spelling, EditDistance.Allowed(spelling.Length));
                if (columns.Count is 0 or > MaxChoices || (best is { } other && distance >= other.Distance)) continue;
                best = (new Mention(start, end, columns, IsWhole: false), distance);
            }
        }

        return best;
    }

    /// <summary>A level of several columns belongs to the one that is also named; where none is, it stays open.</summary>
    private void ResolveLevels()
    {
        var named = tokens.Where(token => token.Mention is { Level: null }).Select(token => token.Mention!.Column).ToHashSet();
        foreach (var mention in tokens.Select(token => token.Mention).Where(mention => mention is { Level: not null, Columns.Count: > 1 }).Distinct().ToArray())
        {
            var column = mention!.Columns.FirstOrDefault(named.Contains);
            if (column is not null) Place(mention with { Columns = [column] });
            else if (mention.Columns.Count > MaxChoices) Place(mention, isRemoved: true);
        }
    }

    private void LinkCustomers()
    {
        var tried = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            var named = i > 0 && (tokens[i - 1].Is(Concept.Customer) || tokens[i - 1].Text is "#" or "id" or "no" or "nr" or "number");
            var looksLikeOne = token.Kind is TokenKind.Quoted || token.Raw.Any(char.IsAsciiDigit);
            if (token.Mention is not null || token.Day is not null || !looksLikeOne || (token.Kind == TokenKind.Number && !named && i != tokens.Count - 1)) continue;
            if (++tried > MaxCustomers) return;
            token.Customer = CustomerNames.Variants(token.Raw, context.LastCustomer, isNamed: named).Select(context.FindCustomer).FirstOrDefault(found => found is not null);
            if (token.Customer is not null) token.IsKnown = true;
        }
    }

    private void Place(Mention mention, bool isRemoved = false)
    {
        for (var k = mention.Start; k < mention.End; k++)
        {
            tokens[k].Mention = isRemoved ? null : mention;
            tokens[k].IsKnown = true;
        }
    }

    private string Key(List<Token> window) =>
        string.Join(' ', window.SelectMany(token => NameIndex.WordsOf(token.Raw)).Select(lexicon.Lexicon.Stem));
}
