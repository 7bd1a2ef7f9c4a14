namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>
/// A column's name as lower-case words: "Total_Trans_Amt", "customerID" and "Call  Failure" become [total, trans, amt], [customer, id]
/// and [call, failure]. Names are evidence for what a column means, never proof.
/// </summary>
internal static class NameWords
{
    public static string[] Of(string name)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsLetterOrDigit(name[i]))
            {
                Close(i);
                start = -1;
                continue;
            }

            if (start >= 0 && StartsWord(name, i))
            {
                Close(i);
                start = -1;
            }

            if (start < 0) start = i;
        }

        Close(name.Length);
        return [.. words];

        void Close(int end)
        {
            if (start >= 0) words.Add(name[start..end].ToLowerInvariant());
        }
    }

    /// <summary>At "I" of "customerID" and at "N" of "IDNumber".</summary>
    private static bool StartsWord(string name, int i) =>
        char.IsUpper(name[i])
        && (char.IsLower(name[i - 1]) || (char.IsUpper(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1])));
}
