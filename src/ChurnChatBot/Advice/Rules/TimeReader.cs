namespace ChurnChatBot.Advice.Rules;

/// <summary>Joins tokens that together say a time or a day: "two minutes", "90s", "half an hour", "1 September 2023".</summary>
internal static class TimeReader
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static void Read(List<Token> tokens, Lexicon lexicon)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Word && token.Value is null && lexicon.Numbers.TryGetValue(token.Text, out var number)) token.Value = number;
            if (token.Ordinal is null && lexicon.Ordinals.TryGetValue(token.Text, out var ordinal)) token.Ordinal = ordinal;
        }

        foreach (var token in tokens) token.IsKnown |= token.Ordinal is not null || (token.Value is not null && lexicon.Numbers.ContainsKey(token.Text));
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsConsumed) continue;
            ReadDay(tokens, i, lexicon);
            ReadSpan(tokens, i, lexicon);
        }
    }

    private static void ReadSpan(List<Token> tokens, int i, Lexicon lexicon)
    {
        var token = tokens[i];
        if (token.Kind == TokenKind.Word && token.Value is { } glued && char.IsAsciiDigit(token.Text[0]))
        {
            var letters = token.Text.TrimStart("0123456789.,".ToCharArray()).TrimStart('-');
            if (lexicon.Units.TryGetValue(letters, out var each)) SetSpan(token, glued * each);
            return;
        }

        if (token.Value is { } count && At(tokens, i + 1) is { } next && lexicon.Units.TryGetValue(next.Text, out var unit))
        {
            SetSpan(token, count * unit);
            next.IsConsumed = token.Span is not null;
            // "two and a half minutes" is rare; "a minute and a half" too: what is read is what is shown before anything runs.
            return;
        }

        // "half an hour", "a minute", "an hour", "quarter of an hour".
        var part = token.Text switch { "half" => 0.5, "quarter" => 0.25, "a" or "an" or "one" => 1.0, _ => 0 };
        if (part == 0) return;
        var end = i + 1;
        while (part < 1 && At(tokens, end) is { Text: "a" or "an" or "of" }) end++;
        if (At(tokens, end) is not { } word || !lexicon.Units.TryGetValue(word.Text, out var length) || word.Text.Length < 3 || word.Text == "second") return;
        SetSpan(token, part * length);
        for (var k = i + 1; k <= end; k++) tokens[k].IsConsumed = true;
    }

    private static void SetSpan(Token token, double seconds)
    {
        if (seconds <= 0 || seconds > Longest.TotalSeconds) return;
        token.Span = TimeSpan.FromSeconds(seconds);
        token.IsKnown = true;
    }

    /// <summary>"1 september 2023", "september 1st 2023", "1st of september 2023".</summary>
    private static void ReadDay(List<Token> tokens, int i, Lexicon lexicon)
    {
        var window = tokens.Skip(i).Take(6).Where(token => token.Text is not ("of" or "," or "the")).Take(3).ToArray();
        if (window.Length < 3 || window[0] != tokens[i] || Whole(window[2], 1900, 2200) is not { } year) return;
        var monthFirst = lexicon.Months.TryGetValue(window[0].Text, out var month);
        if (!monthFirst && !lexicon.Months.TryGetValue(window[1].Text, out month)) return;
        if (Whole(window[monthFirst ? 1 : 0], 1, DateTime.DaysInMonth(year, month)) is not { } day) return;
        window[0].Day = new DateTime(year, month, day);
        window[0].IsKnown = true;
        window[0].Value = null;
        foreach (var token in tokens.SkipWhile(token => token != window[0]).Skip(1))
        {
            token.IsConsumed = true;
            if (token == window[2]) break;
        }
    }

    private static int? Whole(Token token, int low, int high) =>
        token.Value is { } value && value >= low && value <= high && value == Math.Floor(value) ? (int)value : null;

    private static Token? At(List<Token> tokens, int i) => i < tokens.Count ? tokens[i] : null;
}
