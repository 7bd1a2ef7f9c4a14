using System.Globalization;

namespace ChurnChatBot.CommandLine;

/// <summary>What was asked of <c>analyze</c>, read strictly: an unknown or doubled option is an error that says what is known.</summary>
internal sealed record AnalyzeArguments
{
    public required string File { get; init; }

    public string? Target { get; init; }

    public string OutFolder { get; init; } = "";

    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(60);

    public int? MaxTrials { get; init; }

    public int Seed { get; init; } = 42;

    /// <summary>Approve every proposal as it stands; else each is asked at the terminal.</summary>
    public bool Yes { get; init; }

    public const string Usage = """
        Usage: churnchatbot [--urls ADDRESS]                start the web chat (the default)
               churnchatbot analyze FILE [options]          from a customer file to an explained model

        analyze reads FILE (CSV, TSV or Excel), proposes repairs, measures and a model, each with its measured effect,
        and asks you to approve each step. It writes the report, the scores, the model and result.json into a folder.

          --target COLUMN    the column that says who left (found by evidence if not given)
          --out FOLDER       where to write (default: FILE's name with "-churn" behind it, in the current folder)
          --budget TIME      time for the search of a model: 30s, 2m (default 60s; 1s to 10h)
          --trials N         stop the search after N tries, whatever time is left (repeatable results)
          --seed N           seed of every random choice (default 42)
          --yes              approve every proposal as it stands
          --help             this text

        Exit code: 0 all was done, 1 the file did not allow it or a step was not approved (the reason is printed), 2 wrong arguments.
        A file without a model worth having is done too: result.json alone is written, its verdict is no_model_worth_having.
        Where the data is too little to train on, result.json alone is written, its verdict is refused, and the exit code is 1.
        In every other case of exit code 1 nothing is written.
        """;

    /// <returns>The arguments, or a sentence that says what is wrong with them.</returns>
    public static (AnalyzeArguments? Arguments, string? Problem) Read(IReadOnlyList<string> words)
    {
        string? file = null;
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            var (name, value) = Split(words[i]);
            if (!name.StartsWith('-'))
            {
                if (file is not null) return (null, $"Two files were given, '{file}' and '{words[i]}'; analyze takes one.");
                file = words[i];
                continue;
            }

            if (name is not ("--target" or "--out" or "--budget" or "--trials" or "--seed" or "--yes")) return (null, $"There is no option '{name}'.");
            if (name == "--yes" && value is not null) return (null, "The option '--yes' takes no value.");
            if (name != "--yes") value ??= i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal) ? words[++i] : null;
            if (name != "--yes" && string.IsNullOrWhiteSpace(value)) return (null, $"The option '{name}' needs a value.");
            if (!seen.TryAdd(name, value ?? "")) return (null, $"The option '{name}' was given twice.");
        }

        if (string.IsNullOrWhiteSpace(file)) return (null, "No file was given.");
        return Build(file, seen);
    }

    private static (AnalyzeArguments?, string?) Build(string file, Dictionary<string, string> options)
    {
        var arguments = new AnalyzeArguments
        {
            File = file,
            Target = options.GetValueOrDefault("--target"),
            OutFolder = options.GetValueOrDefault("--out") ?? Path.GetFileNameWithoutExtension(file) + "-churn",
            Yes = options.ContainsKey("--yes"),
        };
        if (options.TryGetValue("--budget", out var budget))
        {
            if (ReadTime(budget) is not { } time || time < TimeSpan.FromSeconds(1) || time > TimeSpan.FromHours(10))
                return (null, $"--budget was '{budget}', where a time from 1s to 10h was expected, such as 90s or 2m.");
            arguments = arguments with { Budget = time };
        }

        if (options.TryGetValue("--trials", out var trials))
        {
            if (!int.TryParse(trials, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 10_000)
                return (null, $"--trials was '{trials}', where a whole number from 1 to 10000 was expected.");
            arguments = arguments with { MaxTrials = count };
        }

        if (options.TryGetValue("--seed", out var seed))
        {
            if (!int.TryParse(seed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return (null, $"--seed was '{seed}', where a whole number was expected.");
            arguments = arguments with { Seed = number };
        }

        return (arguments, null);
    }

    private static (string Name, string? Value) Split(string word)
    {
        var equals = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=', StringComparison.Ordinal) : -1;
        return equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..]);
    }

    private static TimeSpan? ReadTime(string text)
    {
        var unit = text.Length > 0 ? char.ToLowerInvariant(text[^1]) : ' ';
        var digits = char.IsAsciiDigit(unit) ? text : text[..^Math.Min(1, text.Length)];
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1e6) return null;
        return unit switch
        {
            'h' => TimeSpan.FromHours(number),
            'm' => TimeSpan.FromMinutes(number),
            _ when unit == 's' || char.IsAsciiDigit(unit) => TimeSpan.FromSeconds(number),
            _ => null,
        };
    }
}
