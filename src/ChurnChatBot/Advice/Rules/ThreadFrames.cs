using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// What concerns the thread rather than the project's data: which project is spoken of, who may see what, files for oneself. Few ways of
/// saying it are taken, and taken whole, since "project", "file" and "model" mean something else in every longer sentence.
/// </summary>
internal static class ThreadFrames
{
    private const int Score = 97;

    private static readonly string[] NewProject =
        ["new project", "start a new project", "begin a new project", "start another project", "another project", "open a new project", "create a new project", "make a new project", "i want a new project"];

    private static readonly string[] Projects =
        ["my projects", "show my projects", "list my projects", "our projects", "the projects", "show the projects", "list the projects", "show all projects", "all projects", "which projects are there", "what projects do we have", "which projects do we have", "switch project", "switch the project", "change project", "change the project"];

    private static readonly string[] NameCustomers =
        ["customers may be named here", "you may name customers here", "you may name customers in this channel", "name customers here", "show customer names here", "allow customer names", "allow personal data here", "allow personal data in this channel", "customers may be named in this channel"];

    private static readonly string[] HideCustomers =
        ["do not name customers here", "never name customers here", "hide customer names", "hide customer names here", "forbid customer names", "customers may not be named here", "customers must not be named here", "no customer names here", "no personal data here", "do not show personal data here"];

    private static readonly string[] Feedback =
        ["show the feedback", "feedback", "the feedback", "show feedback", "what did people think", "what do people think of your answers", "show what people thought"];

    private static readonly string[] Sending = ["send me", "give me", "get me", "download", "i need", "i want", "let me have"];

    public static IEnumerable<Candidate> Read(Sentence sentence)
    {
        var words = Words(sentence);
        if (NewProject.Contains(words)) yield return new(new NewProjectRequest(), Score);
        if (Projects.Contains(words)) yield return new(new ShowRequest(ShowTopic.Projects), Score);
        if (NameCustomers.Contains(words)) yield return new(new NameCustomersRequest(IsAllowed: true), Score);
        if (HideCustomers.Contains(words)) yield return new(new NameCustomersRequest(IsAllowed: false), Score);
        if (Feedback.Contains(words)) yield return new(new ShowRequest(ShowTopic.Feedback), Score);
        if (File(words, sentence.Context) is { } hash) yield return new(new SendFileRequest(hash), Score);
        if (Project(words, sentence.Context) is { } project) yield return new(new OpenProjectRequest(project), Score);
    }

    /// <summary>"send me the scores": a file by its name, with or without its ending.</summary>
    private static string? File(string words, InterpretationContext context)
    {
        if (Sending.FirstOrDefault(verb => words.StartsWith(verb + " ", StringComparison.Ordinal)) is not { } said) return null;
        var named = Bare(words[(said.Length + 1)..]);
        return context.Files.Where(file => Bare(file.Name) == named || Bare(Path.GetFileNameWithoutExtension(file.Name)) == named).Select(file => file.Hash).FirstOrDefault();
    }

    /// <summary>"go back to customer_data.csv".</summary>
    private static string? Project(string words, InterpretationContext context)
    {
        foreach (var verb in (string[])["go back to ", "back to ", "open ", "open the project ", "switch to ", "return to "])
        {
            if (!words.StartsWith(verb, StringComparison.Ordinal)) continue;
            var named = Bare(words[verb.Length..]);
            if (context.Projects.Where(project => Bare(project.Name) == named).ToArray() is [var only]) return only.Id;
        }

        return null;
    }

    /// <summary>The whole of what was said, without courtesies.</summary>
    private static string Words(Sentence sentence)
    {
        var words = string.Join(' ', sentence.Tokens.Where(token => token.Kind != TokenKind.Break && token.Text is not ("please" or "pls" or "just" or "now")).Select(token => token.Text));
        foreach (var courtesy in (string[])["can you ", "could you ", "would you ", "can we ", "let us "])
            if (words.StartsWith(courtesy, StringComparison.Ordinal)) return words[courtesy.Length..];
        return words;
    }

    private static string Bare(string name)
    {
        var bare = new string([.. name.Where(char.IsLetterOrDigit)]).ToLowerInvariant();
        return bare.StartsWith("the", StringComparison.Ordinal) ? bare[3..] : bare;
    }
}
