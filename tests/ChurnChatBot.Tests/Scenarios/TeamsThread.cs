using System.Text.Json.Nodes;
using ChurnChatBot.Tests.Teams.StandIn;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>Microsoft Teams, by its stand-in: what a person does in a chat or a thread there, and what they see of it.</summary>
internal sealed class TeamsThread : IScenarioThread
{
    private readonly ThreadLook _look;
    private HashSet<string> _known = [];

    public TeamsThread(BotProcess bot, StandInMember member) => (_look, Member) = (new ThreadLook(bot, Cards), member);

    public StandInMember Member { get; }

    /// <summary>What the last press was answered with.</summary>
    public InvokeOutcome? LastOutcome { get; private set; }

    /// <summary>Opens the person's own chat and waits for the welcome.</summary>
    public static async Task<TeamsThread> OpenPersonalAsync(BotProcess bot, StandInTeams teams, string name = "Ada Lovelace") =>
        await WelcomedAsync(bot, await teams.People.OpenPersonalAsync(teams.People.Add(name)));

    /// <summary>Adds the bot to a group chat and waits for the welcome.</summary>
    public static async Task<TeamsThread> OpenGroupAsync(BotProcess bot, StandInTeams teams, params string[] names) =>
        await WelcomedAsync(bot, await teams.People.OpenGroupAsync([.. names.Select(name => teams.People.Add(name))]));

    /// <summary>Begins a thread in a channel by asking what can be done there.</summary>
    public static async Task<TeamsThread> OpenChannelThreadAsync(BotProcess bot, StandInTeams teams, params string[] names)
    {
        var thread = new TeamsThread(bot, await teams.People.OpenChannelThreadAsync([.. names.Select(name => teams.People.Add(name))]));
        await thread.SayAsync("what can you do?");
        await thread.WaitForCardAsync("I work in five steps");
        return thread;
    }

    public async Task SayAsync(string text)
    {
        Remember();
        Check(await Member.SayAsync(text));
    }

    public async Task UploadAsync(string file)
    {
        Remember();
        Check(await Member.SendFileAsync(Path.GetFileName(file), Member.Teams.Files.OfferFile(file)));
    }

    public async Task PressAsync(string label, params string[] untick)
    {
        await SettledAsync();
        var (seen, action) = Visible().Select(Find).LastOrDefault(found => found.Action is not null);
        if (action is null) throw new InvalidOperationException($"No button says “{label}”:\n{ThreadLook.Newest(Cards())}");
        Remember();
        await PressAsync(seen, action, new TeamsCard(seen.Activity.Card(Member.Person.Id)!).Values(untick));

        (SeenActivity Seen, JsonObject? Action) Find(SeenActivity seen) => (seen, CardOf(seen)?.Actions.FirstOrDefault(Fits));

        bool Fits(JsonObject action) => (string?)action["type"] is "Action.Execute" or "Action.Submit"
            && TeamsCard.InOneLine((string?)action["title"] ?? "").Contains(label, StringComparison.Ordinal);
    }

    /// <summary>Presses the button of a card that may no longer be shown as it was.</summary>
    public async Task PressAsync(ScenarioCard card, ScenarioButton button)
    {
        Remember();
        await PressAsync(Visible().Single(seen => seen.Activity.Id == card.Id), (JsonObject)JsonNode.Parse(button.Command)!, new Dictionary<string, string>());
    }

    public Task<ScenarioCard> WaitForCardAsync(string words) =>
        UntilAsync(words, (cards, _) => cards.LastOrDefault(card => card.IsBot && !_known.Contains(card.Id) && card.Says(words)));

    public Task<IReadOnlyList<ScenarioCard>> SettledAsync() => UntilAsync("nothing being worked on", (cards, isWorking) => isWorking ? null : cards);

    /// <summary>Everything that the person sees, here and in the chat where the bot speaks to them alone.</summary>
    public IReadOnlyList<ScenarioCard> Cards() => [.. Visible().Select(Read)];

    public Task<T> UntilAsync<T>(string what, Func<IReadOnlyList<ScenarioCard>, bool, T?> look)
        where T : class => _look.UntilAsync(what, look);

    private static async Task<TeamsThread> WelcomedAsync(BotProcess bot, StandInMember member)
    {
        var thread = new TeamsThread(bot, member);
        await thread.WaitForCardAsync("I take a customer file");
        return thread;
    }

    private async Task PressAsync(SeenActivity seen, JsonObject action, IReadOnlyDictionary<string, string> inputs)
    {
        LastOutcome = await seen.Member.PressAsync(seen.Activity.Id, action, inputs);
        if (LastOutcome.Error is { } error) throw new InvalidOperationException($"The press was answered with an error: {error}");
    }

    private List<SeenActivity> Visible()
    {
        var here = Member.Conversation.Activities.Select(activity => new SeenActivity(Member, activity));
        if (!Member.Conversation.IsPersonal)
        {
            var alone = Member with { Conversation = Member.Teams.People.Personal(Member.Person) };
            here = here.Concat(alone.Conversation.Activities.Select(activity => new SeenActivity(alone, activity)));
        }

        return [.. here.Where(IsSeen).OrderBy(seen => seen.Activity.Revisions[0].At)];
    }

    private bool IsSeen(SeenActivity seen) => !seen.Activity.IsDeleted && (seen.Activity.OnlyFor is null || seen.Activity.OnlyFor == Member.Person.Id);

    private TeamsCard? CardOf(SeenActivity seen) => seen.Activity.Card(Member.Person.Id) is { } card ? new TeamsCard(card) : null;

    private ScenarioCard Read(SeenActivity seen)
    {
        var text = TeamsCard.InOneLine(seen.Activity.Text);
        if (CardOf(seen) is not { } card) return new ScenarioCard(seen.Activity.Id, seen.Activity.IsBot, text);
        return new ScenarioCard(seen.Activity.Id, seen.Activity.IsBot, $"{text} {card.Text}".Trim()) { Buttons = card.Buttons, Toggles = card.Toggles, Files = card.Files };
    }

    private void Remember() => _known = [.. Visible().Select(seen => seen.Activity.Id)];

    private static void Check(DeliveryResult delivery)
    {
        if (!delivery.IsTaken) throw new InvalidOperationException($"The bot answered an activity with {delivery.Status}: {delivery.Body}");
    }

    private sealed record SeenActivity(StandInMember Member, PostedActivity Activity);
}
