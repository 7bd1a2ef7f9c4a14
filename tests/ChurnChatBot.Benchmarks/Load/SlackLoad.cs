using ChurnChatBot.Tests.Scenarios;
using ChurnChatBot.Tests.Slack.StandIn;

namespace ChurnChatBot.Benchmarks.Load;

/// <summary>The load as signed events of Slack, in the direct messages of a thousand people, where each message begins a thread of its own.</summary>
internal sealed class SlackLoad(StandInSlack slack)
{
    private const int People = 1_000;

    public static async Task RunAsync(int rate, int seconds)
    {
        await using var slack = await StandInSlack.StartAsync();
        await using var bot = await BotProcess.StartAsync(maxTrials: null, settings: slack.BotSettings);
        slack.Bot = bot.Address;
        var load = new SlackLoad(slack);
        var training = await SlackThread.OpenDirectAsync(bot, slack, "Grace Hopper");
        await RunningTraining.StartAsync(training, "train for thirty minutes");
        var run = new LoadRun(bot, rate, seconds);
        var people = Enumerable.Range(0, People).Select(i => ThreadMember.Direct(slack, slack.Workspace.Add(FormattableString.Invariant($"Person {i}")))).ToArray();
        // Everybody once: what people are called is asked of Slack when they are first heard.
        await run.WarmAsync(Enumerable.Range(0, Math.Max(People, run.WarmUp)).Select(i => load.Message(people[i % People])));
        await run.MeasureAsync([.. Enumerable.Range(0, run.Messages).Select(i => load.Message(people[i % People]))], slack.Options.Clock, () => RunningTraining.IsUnderWay(training.Cards()));
    }

    private LoadMessage Message(ThreadMember member)
    {
        var message = member.Write("where are we?");
        var body = slack.Delivery.Events.Envelope(slack.Workspace, EventShapes.Message(member.Channel, message)).ToJsonString();
        var chat = new LoadChat(() => Answers().Count(), () => Answers().Select(answer => answer.Revisions[0].At)
            .Concat(member.Channel.Assistant.Statuses.Where(status => status.ThreadTs == message.Ts).Select(status => status.At)));
        return new LoadMessage(chat, async () => (await slack.Delivery.PostJsonAsync(slack.BotAddress("events"), body)).IsTaken);

        IEnumerable<PostedMessage> Answers() => member.Channel.BotMessages.Where(answer => answer.ThreadTs == message.Ts);
    }
}
