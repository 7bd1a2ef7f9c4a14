using ChurnChatBot.Advice;
using ChurnChatBot.Tests.Advice;

namespace ChurnChatBot.Tests.Writers;

/// <summary>What is suggested can be said: each sentence is understood at the moment at which it is offered.</summary>
public sealed class SuggestionTests
{
    /// <summary>Cards with suggestions, and the moment of the project at which they stand in the thread.</summary>
    private static readonly Dictionary<string, string> Moments = new()
    {
        ["welcome"] = "empty",
        ["new_project"] = "empty",
        ["profile"] = "read",
        ["training"] = "champion",
        ["explanation"] = "thread",
        ["explanation_without_reasons"] = "thread",
        ["customers_at_risk"] = "thread",
        ["customer"] = "model",
        ["customer_lower"] = "model",
        ["churn_rate"] = "model",
        ["project_opened"] = "model",
        ["customers_named"] = "model",
    };

    public static TheoryData<string> Names => [.. Cards.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Suggestions_AreUnderstoodAndNameNobody(string name)
    {
        var message = Cards.All[name]();
        if (!Moments.TryGetValue(name, out var moment))
        {
            Assert.Empty(message.Suggestions);
            return;
        }

        Assert.InRange(message.Suggestions.Count, 2, 4);
        Assert.Equal(message.Suggestions.Count, message.Suggestions.Distinct().Count());
        foreach (var words in message.Suggestions)
        {
            Assert.IsType<Understood>(await new RuleAdvisor().InterpretAsync(words, ExampleContexts.Get(moment), CancellationToken.None));
            Assert.DoesNotMatch("C0[0-9]{4}", words);
        }
    }
}
