using System.Text;

namespace ChurnChatBot.DataScience.Features;

/// <summary>
/// A column's name as lower-case words, however it is written: "MonthlyCharges", "total_trans_amt" and "Total day charge" are read
/// alike. Columns play a part by their words and their kind, never by the file they come from.
/// </summary>
internal sealed class ColumnName
{
    private readonly string[] _words;

    public ColumnName(string name)
    {
        _words = [.. Split(name)];
    }

    public IReadOnlyList<string> Words => _words;

    public bool HasAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Array.IndexOf(_words, word) >= 0) return true;
        }

        return false;
    }

    public bool HasAll(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Array.IndexOf(_words, word) < 0) return false;
        }

        return true;
    }

    /// <summary>The words joined by underscores, some left out; all of them where nothing would remain.</summary>
    public string Without(params IReadOnlyList<string> words)
    {
        var rest = string.Join('_', _words.Where(word => !words.Contains(word)));
        return rest.Length > 0 ? rest : Snake;
    }

    public string Snake => _words.Length > 0 ? string.Join('_', _words) : "column";

    private static List<string> Split(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var sign = name[i];
            var isLetter = char.IsLetterOrDigit(sign);
            var startsWord = isLetter && word.Length > 0 && char.IsUpper(sign)
                && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if ((!isLetter || startsWord) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (isLetter) word.Append(char.ToLowerInvariant(sign));
        }

        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }
}
