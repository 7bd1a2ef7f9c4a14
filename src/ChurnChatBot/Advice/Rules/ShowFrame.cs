using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>What is to be shown, by what it is called; asked for with or without a verb.</summary>
internal static class ShowFrame
{
    private static readonly (Concept Concept, ShowTopic Topic, int Score)[] Topics =
    [
        (Concept.Help, ShowTopic.Help, 76),
        (Concept.Privacy, ShowTopic.Privacy, 77),
        (Concept.SetAside, ShowTopic.RowsSetAside, 66),
        (Concept.Decision, ShowTopic.Decisions, 73),
        (Concept.Trial, ShowTopic.Trials, 72),
        (Concept.Driver, ShowTopic.Drivers, 72),
        (Concept.Risk, ShowTopic.CustomersAtRisk, 70),
        (Concept.Report, ShowTopic.Files, 69),
        (Concept.File, ShowTopic.Files, 67),
        (Concept.Result, ShowTopic.Results, 69),
        (Concept.Metric, ShowTopic.Results, 64),
        (Concept.Status, ShowTopic.Status, 65),
        (Concept.Profile, ShowTopic.Profile, 63),
        (Concept.Issue, ShowTopic.Profile, 60),
        (Concept.Plan, ShowTopic.Plan, 62),
    ];

    private static readonly ConceptSet Doing = ConceptSet.Of(Concept.Fill, Concept.Drop, Concept.LeaveOut, Concept.LeaveAlone, Concept.Keep, Concept.Merge, Concept.Approve, Concept.Reject, Concept.Delete, Concept.Predict, Concept.Not, Concept.Never);

    public static IEnumerable<Candidate> Read(Sentence sentence)
    {
        var asks = sentence.IsQuestion || sentence.HasAny(Concept.Show, Concept.What, Concept.Which, Concept.Who, Concept.How, Concept.Want);
        foreach (var (concept, topic, score) in Topics)
        {
            if (!sentence.Has(concept) || (topic is ShowTopic.CustomersAtRisk && (sentence.Customer is not null || sentence.Has(Concept.Why)))) continue;
            yield return new(new ShowRequest(topic), Adjusted(sentence, concept, score, asks));
        }

        if (Rows(sentence) is { } rows) yield return rows;
        if (AskedWhoDid(sentence)) yield return new(new ShowRequest(ShowTopic.Decisions), 78);
        if (asks && sentence.Has(Concept.HowMany) && sentence.HasAny(Concept.Trial)) yield return new(new ShowRequest(ShowTopic.Trials), 72);
        if (sentence.Columns.FirstOrDefault() is { } column && (asks || sentence.Tokens.Count(token => token.Kind != TokenKind.Break) <= 3) && !sentence.HasAny(Concept.Why, Concept.By, Concept.Churn) && (asks || !sentence.Tokens.Any(token => token.Concepts.HasAny(Doing))))
            yield return new(new ShowRequest(ShowTopic.Column, column), sentence.Tokens.Any(token => token.Concepts.HasAny(Doing)) ? 46 : sentence.HasAny(Concept.What, Concept.Show) || sentence.IsQuestion ? 71 : 58);
        if (sentence.IsQuestion && sentence.HasAny(Concept.Cleaning, Concept.Features) || sentence.Has(Concept.Show) && sentence.HasAny(Concept.Cleaning, Concept.Features))
            yield return new(new ShowRequest(ShowTopic.Plan), 64);
        if (sentence.Has(Concept.Show) && sentence.HasAny(Concept.Explanation)) yield return new(new ShowRequest(ShowTopic.Drivers), 66);
        if (asks && sentence.Has(Concept.Customer) && sentence.HasAny(Concept.Churn) && sentence.HasAny(Concept.Who, Concept.Which, Concept.Show) && !sentence.Mentions.Any()) yield return new(new ShowRequest(ShowTopic.CustomersAtRisk), 67);
        if (asks && sentence.HasAny(Concept.Model) && !sentence.HasAny(Concept.File, Concept.Train)) yield return new(new ShowRequest(ShowTopic.Results), 60);
    }

    private static int Adjusted(Sentence sentence, Concept concept, int score, bool asks)
    {
        if (sentence.Tokens.Any(token => token.Concepts.HasAny(Doing) && !token.Is(concept))) score -= 16;
        if (asks) score += 4;
        if (concept is Concept.File or Concept.Profile && sentence.Columns.Any()) score -= 10;
        // A word that is on the list only because it may also mean this (good, change, ready) needs to be asked about.
        return asks || sentence.HasOnly(ConceptSet.Of(concept, Concept.Of, Concept.In, Concept.All, Concept.It, Concept.Model, Concept.Cleaning, Concept.Features, Concept.Customer, Concept.Training, Concept.Status, Concept.Greeting)) ? score : score - 14;
    }

    private static Candidate? Rows(Sentence sentence)
    {
        if (!sentence.HasAny(Concept.Row, Concept.Changed, Concept.SetAside) || sentence.Has(Concept.Why)) return null;
        if (sentence.Has(Concept.SetAside) && sentence.HasAny(Concept.Row, Concept.Show, Concept.Which, Concept.What) && !sentence.Columns.Any()) return new(new ShowRequest(ShowTopic.RowsSetAside), 79);
        var asks = sentence.IsQuestion || sentence.HasAny(Concept.Show, Concept.Which, Concept.What, Concept.HowMany);
        return asks && sentence.Has(Concept.Changed) && !sentence.HasAny(Concept.Churn, Concept.Happen, Concept.Risk, Concept.Approve) ? new(new ShowRequest(ShowTopic.ChangedRows), 75) : null;
    }

    /// <summary>"what did Ada approve?", "who rejected the plan": about what was decided, not a decision.</summary>
    private static bool AskedWhoDid(Sentence sentence) =>
        sentence.IsQuestion && sentence.HasAny(Concept.Approve, Concept.Reject, Concept.Decision) && !sentence.HasAny(Concept.Should, Concept.If, Concept.Happen, Concept.Why)
        && (sentence.Has(Concept.Who) || sentence.Tokens.Any(token => token.Text is "did" or "has" or "have" or "was" or "were" || token.Text.EndsWith("ed", StringComparison.Ordinal)));
}
