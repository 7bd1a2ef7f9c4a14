namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// Chance for rows and features that does not depend on their order: a row's key is a hash of its bins, its label and how many
/// equal rows came before it, so the same table in another order has the same keys, and equal rows are interchangeable.
/// </summary>
internal static class SampleKeys
{
    /// <returns>One key a row.</returns>
    public static ulong[] OfRows(BinnedMatrix data, ReadOnlySpan<double> labels)
    {
        var keys = new ulong[data.RowCount];
        for (var row = 0; row < keys.Length; row++) keys[row] = Mix(labels[row] > 0 ? 1UL : 2UL);
        for (var c = 0; c < data.Columns.Count; c++)
        {
            // Addition makes the order of the columns irrelevant.
            var ofBin = new ulong[256];
            var ofName = OfName(data.Columns[c].Name);
            for (var bin = 0; bin < ofBin.Length; bin++) ofBin[bin] = Mix(ofName + (ulong)bin);
            for (var row = 0; row < keys.Length; row++) keys[row] += ofBin[data.Bin(row, c)];
        }

        var seen = new Dictionary<ulong, uint>(keys.Length);
        for (var row = 0; row < keys.Length; row++)
        {
            seen.TryGetValue(keys[row], out var before);
            seen[keys[row]] = before + 1;
            keys[row] = Mix(keys[row] + before);
        }

        return keys;
    }

    /// <summary>Key of a feature (FNV-1a of its UTF-16 code units, mixed).</summary>
    public static ulong OfName(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in name) hash = (hash ^ unit) * 1099511628211UL;
        return Mix(hash);
    }

    /// <summary>A number from a key and a purpose (seed, tree) that is uniform over 64 bits.</summary>
    public static ulong Draw(ulong key, int seed, int tree) => Mix(key ^ Mix(((ulong)(uint)seed << 32) | (uint)tree));

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
