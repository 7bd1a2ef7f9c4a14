namespace ChurnChatBot.Advice.Rules;

/// <param name="IsThing">Said by what it deals with ("the duplicates"), not as a step: dropping the thing is then doing the step.</param>
internal sealed record ItemReference(int Start, int End, IReadOnlyList<KnownItem> Items, bool IsThing);

/// <summary>Finds items of the proposal that waits: by number, by place ("the last two"), by what they deal with, by the column they make.</summary>
internal sealed class ItemReader(Sentence sentence)
{
    private const int MaxItems = 200;

    private static readonly (Concept Concept, string[] Kinds, bool IsThing)[] Kinds =
    [
        (Concept.Duplicate, ["dup"], true),
        (Concept.Outlier, ["outlier", "limit", "clip", "impossible", "range"], true),
        (Concept.Band, ["bin", "band", "bucket", "group"], false),
        (Concept.Encoding, ["encod"], false),
        (Concept.Dates, ["date"], false),
        (Concept.Imputation, ["fill", "imput"], false),
        (Concept.Merge, ["merge"], false),
    ];

    private readonly HashSet<string> _known = [.. sentence.Context.Items.Count == 0 ? [] : sentence.Context.Columns.Select(column => column.Name)];
    private readonly IReadOnlyList<KnownItem> _items = [.. sentence.Context.Items.Take(MaxItems)];

    /// <param name="bareNumbers">Whether a number alone may be an item's number, as in "approve 1 and 3".</param>
    public IReadOnlyList<ItemReference> Read(bool bareNumbers)
    {
        var found = new List<ItemReference>();
        if (_items.Count == 0) return found;
        for (var i = 0; i < sentence.Tokens.Count; i++)
        {
            var reference = Made(i) ?? Place(i) ?? Numbered(i, bareNumbers) ?? Kind(i);
            if (reference is null) continue;
            found.Add(reference);
            i = Math.Max(i, reference.End - 1);
        }

        return found;
    }

    private ItemReference? Place(int i)
    {
        var token = sentence.Tokens[i];
        if (token.Ordinal is not { } place || token.IsConsumed || token.Mention is not null) return null;
        var next = At(i + 1);
        if (next?.Value is { } count && count is >= 1 and <= MaxItems && Math.Abs(place) == 1)
        {
            var many = place > 0 ? _items.Take((int)count) : _items.TakeLast((int)count);
            return new(i, i + (IsStepWord(At(i + 2)) ? 3 : 2), [.. many], false);
        }

        var alone = next is null || next.Kind == TokenKind.Break || next.Is(Concept.And) || next.Ordinal is not null || next.IsStopWord;
        if (!IsStepWord(next) && !alone) return null;
        return ByNumber(place) is { } item ? new(i, i + (IsStepWord(next) ? 2 : 1), [item], false) : null;
    }

    private ItemReference? Numbered(int i, bool bareNumbers)
    {
        var start = i;
        if (IsStepWord(At(i))) i++;
        else if (!bareNumbers) return null;
        var numbers = new List<int>();
        var end = i;
        for (var k = i; k < sentence.Tokens.Count; k++)
        {
            if (Whole(At(k)) is { } number)
            {
                var isRange = numbers.Count > 0 && At(k - 1)?.Text is "to" or "through" or "until";
                numbers.AddRange(isRange ? Enumerable.Range(numbers[^1] + 1, Math.Clamp(number - numbers[^1], 0, MaxItems)) : [number]);
                end = k + 1;
            }
            else if (numbers.Count == 0 || At(k) is not { Text: "," or "and" or "to" or "through" or "&" or "-" or "until" or "+" }) break;
        }

        var items = numbers.Select(ByNumber).OfType<KnownItem>().Distinct().ToArray();
        return items.Length > 0 && items.Length == numbers.Distinct().Count() ? new(start, end, items, false) : null;
    }

    private ItemReference? Kind(int i)
    {
        var token = sentence.Tokens[i];
        foreach (var (concept, kinds, isThing) in Kinds)
        {
            if (!token.Is(concept) || token.Mention is { IsWhole: true, Level: null }) continue;
            if (concept == Concept.Dates && token.Text == "date" && !IsStepWord(At(i + 1)) && token.Concepts == ConceptSet.Of(Concept.Dates) && token.Mention is not null) continue;
            var items = _items.Where(item => kinds.Any(kind => item.Kind.Contains(kind, StringComparison.Ordinal))).ToArray();
            if (items.Length == 0) continue;
            var qualified = Qualified(items, i, out var start, out var end);
            // A group of things is only then a step when a column says which: "age groups", never "groups" alone of many.
            return new(start, IsStepWord(At(end)) ? end + 1 : end, qualified, isThing && !IsStepWord(At(end)));
        }

        return null;
    }

    private KnownItem[] Qualified(KnownItem[] items, int i, out int start, out int end)
    {
        start = i;
        end = i + 1;
        while (At(end) is { } same && sentence.Tokens[i].Concepts == same.Concepts && !same.Concepts.IsEmpty) end++;
        for (var k = Math.Max(0, i - 2); k < Math.Min(sentence.Tokens.Count, end + 3); k++)
        {
            if (sentence.Tokens[k].Mention is not { Level: null } mention) continue;
            var about = items.Where(item => item.Columns.Any(column => column == mention.Column || NameIndex.WordsOf(column).Contains(NameIndex.Compact(mention.Column)))).ToArray();
            if (about.Length == 0) continue;
            start = Math.Min(start, mention.Start);
            end = Math.Max(end, mention.End);
            return about;
        }

        return items;
    }

    /// <summary>A column that only the proposal makes: "customer lifetime", "the days since last purchase".</summary>
    private ItemReference? Made(int i)
    {
        for (var count = Math.Min(NameIndex.LongestName, sentence.Tokens.Count - i); count >= 1; count--)
        {
            var window = sentence.Tokens.Skip(i).Take(count).ToArray();
            if (window.Any(token => token.Kind is TokenKind.Break or TokenKind.Symbol)) continue;
            var key = string.Join(' ', window.SelectMany(token => NameIndex.WordsOf(token.Raw)).Select(sentence.Stem));
            var items = _items.Where(item => Names(item, withKind: count == 1).Any(name => Matches(name, key, window))).ToArray();
            if (items.Length == 1) return new(i, i + count, items, false);
        }

        return null;
    }

    /// <summary>The kind counts only when written as it is stored: "drop duplicates" in two words is a verb and its object.</summary>
    private IEnumerable<string> Names(KnownItem item, bool withKind)
    {
        var made = item.Columns.Where(name => !_known.Contains(name));
        return withKind ? made.Append(item.Kind) : made;
    }

    private bool Matches(string name, string key, Token[] window)
    {
        var stems = string.Join(' ', NameIndex.WordsOf(name).Select(sentence.Stem));
        if (stems == key) return true;
        // Part of a name must be more than one word, or it could be anything.
        return window.Length > 1 && !window[0].IsStopWord && !window[^1].IsStopWord && window.All(token => token.Mention is null || window.Length > 2)
            && (" " + stems + " ").Contains(" " + key + " ", StringComparison.Ordinal);
    }

    private KnownItem? ByNumber(int number) =>
        number > 0 && number <= _items.Count ? _items[number - 1] : number < 0 && -number <= _items.Count ? _items[^-number] : null;

    private static int? Whole(Token? token) =>
        token is { Day: null, Span: null, IsConsumed: false, Value: { } value } && value is >= 1 and <= MaxItems && value == Math.Floor(value) ? (int)value : null;

    private static bool IsStepWord(Token? token) => token is not null && (token.Is(Concept.Step) || token.Text is "one" or "ones");

    private Token? At(int i) => i >= 0 && i < sentence.Tokens.Count ? sentence.Tokens[i] : null;
}
