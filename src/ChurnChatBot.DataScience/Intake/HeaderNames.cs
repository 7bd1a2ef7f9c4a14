using System.Text;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>Makes names of headers: blanks trimmed and collapsed, characters that do not show taken out, each name once.</summary>
internal static class HeaderNames
{
    private const int MaxLength = 200;

    /// <param name="headers">The headers of the columns that are kept, with their positions from 0.</param>
    /// <returns>One name a header, and what was changed beyond blanks.</returns>
    public static (string[] Names, List<IntakeProblem> Problems) Distinct(IReadOnlyList<(string Header, int Position)> headers, long? line)
    {
        var names = new string[headers.Count];
        var problems = new List<IntakeProblem>();
        var taken = new HashSet<string>(headers.Select(header => Clean(header.Header)), StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var clean = Clean(headers[i].Header);
            var name = clean.Length > 0 ? clean : FormattableString.Invariant($"column_{headers[i].Position + 1}");
            var isRepeated = used.Contains(name) || (clean.Length == 0 && taken.Contains(name));
            names[i] = isRepeated ? Numbered(name, used, taken) : name;
            used.Add(names[i]);
            if (isRepeated && clean.Length > 0) problems.Add(IntakeProblems.DuplicateHeader(name, names[i], line));
            else if (clean.Length == 0 && line is not null) problems.Add(IntakeProblems.UnnamedColumn(headers[i].Position, names[i], line));
        }

        return (names, problems);
    }

    public static string Clean(string header)
    {
        var name = new StringBuilder(Math.Min(header.Length, MaxLength));
        var blankIsDue = false;
        foreach (var character in header)
        {
            if (char.IsWhiteSpace(character)) blankIsDue = name.Length > 0;
            else if (!char.IsControl(character) && character is not ('\uFEFF' or '\u200B'))
            {
                if (blankIsDue) name.Append(' ');
                blankIsDue = false;
                name.Append(character);
            }

            if (name.Length >= MaxLength) break;
        }

        return name.ToString();
    }

    private static string Numbered(string name, HashSet<string> used, HashSet<string> taken)
    {
        for (var number = 2; ; number++)
        {
            var candidate = FormattableString.Invariant($"{name} ({number})");
            if (!used.Contains(candidate) && !taken.Contains(candidate)) return candidate;
        }
    }
}
