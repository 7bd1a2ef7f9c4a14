namespace ChurnChatBot.Advice.Rules;

/// <summary>Ways to write one customer: "C42", "c00042" and, after "customer", plain "42" may all be C00042.</summary>
internal static class CustomerNames
{
    private const int LongestName = 64, LongestNumber = 10;

    public static IEnumerable<string> Variants(string written, string? lastCustomer, bool isNamed)
    {
        if (written.Length is 0 or > LongestName) yield break;
        yield return written;
        yield return written.ToUpperInvariant();
        yield return written.ToLowerInvariant();
        var digits = written.Length - written.AsSpan().TrimEnd("0123456789").Length;
        if (digits is 0 or > LongestNumber) yield break;
        var prefix = written[..^digits].ToUpperInvariant();
        var number = written[^digits..].TrimStart('0');
        // A bare number borrows the letters of the customer last spoken of, else the letter most files use.
        string[] prefixes = prefix.Length > 0 ? [prefix, prefix.ToLowerInvariant()] : isNamed ? ["", LettersOf(lastCustomer), "C", "CUST", "CUST-", "C-"] : [];
        foreach (var letters in prefixes.Distinct())
        {
            for (var width = Math.Max(1, number.Length); width <= LongestNumber; width++) yield return letters + number.PadLeft(width, '0');
        }
    }

    private static string LettersOf(string? name) => name is null ? "" : name.TrimEnd("0123456789".ToCharArray());
}
