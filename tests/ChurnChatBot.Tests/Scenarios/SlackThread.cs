using ChurnChatBot.Tests.Slack.StandIn;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>Slack, by its stand-in: what a person does in a thread with the bot, in their direct messages or in a channel, and what they see of it.</summary>
internal sealed class SlackThread : IScenarioThread
{
    private readonly ThreadLook _look;
    private HashSet<string> _known = [];

    public SlackThread(BotProcess bot, ThreadMember member) => (_look, Member) = (new ThreadLook(bot, Cards), member);

    /// <summary>The person in the thread, once something was said that began it.</summary>
    public ThreadMember Member { get; private set; }

    /// <summary>Opens the person's direct messages, waits for the welcome, and begins a thread there.</summary>
    public static async Task<SlackThread> OpenDirectAsync(BotProcess bot, StandInSlack slack, string name = "Ada Lovelace")
    {
        var thread = new SlackThread(bot, ThreadMember.Direct(slack, slack.Workspace.Add(name)));
        Check(await thread.Member.OpenMessagesAsync());
        await thread.WaitForCardAsync("I take a customer file");
        return await BeginAsync(thread);
    }

    /// <summary>Begins a thread in a channel by mentioning the bot.</summary>
    public static Task<SlackThread> OpenChannelAsync(BotProcess bot, StandInSlack slack, params string[] names)
    {
        StandInUser[] people = [.. names.Select(slack.Workspace.Add)];
        return BeginAsync(new SlackThread(bot, new ThreadMember(slack, slack.Workspace.Channel("churn", people), people[0])));
    }

    /// <summary>The same thread before another person's eyes.</summary>
    public SlackThread As(BotProcess bot, StandInUser person) => new(bot, Member with { User = person });

    public async Task SayAsync(string text)
    {
        Remember();
        Member = Member.In(MustMention ? await Member.MentionAsync(text) : await Member.SayAsync(text));
        CheckDeliveries();
    }

    public async Task UploadAsync(string file)
    {
        Remember();
        Member = Member.In(await Member.UploadAsync(file, mentions: MustMention));
        CheckDeliveries();
    }

    public async Task PressAsync(string label, params string[] untick)
    {
        await SettledAsync();
        var (seen, button) = Visible().Select(seen => (seen, CardOf(seen).Find(label))).LastOrDefault(found => found.Item2 is not null);
        if (button is null) throw new InvalidOperationException($"No button says “{label}”:\n{ThreadLook.Newest(Cards())}");
        Remember();
        foreach (var (placed, value) in CardOf(seen).Untick(untick))
            if (await seen.Member.GiveAsync(seen.Message, placed, value) is { } ticked) Check(ticked);
        Check(await seen.Member.PressAsync(seen.Message, button));
    }

    /// <summary>Presses the button of a message that may no longer be shown as it was.</summary>
    public async Task PressAsync(ScenarioCard card, ScenarioButton button)
    {
        Remember();
        var seen = Visible().Single(seen => seen.Id == card.Id);
        Check(await seen.Member.PressAsync(seen.Message, SlackCard.Parse(button)));
    }

    public Task<ScenarioCard> WaitForCardAsync(string words) =>
        UntilAsync(words, (cards, _) => cards.LastOrDefault(card => card.IsBot && !_known.Contains(card.Id) && card.Says(words)));

    public Task<IReadOnlyList<ScenarioCard>> SettledAsync() => UntilAsync("nothing being worked on", (cards, isWorking) => isWorking ? null : cards);

    /// <summary>Everything that the person sees, here and in the direct messages where the bot speaks to them alone.</summary>
    public IReadOnlyList<ScenarioCard> Cards() => [.. Visible().Select(Read)];

    public Task<T> UntilAsync<T>(string what, Func<IReadOnlyList<ScenarioCard>, bool, T?> look)
        where T : class => _look.UntilAsync(what, look);

    /// <summary>A thread is begun in a channel by a mention, and carries on without one where the app may read along.</summary>
    private bool MustMention => !Member.Channel.IsDirect && (Member.ThreadTs is null || !Member.Slack.Options.HearsChannels);

    private static async Task<SlackThread> BeginAsync(SlackThread thread)
    {
        await thread.SayAsync("what can you do?");
        await thread.WaitForCardAsync("I work in five steps");
        return thread;
    }

    private List<SeenMessage> Visible()
    {
        var here = Member.Seen.Select(message => new SeenMessage(Member, message));
        if (!Member.Channel.IsDirect)
        {
            var alone = ThreadMember.Direct(Member.Slack, Member.User);
            here = here.Concat(alone.Seen.Select(message => new SeenMessage(alone, message)));
        }

        return [.. here.OrderBy(seen => seen.Message.Revisions[0].At)];
    }

    private SlackCard CardOf(SeenMessage seen) => new(seen.Message, Member.User);

    private ScenarioCard Read(SeenMessage seen)
    {
        var card = CardOf(seen);
        return new ScenarioCard(seen.Id, seen.Message.IsBot, card.Text) { Buttons = card.Buttons, Toggles = card.Toggles, Files = card.Files };
    }

    private void Remember() => _known = [.. Visible().Select(seen => seen.Id)];

    private static void Check(SlackDelivery delivery)
    {
        if (!delivery.IsTaken) throw new InvalidOperationException($"The bot answered with {delivery.Status}: {delivery.Body}");
    }

    private void CheckDeliveries()
    {
        foreach (var failure in Member.Slack.Delivery.Failures) Check(failure);
    }

    private sealed record SeenMessage(ThreadMember Member, PostedMessage Message)
    {
        public string Id => $"{Member.Channel.Id}/{Message.Ts}";
    }
}
