namespace ChurnChatBot.Advice.Rules;

/// <summary>Takes the reason off the end of what was said: after "because", or a last part that says what something means.</summary>
internal static class ReasonReader
{
    private const int FewestWords = 3;

    public static (List<Token> Main, string? Reason) Split(string text, List<Token> tokens)
    {
        var because = tokens.FindIndex(token => token.Is(Concept.Because));
        if (because > 0 && !tokens[0].Is(Concept.Why))
        {
            var past = because + 1;
            while (past < tokens.Count && tokens[past].Is(Concept.Because) && tokens[past].Text is not ("they" or "we" or "it" or "nobody" or "there" or "no" or "this" or "our" or "the")) past++;
            return past < tokens.Count ? (tokens.GetRange(0, because), Clean(text[tokens[past].Start..])) : (tokens.GetRange(0, because), null);
        }

        var last = tokens.FindLastIndex(Separates);
        while (last > 0 && last >= tokens.Count - FewestWords) last = tokens.FindLastIndex(last - 1, Separates);
        if (last <= 0 || !SaysSomethingElse(tokens, last)) return (tokens, null);
        return (tokens.GetRange(0, last), Clean(text[tokens[last + 1].Start..]));
    }

    private static bool Separates(Token token) => token is { Kind: TokenKind.Break, Text: "," or ";" or "." or ":" or "(" or "\n" };

    /// <summary>A tail with nothing to do in it: no verb of ours, nobody asked, but a statement of its own.</summary>
    private static bool SaysSomethingElse(List<Token> tokens, int separator)
    {
        var tail = tokens.Skip(separator + 1).ToArray();
        if (tail.Count(token => token.Kind == TokenKind.Word) < FewestWords) return false;
        if (tail.Any(token => token.Text == "means") && !tail.Any(token => token.Mention is not null && token.Mention.IsWhole)) return true;
        if (tail[0].Is(Concept.And) || tail[0].Is(Concept.But)) return false;
        return !tail.Any(token => token.Concepts.HasAny(Doing)) && tail[0].Text is "they" or "it" or "that" or "those" or "these" or "we" or "i" or "he" or "she" or "this" or "there" or "no" or "customers" or "people" or "most" or "some" or "our" or "the";
    }

    private static readonly ConceptSet Doing = ConceptSet.Of(
        Concept.Fill, Concept.Drop, Concept.LeaveOut, Concept.LeaveAlone, Concept.Keep, Concept.Use, Concept.Set, Concept.Merge, Concept.Add, Concept.Limit, Concept.Predict,
        Concept.Approve, Concept.Reject, Concept.Median, Concept.Mean, Concept.Mode, Concept.Step, Concept.Duplicate, Concept.Except, Concept.Only,
        Concept.Why, Concept.What, Concept.Rate, Concept.Yes, Concept.Impossible, Concept.Budget, Concept.Today, Concept.Older, Concept.More, Concept.Less);

    private static string? Clean(string reason)
    {
        var clean = reason.Trim().TrimEnd('.', '!', ')', ' ', '\n');
        return clean.Length == 0 ? null : clean;
    }
}
