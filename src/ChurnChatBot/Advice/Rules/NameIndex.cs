using System.Runtime.CompilerServices;
using System.Text;

namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// Names of columns and levels, made ready for looking up whole, in part and misspelt. Built once for a list of columns and kept
/// as long as that list lives: thousands of columns with many levels are indexed once, not at every sentence.
/// </summary>
internal sealed class NameIndex
{
    public const int LongestName = 6;
    private const int MaxNameLength = 100;
    private const int MaxLevelsInPart = 5_000;

    private static readonly ConditionalWeakTable<IReadOnlyList<KnownColumn>, NameIndex> Cache = [];

    private readonly Dictionary<string, List<string>> _whole = [], _parts = [];
    private readonly Dictionary<string, List<(string Column, string Level)>> _levels = [], _levelParts = [];
    private readonly ILookup<int, string> _spellings;
    private readonly Func<string, string> _stem;

    private NameIndex(IReadOnlyList<KnownColumn> columns, Func<string, string> stem)
    {
        _stem = stem;
        var spellings = new HashSet<string>();
        foreach (var column in columns.Where(column => column.Name.Length <= MaxNameLength)) AddColumn(column.Name, spellings);
        _spellings = spellings.ToLookup(spelling => spelling.Length);
        var inPart = columns.Sum(column => (long)column.Levels.Count) <= MaxLevelsInPart;
        foreach (var column in columns)
        {
            foreach (var level in column.Levels.Where(level => level.Length <= MaxNameLength)) AddLevel(column.Name, level, inPart);
        }
    }

    public static NameIndex Of(IReadOnlyList<KnownColumn> columns, Func<string, string> stem) =>
        Cache.GetValue(columns, list => new NameIndex(list, stem));

    public IReadOnlyList<string> Whole(string key) => _whole.GetValueOrDefault(key) ?? [];

    public IReadOnlyList<string> Part(string key) => _parts.GetValueOrDefault(key) ?? [];

    public IReadOnlyList<(string Column, string Level)> Levels(string key) => _levels.GetValueOrDefault(key) ?? [];

    public IReadOnlyList<(string Column, string Level)> LevelParts(string key) => _levelParts.GetValueOrDefault(key) ?? [];

    /// <summary>Columns whose name, or a word of it, is nearest to a misspelt one, within the slips its length forgives.</summary>
    public (IReadOnlyList<string> Columns, int Distance) Nearest(string spelling, int allowed)
    {
        var best = allowed;
        var found = new List<string>();
        for (var length = spelling.Length - allowed; length <= spelling.Length + allowed; length++)
        {
            foreach (var candidate in _spellings[length])
            {
                var distance = EditDistance.Between(spelling, candidate, best);
                if (distance > best) continue;
                if (distance < best) found.Clear();
                best = distance;
                found.AddRange(Whole(candidate) is { Count: > 0 } whole ? whole : Part(_stem(candidate)));
            }
        }

        return ([.. found.Distinct()], best);
    }

    public static string Compact(string name)
    {
        var compact = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter)) compact.Append(char.ToLowerInvariant(letter));
        }

        return compact.ToString();
    }

    /// <summary>Words of a name: at signs, and where a small letter meets a capital ("TotalCharges") or a letter a digit.</summary>
    public static IReadOnlyList<string> WordsOf(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var starts = i > 0 && ((char.IsUpper(name[i]) && char.IsLower(name[i - 1])) || (char.IsDigit(name[i]) && char.IsLetter(name[i - 1])));
            if ((starts || !char.IsLetterOrDigit(name[i])) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsLetterOrDigit(name[i])) word.Append(char.ToLowerInvariant(name[i]));
        }

        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }

    private void AddColumn(string name, HashSet<string> spellings)
    {
        var stems = WordsOf(name).Select(_stem).ToArray();
        Add(_whole, Compact(name), name);
        if (string.Join(' ', stems) is { Length: > 0 } all) Add(_whole, all, name);
        spellings.Add(Compact(name));
        foreach (var word in WordsOf(name).Where(word => word.Length > 3)) spellings.Add(word);
        foreach (var part in PartsOf(stems)) Add(_parts, part, name);
    }

    private void AddLevel(string column, string level, bool inPart)
    {
        var stems = WordsOf(level).Select(_stem).ToArray();
        if (stems.Length == 0) return;
        Add(_levels, string.Join(' ', stems), (column, level));
        if (!inPart) return;
        foreach (var part in PartsOf(stems)) Add(_levelParts, part, (column, level));
    }

    private static IEnumerable<string> PartsOf(string[] stems)
    {
        for (var start = 0; start < Math.Min(stems.Length, LongestName); start++)
        {
            for (var count = 1; count <= LongestName && start + count <= stems.Length; count++)
            {
                if (count < stems.Length) yield return string.Join(' ', stems.AsSpan(start, count)!);
            }
        }
    }

    private static void Add<T>(Dictionary<string, List<T>> index, string key, T value)
    {
        if (!index.TryGetValue(key, out var list)) index[key] = list = [];
        if (!list.Contains(value)) list.Add(value);
    }
}
