using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>Who leaves how often: split by a column, narrowed to some rows.</summary>
internal static class RateFrame
{
    public static IEnumerable<Candidate> Read(Sentence sentence)
    {
        var context = sentence.Context;
        if (context.Columns.Count == 0) yield break;
        var target = sentence.Mentions.Any(mention => mention.Level is null && mention.Column == context.TargetColumn);
        var churns = target || sentence.Has(Concept.Churn) || (sentence.Has(Concept.Rate) && !sentence.Has(Concept.DividedBy)) || LikelierToLeave(sentence) || sentence.Has(Concept.Stay) && sentence.HasAny(Concept.Most, Concept.HowMany);
        var matters = sentence.HasAny(Concept.Matter) && sentence.IsQuestion;
        if ((!churns && !matters) || sentence.HasAny(Concept.Predict, Concept.Fill, Concept.Why, Concept.Median, Concept.Impossible)) yield break;
        var reader = new FilterReader(sentence);
        var filters = reader.Read();
        var by = SplitBy(sentence, reader);
        var properties = reader.Properties(by);
        by ??= sentence.Mentions.Where(mention => mention.Level is null && mention.Column != context.TargetColumn && !reader.Used.Contains(mention)).Select(mention => mention.Column).FirstOrDefault();
        filters = [.. filters, .. properties];
        var column = by ?? (filters is [var narrowed, ..] ? narrowed.Column : null) ?? sentence.Mentions.FirstOrDefault(mention => mention.Level is not null)?.Column;
        if (column is not null)
        {
            if (!Asks(sentence)) yield break;
            yield return new(new ChurnRateRequest(column, filters), (matters && !churns ? 76 : 83) - (NarrowsToUnknown(sentence) ? 50 : 0));
        }
        else if (sentence.HasAny(Concept.Rate, Concept.HowMany) && sentence.Customer is null && !sentence.UnknownWords.Any() && !sentence.Has(Concept.By) && !sentence.Has(Concept.Risk))
        {
            yield return new(context.TargetColumn is { } name ? new ShowRequest(ShowTopic.Column, name) : new ShowRequest(ShowTopic.Profile), 68);
        }
    }

    /// <summary>"for plumbers": a filter that is not understood must not be silently left out.</summary>
    private static bool NarrowsToUnknown(Sentence sentence) => sentence.UnknownWords.Any(word =>
        sentence.Tokens.TakeWhile(token => token != word).TakeLast(3).Any(token => token.Is(Concept.In) || token.Is(Concept.Of) || token.Is(Concept.Without)));

    /// <summary>"are customers in Munich more likely to leave?" compares; "who is likely to leave?" asks for names.</summary>
    private static bool LikelierToLeave(Sentence sentence) =>
        sentence.IsQuestion && sentence.Has(Concept.Risk) && sentence.Mentions.Any() && !sentence.HasAny(Concept.Who, Concept.Show) && sentence.Tokens.Any(token => token.Text is "more" or "less" or "most" or "likelier");

    private static bool Asks(Sentence sentence) =>
        sentence.IsQuestion || sentence.HasAny(Concept.By, Concept.Rate, Concept.Which, Concept.HowMany, Concept.Compare, Concept.Most, Concept.Show, Concept.Matter)
        || (!sentence.HasAny(Concept.Drop, Concept.LeaveOut, Concept.LeaveAlone, Concept.Keep, Concept.Use, Concept.Set, Concept.Delete, Concept.Approve));

    private static string? SplitBy(Sentence sentence, FilterReader reader)
    {
        var named = sentence.Mentions.Where(mention => mention.Level is null && mention.Column != sentence.Context.TargetColumn && !reader.Used.Contains(mention)).ToArray();
        foreach (var mention in named)
        {
            for (var i = mention.Start - 1; i >= Math.Max(0, mention.Start - 3); i--)
            {
                if (sentence.Tokens[i].Is(Concept.By) || sentence.Tokens[i].Is(Concept.Which) || sentence.Tokens[i].Is(Concept.What)) return mention.Column;
                if (!sentence.Tokens[i].IsStopWord) break;
            }
        }

        return null;
    }
}
