using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>Questions for reasons: of a step, a column, the model, a result, a customer; and what would lower a risk.</summary>
internal static class WhyFrames
{
    public static IEnumerable<Candidate> Read(Sentence sentence) =>
        new[] { Customer(sentence), Lower(sentence), Why(sentence), Advice(sentence) }.OfType<Candidate>();

    private static Candidate? Customer(Sentence sentence)
    {
        var name = sentence.Customer ?? UnknownCustomer(sentence);
        if (name is not null)
        {
            var asks = sentence.HasAny(Concept.Why, Concept.Risk, Concept.What, Concept.How, Concept.Show, Concept.Customer, Concept.Churn, Concept.Auxiliary, Concept.Driver) || sentence.Tokens.Count(token => token.Kind != TokenKind.Break) <= 2;
            return asks && !sentence.HasAny(Concept.Drop, Concept.Delete) ? new(new ExplainCustomerRequest(name), 85) : null;
        }

        var one = sentence.Context.LastCustomer is not null && sentence.Tokens.Any(token => token.Text is "him" or "her" or "he" or "she" or "they" || (token.Is(Concept.Customer) && token.Text is "customer" or "client" && sentence.Has(Concept.It)));
        return one && sentence.Has(Concept.Why) && sentence.HasAny(Concept.Risk, Concept.Churn) ? new(new ExplainCustomerRequest(sentence.Context.LastCustomer!), 84) : null;
    }

    /// <summary>A name nobody has, after "customer" or "why is": the answer is that there is no such customer.</summary>
    private static string? UnknownCustomer(Sentence sentence)
    {
        if (!sentence.Context.HasModel) return null;
        for (var i = 1; i < sentence.Tokens.Count; i++)
        {
            var token = sentence.Tokens[i];
            var before = sentence.Tokens[i - 1];
            var isName = token is { Kind: TokenKind.Word, Mention: null, Span: null } && token.Raw.Any(char.IsAsciiDigit) && token.Raw.Any(char.IsLetter);
            if (isName && (before.Is(Concept.Customer) || sentence.Has(Concept.Why) || sentence.Has(Concept.Risk))) return token.Raw;
            if (token is { Kind: TokenKind.Number, Span: null, Day: null, Ordinal: null } && before.Text is "customer" or "client" && sentence.HasAny(Concept.Why, Concept.Risk)) return token.Raw;
        }

        return null;
    }

    private static Candidate? Lower(Sentence sentence)
    {
        var lowers = sentence.HasAny(Concept.Lower, Concept.Prevent) || sentence.HasAny(Concept.Stay, Concept.Keep) && sentence.HasAny(Concept.How, Concept.What, Concept.Can, Concept.Should);
        if (!lowers || sentence.HasAny(Concept.Duplicate, Concept.Median, Concept.Step) || sentence.Columns.Any()) return null;
        var isAsked = sentence.HasAny(Concept.What, Concept.How, Concept.Which, Concept.Happen, Concept.Can, Concept.Should, Concept.Show) || sentence.Has(Concept.Risk) || sentence.IsQuestion;
        if (!isAsked) return null;
        if (sentence.Customer is { } name) return new(new LowerRiskRequest(name), 89);
        var one = sentence.Tokens.Any(token => token.Text is "it" or "him" or "her" or "them" or "his" or "their" or "this" or "that" or "he" or "she") || sentence.Has(Concept.Risk);
        if (one && sentence.Context.LastCustomer is not null && !sentence.Tokens.Any(token => token.Text is "customers" or "clients" or "overall" or "people")) return new(new LowerRiskRequest(), 86);
        return sentence.HasAny(Concept.Churn, Concept.Customer, Concept.Risk) && sentence.Context.HasModel ? new(new ShowRequest(ShowTopic.Drivers), 64) : null;
    }

    private static Candidate? Why(Sentence sentence)
    {
        if (!sentence.Context.ApprovalWaits && !sentence.Context.HasModel && sentence.Context.Columns.Count == 0) return null;
        var asks = Asks(sentence);
        if (!asks || sentence.Has(Concept.Happen) && !sentence.Has(Concept.Why)) return null;
        if (sentence.Has(Concept.Churn) && sentence.HasAny(Concept.Customer, Concept.Driver, Concept.Person) && !sentence.HasAny(Concept.Drop, Concept.Fill, Concept.LeaveOut) && !sentence.Context.ApprovalWaits)
            return new(new ShowRequest(ShowTopic.Drivers), 83);
        var references = new ItemReader(sentence).Read(bareNumbers: false);
        var item = references.SelectMany(reference => reference.Items).FirstOrDefault();
        var column = sentence.Mentions.FirstOrDefault(mention => mention.Level is null && mention.Column != sentence.Context.TargetColumn && !references.Any(reference => mention.Start >= reference.Start && mention.Start < reference.End))?.Column;
        if (column is not null && !(item is not null && !item.Columns.Contains(column))) return new(new WhyRequest(WhyTopic.Step, column), 82);
        if (item is not null) return new(new WhyRequest(WhyTopic.Step, item.Columns is [var made, ..] ? made : null), 82);
        if (sentence.HasAny(Concept.Metric, Concept.Result) || sentence.Has(Concept.Good) && sentence.Context.HasModel) return new(new WhyRequest(WhyTopic.Result), 82);
        if (sentence.HasAny(Concept.ModelKind, Concept.Model)) return new(new WhyRequest(WhyTopic.Model), 82);
        if (sentence.HasAny(Concept.Median, Concept.Mean, Concept.Mode, Concept.Fill, Concept.Drop, Concept.LeaveOut, Concept.Column, Concept.Merge, Concept.Band, Concept.Limit, Concept.Duplicate, Concept.Outlier, Concept.Encoding))
            return new(new WhyRequest(WhyTopic.Step, sentence.Context.LastColumn), 81);
        return new(new WhyRequest(WhyTopic.Proposal), sentence.UnknownWords.Count() > 1 ? 40 : 74);
    }

    private static bool Asks(Sentence sentence)
    {
        if (sentence.Has(Concept.Why) || DecisionFrames.AsksTheBot(sentence)) return true;
        if (!sentence.IsQuestion) return false;
        var doubts = sentence.Has(Concept.Good) && sentence.HasAny(Concept.Median, Concept.Mean, Concept.Mode, Concept.Duplicate, Concept.Outlier, Concept.Encoding, Concept.Band);
        var asksMeaning = sentence.Has(Concept.What) && !sentence.Columns.Any() && new ItemReader(sentence).Read(bareNumbers: false).Any(reference => !reference.IsThing);
        return sentence.Has(Concept.Should) || doubts || asksMeaning || (sentence.Has(Concept.ModelKind) && sentence.Tokens.Any(token => token.Text is "better" or "worse" or "best"))
            || (sentence.Has(Concept.Approve) && sentence.Tokens[0].Text is "would" or "is" or "will" && sentence.Context.ApprovalWaits && sentence.Has(Concept.Yes));
    }

    /// <summary>"is 0.86 good?", "how sure are you?": a judgement of the result. "what happens if ...": the plan says what would happen.</summary>
    private static Candidate? Advice(Sentence sentence)
    {
        if (sentence.HasAny(Concept.Happen) || (sentence.IsQuestion && sentence.Has(Concept.If) && sentence.HasAny(Concept.Approve, Concept.Yes, Concept.Reject)))
            return new(new ShowRequest(ShowTopic.Plan), sentence.HasAny(Concept.Approve, Concept.Yes, Concept.Reject, Concept.Delete, Concept.Plan, Concept.No) ? 80 : 55);
        var judges = sentence.IsQuestion && sentence.Has(Concept.Good) && !sentence.Columns.Any() && sentence.Customer is null
            && (sentence.HasAny(Concept.Metric, Concept.Model, Concept.ModelKind, Concept.Result) || sentence.Tokens.Any(token => token.Value is > 0 and <= 100) || sentence.Context.HasModel);
        if (!judges || sentence.Has(Concept.Show) || sentence.Tokens[0].Is(Concept.Result) && !sentence.Tokens.Any(token => token.Value is not null)) return null;
        return new(new WhyRequest(WhyTopic.Result), sentence.Has(Concept.Driver) ? 50 : 76);
    }
}
