namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// What /churn says: short words for what people ask most, translated into sentences that are understood in every channel, so that a command does
/// nothing that words could not. Anything else is taken as words. What cannot be done yet is said, and what can be done instead.
/// </summary>
/// <param name="Words">What is heard, as if the person had said it; null for a command that is answered here.</param>
/// <param name="Answer">What is said to the person alone.</param>
internal sealed record CommandWords(string? Words, string? Answer = null)
{
    private const string Help = """
        What you can say after /churn:
        • status: where the project stands
        • retrain, or retrain 10 minutes: trains a model
        • champion: the model and how good it is
        • compare: every model that was tried
        • score: who is at risk
        • export: the files to take away
        • link: a code that brings another thread, in Teams say, to the project; link CODE: joins this one
        • tune 50 trials for F1: not yet
        Anything else is taken as a question: /churn churn rate by city?
        It is about the project that you last worked on in this channel, and answered in a thread that everybody here can read. To begin a project, mention me and drop a file.
        """;

    private const string NoTuning =
        "I cannot be told a number of trials or a measure yet: I try models for a given time and compare them by ROC AUC. Say for how long: /churn retrain 10 minutes.";

    public static CommandWords Read(string text)
    {
        var said = text.Trim();
        var end = said.IndexOf(' ', StringComparison.Ordinal);
        var (first, rest) = end < 0 ? (said, "") : (said[..end], said[(end + 1)..].Trim());
        return (first.ToLowerInvariant(), rest) switch
        {
            ("" or "help", "") => new CommandWords(null, Help),
            ("status", "") => new CommandWords("where are we?"),
            ("retrain", "") => new CommandWords("start training"),
            ("retrain", _) => new CommandWords($"train for {WithoutFor(rest)}"),
            ("tune", _) => new CommandWords(null, NoTuning),
            ("champion", "") => new CommandWords("show the results"),
            ("compare", "") => new CommandWords("show the trials"),
            ("score", "") => new CommandWords("who is at risk?"),
            ("export", "") => new CommandWords("show the files"),
            _ => new CommandWords(said),
        };
    }

    private static string WithoutFor(string rest) => rest.StartsWith("for ", StringComparison.OrdinalIgnoreCase) ? rest[4..] : rest;
}
