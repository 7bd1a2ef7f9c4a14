namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// A sentence with its variants in one line: <c>(start|begin) [a|an] new project</c>, where round brackets hold what must be said in one of several
/// ways, square ones what may be left out, and <c>{name}</c> stands for up to six words of the person's own. It is met by the whole
/// sentence or not at all.
/// </summary>
internal sealed class PhrasePattern
{
    public const int MostWords = 20;
    private const int LongestName = 6;

    private readonly Slot[] _slots;

    private PhrasePattern(Slot[] slots) => _slots = slots;

    public static PhrasePattern[] Several(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    /// <summary>Each way in which the words meet the pattern, as what stands for its name; empty where it has none.</summary>
    public IEnumerable<string> Meet(string[] words) => words.Length is 0 or > MostWords ? [] : Meet(words, 0, 0, "");

    public bool IsMetBy(string[] words) => Meet(words).Any();

    private IEnumerable<string> Meet(string[] words, int at, int slot, string name)
    {
        if (slot == _slots.Length) return at == words.Length ? [name] : [];
        var (phrases, isOptional) = _slots[slot];
        var left = isOptional ? Meet(words, at, slot + 1, name) : [];
        var said = phrases.Length == 0
            ? Enumerable.Range(1, Math.Min(LongestName, words.Length - at)).SelectMany(count => Meet(words, at + count, slot + 1, string.Concat(words.AsSpan(at, count)!)))
            : phrases.Where(phrase => words.AsSpan(at).StartsWith(phrase)).SelectMany(phrase => Meet(words, at + phrase.Length, slot + 1, name));
        return said.Concat(left);
    }

    private static PhrasePattern Parse(string line)
    {
        var slots = new List<Slot>();
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == ' ') continue;
            var end = line.IndexOf(line[at] switch { '(' => ')', '[' => ']', '{' => '}', _ => ' ' }, at);
            if (end < 0) end = line.Length;
            slots.Add(line[at] switch
            {
                '{' => new Slot([], false),
                '(' or '[' => new Slot([.. line[(at + 1)..end].Split('|').Select(phrase => phrase.Split(' '))], line[at] == '['),
                _ => new Slot([[line[at..end]]], false),
            });
            at = end;
        }

        return new PhrasePattern([.. slots]);
    }

    /// <param name="Phrases">What may be said there; none for a name.</param>
    private readonly record struct Slot(string[][] Phrases, bool IsOptional);
}
