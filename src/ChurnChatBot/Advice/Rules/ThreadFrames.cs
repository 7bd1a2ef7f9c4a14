using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// What concerns the thread rather than the project's data: which project is spoken of, who may be named, files for oneself, what others
/// thought. Sentences are taken whole or not at all, since "project", "file" and "model" mean something else in most of what people say.
/// </summary>
internal static class ThreadFrames
{
    private const int Score = 97;

    private static readonly ConceptSet Steps = ConceptSet.Of(Concept.Cleaning, Concept.Features, Concept.Profile, Concept.Training, Concept.Train, Concept.Model, Concept.Explanation);

    private static readonly (PhrasePattern[] Patterns, PersonRequest Request)[] Fixed =
    [
        (EnglishThread.NewProject, new NewProjectRequest()),
        (EnglishThread.Projects, new ShowRequest(ShowTopic.Projects)),
        (EnglishThread.HideCustomers, new NameCustomersRequest(IsAllowed: false)),
        (EnglishThread.Feedback, new ShowRequest(ShowTopic.Feedback)),
    ];

    public static IEnumerable<Candidate> Read(Sentence sentence)
    {
        string[] said = [.. sentence.Tokens.Where(token => token.Kind != TokenKind.Break).Select(token => token.Text)];
        if (said.Length > PhrasePattern.MostWords) return [];
        var words = Plain(said);
        var requests = Fixed.Where(row => Meets(row.Patterns, words)).Select(row => row.Request);
        // Whose names may be read is not given away by a question, however politely it is put.
        if (Meets(EnglishThread.NameCustomers, words) && !IsAsked(sentence)) requests = requests.Append(new NameCustomersRequest(IsAllowed: true));
        if (File(words, sentence.Context) is { } hash) requests = requests.Append(new SendFileRequest(hash));
        if (Project(words, sentence) is { } project) requests = requests.Append(new OpenProjectRequest(project));
        return requests.Take(1).Select(request => new Candidate(request, Score));
    }

    private static bool Meets(PhrasePattern[] patterns, string[] words) => Array.Exists(patterns, pattern => pattern.IsMetBy(words));

    private static bool IsAsked(Sentence sentence) => sentence.IsQuestion || sentence.Tokens is [.., { Text: "?" }] || sentence.Tokens[0].Text is "can" or "could" or "may";

    /// <summary>"send me the scores": a file by its name, with or without its ending.</summary>
    private static string? File(string[] words, InterpretationContext context) => EnglishThread.SendFile
        .SelectMany(pattern => pattern.Meet(words))
        .Select(named => context.Files.Where(file => IsNamed(file.Name, NameIndex.Compact(named))).Select(file => file.Hash).FirstOrDefault())
        .FirstOrDefault(hash => hash is not null);

    /// <summary>"go back to customer_data.csv": of several of that name, none is meant. A step of the project at hand comes before another project's name.</summary>
    private static string? Project(string[] words, Sentence sentence)
    {
        var projects = sentence.Context.Projects;
        foreach (var named in EnglishThread.OpenProject.SelectMany(pattern => pattern.Meet(words)).Select(NameIndex.Compact))
        {
            var meant = projects.Where(project => sentence.HasStep() ? NameIndex.Compact(project.Name) == named : IsNamed(project.Name, named)).ToArray();
            if (meant is [var only]) return only.Id;
        }

        return null;
    }

    private static bool HasStep(this Sentence sentence) => sentence.Tokens.Any(token => token.Concepts.HasAny(Steps));

    private static bool IsNamed(string name, string compact) =>
        compact.Length > 0 && (NameIndex.Compact(name) == compact || NameIndex.Compact(Path.GetFileNameWithoutExtension(name)) == compact);

    /// <summary>Without courtesies at both ends.</summary>
    private static string[] Plain(string[] words)
    {
        for (var length = -1; length != words.Length;)
        {
            length = words.Length;
            if (EnglishThread.Openings.Select(opening => opening.Split(' ')).FirstOrDefault(opening => words.AsSpan().StartsWith(opening)) is { } first) words = words[first.Length..];
            if (EnglishThread.Endings.Select(ending => ending.Split(' ')).FirstOrDefault(ending => words.AsSpan().EndsWith(ending)) is { } last) words = words[..^last.Length];
        }

        return words;
    }
}
