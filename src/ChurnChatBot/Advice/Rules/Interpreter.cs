using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// From words to one request: the sentence is read once for each column a vague name may mean, every frame offers what it makes of
/// it, the best one wins; two that are as good are both offered, in words that lead back to exactly them.
/// </summary>
internal sealed class Interpreter(LexiconIndex lexicon)
{
    public const int MaxLength = 4_000;
    private const int MaxReadings = 4;

    public Interpretation Read(string text, InterpretationContext context)
    {
        // Half a request is another request, so too long a text is not read at all.
        if (text.Length > MaxLength) return new NotUnderstood([]);
        if (LinkPhrases.Read(text) is { } apart) return new Understood(apart);
        var normal = Tokeniser.Normalise(text);
        var sentence = Sentence.Read(normal, context, lexicon, new Dictionary<int, string>());
        if (sentence.Tokens.Count >= Tokeniser.MaxTokens) return new NotUnderstood([]);
        var readings = Sentences(normal, context, sentence).SelectMany(Best).GroupBy(candidate => Key(candidate, context)).Select(same => same.MaxBy(candidate => candidate.Score)).ToArray();
        var best = readings.Select(candidate => candidate.Score).DefaultIfEmpty().Max();
        if (best < Candidate.Threshold) return new NotUnderstood(Closest(sentence, readings));
        var possible = readings.Where(candidate => candidate.Score >= best - Candidate.Close).Select(candidate => candidate.Request).Take(MaxReadings).ToArray();
        if (possible.Length == 1) return new Understood(possible[0]);
        var offered = possible.Select(request => Offered(request, context)).OfType<Reading>().ToArray();
        return offered.Length switch { 0 => new NotUnderstood([]), 1 => new NotUnderstood(offered), _ => new Ambiguous(offered) };
    }

    /// <summary>One reading of the sentence for each column that a name in it may mean.</summary>
    private IEnumerable<Sentence> Sentences(string text, InterpretationContext context, Sentence sentence)
    {
        var vague = sentence.Mentions.FirstOrDefault(mention => mention.Columns.Count > 1);
        if (vague is null) return [sentence];
        string[] columns = [.. vague.Columns.Where(column => column != context.TargetColumn)];
        if (context.LastColumn is { } last && columns.Contains(last)) columns = [last];
        return columns.Select(column => Sentence.Read(text, context, lexicon, new Dictionary<int, string> { [vague.Start] = column }));
    }

    private static IEnumerable<Candidate> Best(Sentence sentence)
    {
        var penalty = Math.Min(30, 5 * sentence.UnknownWords.Count());
        var all = DecisionFrames.Read(sentence).Concat(ProjectFrames.Read(sentence)).Concat(EditFrame.Read(sentence))
            .Concat(WhyFrames.Read(sentence)).Concat(RateFrame.Read(sentence)).Concat(ShowFrame.Read(sentence)).Concat(ThreadFrames.Read(sentence))
            .Select(candidate => candidate with { Score = candidate.Score - penalty - Unsplit(sentence, candidate) })
            .ToArray();
        var best = all.Select(candidate => candidate.Score).DefaultIfEmpty().Max();
        // Only the same kind of request twice is a question to the person; of different kinds the better one wins.
        var kind = all.FirstOrDefault(candidate => candidate.Score == best).Request?.GetType();
        return all.Where(candidate => candidate.Score >= best - Candidate.Close && candidate.Request.GetType() == kind && (candidate.Score == best || candidate.Request is not ShowRequest)).Take(MaxReadings);
    }

    /// <summary>A rate "by" something unknown is not a rate of something else.</summary>
    private static int Unsplit(Sentence sentence, Candidate candidate)
    {
        if (candidate.Request is not (ChurnRateRequest or ShowRequest)) return 0;
        return sentence.UnknownWords.Any(word => sentence.Tokens.TakeWhile(token => token != word).TakeLast(2).Any(token => token.Is(Concept.By))) ? 60 : 0;
    }

    private List<Reading> Closest(Sentence sentence, Candidate[] readings)
    {
        var context = sentence.Context;
        var names = NameIndex.Of(context.Columns, lexicon.Lexicon.Stem);
        var asksRate = sentence.HasAny(Concept.Churn, Concept.Rate, Concept.By);
        var near = sentence.UnknownWords.Take(3)
            .SelectMany(word => names.Nearest(NameIndex.Compact(word.Raw), Math.Max(2, word.Raw.Length / 2)).Columns.Where(column => column != context.TargetColumn).Take(3))
            .Distinct()
            .Select(column => asksRate ? new ChurnRateRequest(column, []) : (PersonRequest)new ShowRequest(ShowTopic.Column, column));
        PersonRequest[] usual = context.ApprovalWaits ? [new ShowRequest(ShowTopic.Plan), new ShowRequest(ShowTopic.Help)] : [new ShowRequest(ShowTopic.Help)];
        return [.. readings.Where(candidate => candidate.Request is not (ApproveRequest or DeleteProjectRequest or StartTrainingRequest)).OrderByDescending(candidate => candidate.Score)
            .Select(candidate => candidate.Request).Concat(near).Concat(usual)
            .Select(request => Offered(request, context)).OfType<Reading>().DistinctBy(reading => reading.Wording).Take(MaxReadings)];
    }

    /// <summary>A reading is offered only where its wording is itself understood as that reading.</summary>
    private Reading? Offered(PersonRequest request, InterpretationContext context)
    {
        if (Wording.Of(request, context) is not { } wording) return null;
        var again = Sentence.Read(Tokeniser.Normalise(wording), context, lexicon, new Dictionary<int, string>());
        if (again.Mentions.Any(mention => mention.Columns.Count > 1)) return null;
        var read = Best(again).Where(candidate => candidate.Score >= Candidate.Threshold).ToArray();
        return read.Length == 1 && Key(read[0], context) == wording ? new Reading(wording.TrimEnd('?').Replace("`", "", StringComparison.Ordinal), wording, request) : null;
    }

    private static string Key(Candidate candidate, InterpretationContext context) => Wording.Of(candidate.Request, context) ?? candidate.Request.ToString();
}
