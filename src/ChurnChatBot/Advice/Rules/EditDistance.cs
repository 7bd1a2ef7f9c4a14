namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, replacements and swaps of neighbours, because
/// swapped letters are what hasty fingers write most (F. J. Damerau, CACM 7(3), 1964).
/// </summary>
internal static class EditDistance
{
    private const int Longest = 64;

    /// <summary>Slips that are forgiven in a word of this length.</summary>
    public static int Allowed(int length) => length switch { < 4 => 0, < 8 => 1, < 12 => 2, _ => 3 };

    /// <returns>The distance, or a number above <paramref name="limit"/> once it cannot be within it.</returns>
    public static int Between(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit || left.Length > Longest || right.Length > Longest) return limit + 1;
        Span<int> before = stackalloc int[Longest + 1], previous = stackalloc int[Longest + 1], current = stackalloc int[Longest + 1];
        for (var j = 0; j <= right.Length; j++) previous[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            var best = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) value = Math.Min(value, before[j - 2] + 1);
                current[j] = value;
                best = Math.Min(best, value);
            }

            if (best > limit) return limit + 1;
            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }

        return previous[right.Length];
    }
}
