using System.Text.RegularExpressions;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// Codes and comments, which are read before any word is looked at: a code is no word, and what follows "comment:" is for people and must
/// not be understood as anything.
/// </summary>
internal static partial class LinkPhrases
{
    private const int LongestComment = 2_000;

    /// <returns>Null for everything else.</returns>
    public static PersonRequest? Read(string text)
    {
        if (Code().Match(text) is { Success: true } code) return new JoinProjectRequest(code.Groups["code"].Value);
        if (Ask().IsMatch(text)) return new LinkCodeRequest();
        if (Comment().Match(text) is { Success: true } comment && comment.Groups["text"].Value.Trim() is { Length: > 0 and <= LongestComment } said)
            return new CommentRequest(said, Step(comment.Groups["step"].Value));
        return null;
    }

    private static StepName? Step(string word) => word.ToLowerInvariant() switch
    {
        "profile" or "file" => StepName.Profile,
        "cleaning" or "repairs" => StepName.Cleaning,
        "features" or "measures" => StepName.Features,
        "training" or "model" => StepName.Training,
        "explanation" or "results" or "result" or "drivers" => StepName.Explanation,
        _ => null,
    };

    [GeneratedRegex(@"^\s*(?:/churn\s+)?(?:link|join)\s+(?<code>[a-z0-9]{5}-?[a-z0-9]{5})\s*[.!]?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\s*(?:please\s+)?(?:(?:give me |make |create |get |show )?(?:a |the )?link(?: code)?|(?:link|connect|share)\s+(?:this|the|our|my)\s+(?:project|thread|chat|conversation)(?:\s+(?:with|to)\s+(?:a |an |another |the |our |my )?(?:other )?(?:slack|teams|thread|channel|chat|web chat)(?: thread| channel| chat)?)?)\s*(?:please)?\s*[.!?]?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Ask();

    [GeneratedRegex(@"^\s*(?:comment|note)(?:\s+(?:on|about|to|for)\s+(?:the\s+)?(?<step>profile|file|cleaning|repairs|features|measures|training|model|explanation|results?|drivers)(?:\s+(?:plan|card|step))?)?\s*:\s*(?<text>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline, 100)]
    private static partial Regex Comment();
}
