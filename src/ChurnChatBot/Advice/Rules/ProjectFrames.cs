using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>What concerns the project as a whole: the sample, the outcome, going back, deleting, and what cannot be done yet.</summary>
internal static class ProjectFrames
{
    public static IEnumerable<Candidate> Read(Sentence sentence) =>
        new[] { Delete(sentence), GoBack(sentence), Target(sentence), Sample(sentence), Greeting(sentence), CannotYet(sentence) }.OfType<Candidate>();

    private static Candidate? Delete(Sentence sentence)
    {
        if (!sentence.Has(Concept.Delete) || !sentence.Has(Concept.Project) || sentence.IsQuestion) return null;
        if (sentence.HasAny(Concept.If, Concept.Not, Concept.Never, Concept.Wait, Concept.No, Concept.Without, Concept.Except, Concept.Step, Concept.Instead, Concept.Duplicate, Concept.Outlier, Concept.Row)) return null;
        var allowed = ConceptSet.Of(Concept.Delete, Concept.Project, Concept.It, Concept.All, Concept.Yes, Concept.Person, Concept.In, Concept.Of, Concept.File, Concept.Model, Concept.Self, Concept.With, Concept.Want);
        return sentence.HasOnly(allowed, token => token.Text is "whole" or "entire") ? new(new DeleteProjectRequest(), 95) : null;
    }

    private static Candidate? GoBack(Sentence sentence)
    {
        var restarts = sentence.Has(Concept.StartOver);
        if ((!restarts && !sentence.Has(Concept.GoBack)) || sentence.IsQuestion || sentence.HasAny(Concept.Not, Concept.Never, Concept.Wait, Concept.If, Concept.Stay)) return null;
        if (restarts) return new(new GoBackRequest(StepName.Profile), 80);
        StepName? named = sentence.Has(Concept.Cleaning) ? StepName.Cleaning
            : sentence.Has(Concept.Features) ? StepName.Features
            : sentence.Has(Concept.Profile) ? StepName.Profile
            : sentence.HasAny(Concept.Training, Concept.Model, Concept.Train) ? StepName.Training
            : sentence.Has(Concept.Explanation) ? StepName.Explanation
            : null;
        if (named is { } step) return new(new GoBackRequest(step), 87);
        return sentence.Context.CurrentStep is { } current and > StepName.Profile && !sentence.Mentions.Any() && sentence.Customer is null
            ? new(new GoBackRequest(current - 1), 70)
            : null;
    }

    private static Candidate? Target(Sentence sentence)
    {
        if (!sentence.HasAny(Concept.Predict, Concept.Target) || sentence.IsQuestion || sentence.HasAny(Concept.Not, Concept.Never, Concept.Fill, Concept.Rate, Concept.Why)) return null;
        var ignored = EditSegments.Contrasts(sentence);
        var mentions = sentence.Mentions.Where(mention => !ignored[mention.Start]).ToArray();
        if (mentions.FirstOrDefault(mention => mention.Level is null) is not { } column) return null;
        var level = mentions.FirstOrDefault(mention => mention.Level is not null && mention.Columns.Contains(column.Column))?.Level ?? Number(sentence, column);
        return new(new ChooseTargetRequest(column.Column, level), sentence.Has(Concept.Predict) ? 86 : 72);
    }

    private static string? Number(Sentence sentence, Mention column) =>
        sentence.Tokens.Skip(column.End).FirstOrDefault(token => token is { Value: not null, Span: null, Mention: null }) is { Value: { } value } ? QuantityReader.Invariant(value) : null;

    private static Candidate? Sample(Sentence sentence)
    {
        if (!sentence.Has(Concept.Sample) || sentence.HasAny(Concept.Never, Concept.Duplicate) || sentence.IsNegatedBefore(sentence.IndexOf(Concept.Sample), 3)) return null;
        return new(new TrySampleRequest(), sentence.Context.Columns.Count == 0 ? 86 : sentence.HasAny(Concept.Use, Concept.Show, Concept.Project) || sentence.HasOnly(ConceptSet.Of(Concept.Sample)) ? 66 : 40);
    }

    private static Candidate? Greeting(Sentence sentence)
    {
        // Praise with thanks is no decision; "yes" or "go ahead" with thanks is one.
        var decides = sentence.Context.ApprovalWaits && sentence.Tokens.Any(token => token.Is(Concept.Yes) && !token.Is(Concept.Good) && token.Text is not ("perfect" or "excellent" or "fine" or "okay" or "alright" or "right" or "correct"));
        var chat = !decides && sentence.HasOnly(ConceptSet.Of(Concept.Greeting, Concept.Thanks, Concept.Yes, Concept.It, Concept.Good, Concept.Person, Concept.Customer, Concept.No, Concept.Of, Concept.In))
            && (sentence.HasAny(Concept.Greeting, Concept.Thanks) || (sentence.Has(Concept.Yes) && !sentence.Context.ApprovalWaits));
        return chat && !sentence.Context.ApprovalWaits | sentence.HasAny(Concept.Greeting, Concept.Thanks) ? new(new GreetingRequest(), sentence.Has(Concept.Thanks) || sentence.Has(Concept.Greeting) ? 92 : 60) : null;
    }

    private static Candidate? CannotYet(Sentence sentence)
    {
        if (sentence.Tokens.FirstOrDefault(token => token.Topic is not null && token.Mention is null)?.Topic is { } topic)
            return new(new CannotYetRequest(topic), sentence.HasAny(Concept.Predict, Concept.Decision) && topic == "forecasting" && sentence.Columns.Any() ? 70 : 84);
        var rows = sentence.HasAny(Concept.Drop, Concept.LeaveOut) && sentence.HasAny(Concept.Row, Concept.Customer, Concept.Missing) && (sentence.Mentions.Any() || sentence.HasAny(Concept.Older, Concept.Younger, Concept.More, Concept.Less)) && !sentence.Has(Concept.Rate) && !sentence.IsQuestion && !sentence.Has(Concept.Churn);
        return rows ? new(new CannotYetRequest("dropping rows by a condition"), 62) : null;
    }
}
