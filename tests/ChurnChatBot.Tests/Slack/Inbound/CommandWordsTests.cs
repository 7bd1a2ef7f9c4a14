using ChurnChatBot.Advice;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack.Inbound;

namespace ChurnChatBot.Tests.Slack.Inbound;

/// <summary>What /churn says is understood as what it is meant to be, by those who understand everybody else too.</summary>
public sealed class CommandWordsTests
{
    private static readonly InterpretationContext Trained = new() { CurrentStep = StepName.Explanation, HasModel = true };

    private static async Task<PersonRequest> UnderstandAsync(string command, InterpretationContext context) =>
        Assert.IsType<Understood>(await new RuleAdvisor().InterpretAsync(CommandWords.Read(command).Words!, context, CancellationToken.None)).Request;

    [Theory]
    [InlineData("status", ShowTopic.Status)]
    [InlineData("champion", ShowTopic.Results)]
    [InlineData("compare", ShowTopic.Trials)]
    [InlineData("score", ShowTopic.CustomersAtRisk)]
    [InlineData("export", ShowTopic.Files)]
    internal async Task ShortWords_AskForWhatTheySay(string command, ShowTopic topic)
    {
        Assert.Equal(new ShowRequest(topic), await UnderstandAsync(command, Trained));
        Assert.Equal(new ShowRequest(topic), await UnderstandAsync(command, new InterpretationContext()));
    }

    [Theory]
    [InlineData("retrain", 0)]
    [InlineData("retrain 10 minutes", 10)]
    [InlineData("Retrain for 2 minutes", 2)]
    public async Task Retrain_StartsATraining(string command, int minutes) =>
        Assert.Equal(new StartTrainingRequest(minutes == 0 ? null : TimeSpan.FromMinutes(minutes)), await UnderstandAsync(command, Trained));

    [Theory]
    [InlineData("churn rate by city?")]
    [InlineData("status of the model in Berlin")]
    [InlineData("champion Ada")]
    [InlineData("approve")]
    public void AnythingElse_IsTakenAsWords(string text) => Assert.Equal(new CommandWords(text), CommandWords.Read(text));
}
