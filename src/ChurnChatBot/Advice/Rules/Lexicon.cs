using System.Collections.Frozen;

namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// The words of one language as data: phrases for each concept, contractions, numbers, units, words that carry nothing, and how its
/// words are brought to a stem. Another language is another lexicon beside this one; the grammar does not change.
/// </summary>
internal sealed record Lexicon
{
    /// <summary>Longest phrase, in words, that is looked for.</summary>
    public const int MaxPhraseWords = 6;

    public required string Language { get; init; }

    public required Func<string, string> Stem { get; init; }

    /// <summary>Phrases of a concept, separated by "|".</summary>
    public required IReadOnlyDictionary<Concept, string> Phrases { get; init; }

    /// <summary>What the product will do but does not yet, with the phrases that ask for it.</summary>
    public required IReadOnlyDictionary<string, string> Topics { get; init; }

    public required FrozenDictionary<string, string> Contractions { get; init; }

    public required FrozenDictionary<string, double> Numbers { get; init; }

    public required FrozenDictionary<string, int> Ordinals { get; init; }

    /// <summary>Units of time in seconds.</summary>
    public required FrozenDictionary<string, double> Units { get; init; }

    public required FrozenDictionary<string, int> Months { get; init; }

    /// <summary>Verbs whose second word may stand after the object: "leave the duplicates alone".</summary>
    public required IReadOnlyList<(string Verb, string Particle, Concept Concept)> SplitVerbs { get; init; }

    /// <summary>Words that carry nothing by themselves.</summary>
    public required FrozenSet<string> StopWords { get; init; }

    /// <summary>Ordinary words without a concept here, which are never a misspelt name.</summary>
    public required FrozenSet<string> OrdinaryWords { get; init; }
}
