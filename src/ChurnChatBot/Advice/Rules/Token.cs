namespace ChurnChatBot.Advice.Rules;

internal enum TokenKind
{
    Word,
    Number,
    Quoted,

    /// <summary>A comparison or an operator: ">=", "=", "/", "+".</summary>
    Symbol,

    /// <summary>Punctuation that ends a part of a sentence.</summary>
    Break,
}

/// <summary>A word, number or sign of what was said, and all that was found out about it.</summary>
internal sealed class Token(TokenKind kind, string raw, int start)
{
    public TokenKind Kind { get; } = kind;

    /// <summary>As it was written, quotes removed.</summary>
    public string Raw { get; } = raw;

    /// <summary>Where it starts in the text.</summary>
    public int Start { get; } = start;

    /// <summary>In lower case.</summary>
    public string Text { get; } = raw.ToLowerInvariant();

    /// <summary>Stem of the word, of the corrected word where it was misspelt.</summary>
    public string Stem { get; set; } = "";

    public double? Value { get; set; }

    /// <summary>1 for the first, -1 for the last.</summary>
    public int? Ordinal { get; set; }

    public DateTime? Day { get; set; }

    public TimeSpan? Span { get; set; }

    /// <summary>Part of a date or duration that stands in an earlier token.</summary>
    public bool IsConsumed { get; set; }

    public ConceptSet Concepts { get; set; }

    /// <summary>Found in the lexicon in some way, if only as a word that carries nothing.</summary>
    public bool IsKnown { get; set; }

    public bool IsStopWord { get; set; }

    public Mention? Mention { get; set; }

    /// <summary>Exact name of the customer it names.</summary>
    public string? Customer { get; set; }

    /// <summary>What the bot cannot do yet, where a phrase that asks for it starts here.</summary>
    public string? Topic { get; set; }

    public bool Is(Concept concept) => Concepts.Has(concept);
}

/// <summary>Tokens [Start, End) that name a column, or a level of one; several columns where they are equally near.</summary>
/// <param name="Level">The level, exactly as in the data; null where the column itself is named.</param>
/// <param name="IsWhole">The whole name was said, not a part of it.</param>
internal sealed record Mention(int Start, int End, IReadOnlyList<string> Columns, string? Level = null, bool IsWhole = true)
{
    public string Column => Columns[0];
}
