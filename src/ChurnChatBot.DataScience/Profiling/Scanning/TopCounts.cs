namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>The indices of the largest counts without sorting them all: a column may have a million distinct values.</summary>
internal static class TopCounts
{
    /// <summary>Largest first, ties by index.</summary>
    public static List<int> Of(ReadOnlySpan<int> counts, int most)
    {
        var top = new List<int>(most + 1);
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0 || (top.Count == most && counts[i] <= counts[top[^1]])) continue;
            var at = top.Count;
            while (at > 0 && counts[top[at - 1]] < counts[i]) at--;
            top.Insert(at, i);
            if (top.Count > most) top.RemoveAt(most);
        }

        return top;
    }
}
