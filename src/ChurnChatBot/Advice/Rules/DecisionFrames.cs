using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// Yes, no, stop, start. What cannot be taken back is read strictly: a question, a condition, a negation or any word that is not
/// explained keeps words from being a yes.
/// </summary>
internal static class DecisionFrames
{
    private static readonly ConceptSet Yes = ConceptSet.Of(
        Concept.Yes, Concept.Approve, Concept.Apply, Concept.All, Concept.It, Concept.Plan, Concept.Step, Concept.To, Concept.Of, Concept.In,
        Concept.Cleaning, Concept.Features, Concept.Model, Concept.Self, Concept.Column, Concept.Person, Concept.Greeting, Concept.With, Concept.Project);
    private static readonly ConceptSet Picking = ConceptSet.Of(Concept.Except, Concept.Without, Concept.Only, Concept.But, Concept.Ordinal, Concept.Use, Concept.Keep, Concept.Auxiliary);

    public static IEnumerable<Candidate> Read(Sentence sentence) =>
        Approve(sentence).Concat(new[] { Reject(sentence), Stop(sentence), Train(sentence), Wait(sentence) }.OfType<Candidate>());

    private static IEnumerable<Candidate> Approve(Sentence sentence)
    {
        var context = sentence.Context;
        if (sentence.IsQuestion || sentence.Reason is not null || sentence.HasAny(Concept.If, Concept.Never, Concept.Wait, Concept.No, Concept.Reject, Concept.Instead, Concept.Happen)) return [];
        if (sentence.Has(Concept.Without) && !sentence.Has(Concept.Approve)) return [];
        if (sentence.Tokens is [.., { Text: "?" }] && !sentence.IsPolite) return [];
        var says = sentence.Has(Concept.Approve) || (sentence.Has(Concept.Yes) && context.ApprovalWaits);
        var items = new ItemReader(sentence).Read(bareNumbers: true);
        var picks = items.Count > 0 && sentence.HasAny(Concept.Apply, Concept.Only);
        if (!says && !(picks && context.ApprovalWaits) && !(sentence.HasAny(Concept.Apply) && sentence.Has(Concept.All))) return [];
        if (!context.ApprovalWaits && !sentence.Has(Concept.Approve)) return [];
        if (Negates(sentence) || AsksTheBot(sentence) || sentence.AsksAnywhere) return [];
        var allowed = items.Count > 0 ? Yes | Picking : Yes;
        if (!sentence.HasOnly(allowed, token => items.Any(item => IsWithin(sentence, token, item)))) return [];
        return Selection(sentence, items).Select(candidate => OfAnotherStep(sentence) is { } step && candidate.Request is ApproveRequest approve
            ? candidate with { Request = approve with { About = step } }
            : candidate);
    }

    /// <summary>The step that is named, where it is not the one that waits.</summary>
    private static StepName? OfAnotherStep(Sentence sentence)
    {
        StepName? named = sentence.Tokens.Any(token => token.Text is "champion" or "promote") ? StepName.Explanation
            : sentence.Has(Concept.Cleaning) ? StepName.Cleaning
            : sentence.Has(Concept.Features) ? StepName.Features
            : null;
        return sentence.Context.ApprovalWaits && named != sentence.Context.CurrentStep ? named : null;
    }

    private static IEnumerable<Candidate> Selection(Sentence sentence, IReadOnlyList<ItemReference> items)
    {
        var except = Math.Max(sentence.IndexOf(Concept.Except), sentence.IndexOf(Concept.Without));
        var ticked = sentence.Context.Items.Where(item => item.IsOn).Select(item => item.Id).ToArray();
        if (except < 0 && items.Count == 0) return sentence.Has(Concept.Only) ? [] : Whole(sentence);
        if (except < 0) return [new(new ApproveRequest(Selected: InOrder(sentence, items.SelectMany(item => item.Items))), 90)];
        var left = items.Where(item => item.Start > except).SelectMany(item => item.Items).Select(item => item.Id).ToHashSet();
        return left.Count == 0 ? [] : [new(new ApproveRequest(Selected: [.. ticked.Where(id => !left.Contains(id))]), 90)];
    }

    /// <summary>"all" may mean the ticked ones or every one: where that differs, the person says which.</summary>
    private static IEnumerable<Candidate> Whole(Sentence sentence)
    {
        yield return new(new ApproveRequest(), 90);
        if (sentence.Has(Concept.All) && sentence.Context.Items.Any(item => !item.IsOn))
            yield return new(new ApproveRequest(Selected: [.. sentence.Context.Items.Select(item => item.Id)]), 90);
    }

    private static string[] InOrder(Sentence sentence, IEnumerable<KnownItem> chosen)
    {
        var ids = chosen.Select(item => item.Id).ToHashSet();
        return [.. sentence.Context.Items.Select(item => item.Id).Where(ids.Contains)];
    }

    /// <summary>"would you approve this": who decides is the person, so this is a question.</summary>
    public static bool AsksTheBot(Sentence sentence) =>
        sentence.IsPolite && sentence.Tokens[0].Text is "would" or "could" or "can" or "will" or "do" && sentence.Has(Concept.Approve);

    private static bool Negates(Sentence sentence) =>
        sentence.Tokens.Any(token => token.Is(Concept.Not) && !token.Is(Concept.Except) && !token.Is(Concept.Yes));

    private static bool IsWithin(Sentence sentence, Token token, ItemReference item)
    {
        for (var i = item.Start; i < item.End; i++)
        {
            if (ReferenceEquals(sentence.Tokens[i], token)) return true;
        }

        return false;
    }

    private static Candidate? Reject(Sentence sentence)
    {
        if (!sentence.Context.ApprovalWaits || sentence.IsQuestion || sentence.HasAny(Concept.If, Concept.Wait, Concept.Never)) return null;
        var first = sentence.Tokens.FirstOrDefault(token => token.Kind != TokenKind.Break && !token.Is(Concept.Fluff));
        var no = first?.Is(Concept.No) == true && (sentence.Tokens.Count == 1 || sentence.HasOnly(ConceptSet.Of(Concept.No, Concept.It, Concept.Reject, Concept.Wrong, Concept.Self, Concept.Not, Concept.Good, Concept.Greeting)));
        var negatedYes = sentence.HasAny(Concept.Approve, Concept.Apply) && Negates(sentence) && sentence.HasOnly(Yes | ConceptSet.Of(Concept.Not, Concept.Want, Concept.Auxiliary, Concept.No));
        var wrong = sentence.Has(Concept.Wrong) && !Negates(sentence) && first is not null && (first.Is(Concept.It) || first.Is(Concept.Plan) || first.Is(Concept.Wrong));
        var stop = sentence.HasAny(Concept.Reject, Concept.Stop) && sentence.HasOnly(Yes | ConceptSet.Of(Concept.Reject, Concept.Stop, Concept.No, Concept.Not, Concept.Want, Concept.Wrong, Concept.Auxiliary, Concept.Delete, Concept.Drop));
        if (sentence.Context.TrainingRuns || !(no || negatedYes || wrong || stop)) return null;
        return new(new RejectRequest(Reason: sentence.Reason), no || stop ? 88 : 79);
    }

    private static Candidate? Stop(Sentence sentence)
    {
        if (!sentence.Context.TrainingRuns || !sentence.Has(Concept.Stop) || sentence.IsQuestion || sentence.HasAny(Concept.If, Concept.Not, Concept.Never, Concept.Wait)) return null;
        if (sentence.Customer is not null || sentence.Has(Concept.Churn) && !sentence.HasAny(Concept.Training, Concept.Train) && !sentence.Tokens.Any(token => token.Text is "cancel" or "quit")) return null;
        return new(new StopTrainingRequest(), sentence.UnknownWords.Any() ? 50 : 90);
    }

    private static Candidate? Train(Sentence sentence)
    {
        if (!sentence.HasAny(Concept.Train) || sentence.IsQuestion || sentence.Context.TrainingRuns) return null;
        if (sentence.HasAny(Concept.If, Concept.Not, Concept.Never, Concept.Wait, Concept.No, Concept.Without, Concept.StartOver, Concept.GoBack, Concept.Instead)) return null;
        var spans = sentence.Tokens.Where(token => token.Span is not null).ToArray();
        var explained = sentence.HasOnly(
            Yes | ConceptSet.Of(Concept.Train, Concept.Training, Concept.Model, Concept.ModelKind, Concept.Budget, Concept.Use, Concept.AtMost, Concept.Result, Concept.Stop, Concept.More, Concept.Apply),
            token => token.Span is not null || (spans.Length == 1 && token.Text == "spend"));
        if (!explained || spans.Length > 1) return null;
        return new(new StartTrainingRequest(spans.FirstOrDefault()?.Span), 91);
    }

    /// <summary>"not yet", "let me think", "don't approve anything yet": nothing is decided, so nothing happens.</summary>
    private static Candidate? Wait(Sentence sentence)
    {
        if (!sentence.HasAny(Concept.Wait, Concept.Never) || sentence.IsQuestion || sentence.HasAny(Concept.Show, Concept.Status)) return null;
        return sentence.HasAny(Concept.Approve, Concept.Delete) || sentence.HasOnly(Yes | ConceptSet.Of(Concept.Wait, Concept.Not, Concept.No, Concept.Reject, Concept.Auxiliary, Concept.Stop, Concept.Train, Concept.Want, Concept.Only))
            ? new(new GreetingRequest(), 78)
            : null;
    }
}
