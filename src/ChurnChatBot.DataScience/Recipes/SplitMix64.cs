namespace ChurnChatBot.DataScience.Recipes;

/// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection that spreads every bit over all 64.</summary>
internal static class SplitMix64
{
    public static ulong Mix(ulong value)
    {
        value = unchecked(value + 0x9E3779B97F4A7C15);
        value = unchecked((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9);
        value = unchecked((value ^ (value >> 27)) * 0x94D049BB133111EB);
        return value ^ (value >> 31);
    }
}
