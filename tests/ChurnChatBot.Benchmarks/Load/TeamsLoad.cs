using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ChurnChatBot.Tests.Scenarios;
using ChurnChatBot.Tests.Teams.StandIn;

namespace ChurnChatBot.Benchmarks.Load;

/// <summary>
/// Activities of Teams at a fixed rate against the real program in a process of its own, with signed tokens that it verifies, while a training
/// runs in it. Every twentieth activity is delivered twice. The stand-in that sends, answers the bot's calls and counts them runs on the same cores.
/// </summary>
internal sealed class TeamsLoad(StandInTeams teams, BotProcess bot, int rate, int seconds) : IDisposable
{
    private const int People = 1_000;
    private const int EveryTwice = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string _token = teams.Identity.Token();
    private readonly List<StandInMember> _members = [];

    public static async Task RunAsync(int rate, int seconds)
    {
        await using var teams = await StandInTeams.StartAsync();
        await using var bot = await BotProcess.StartAsync(maxTrials: null, settings: teams.BotSettings);
        teams.Bot = new Uri(bot.Address, "api/messages");
        using var load = new TeamsLoad(teams, bot, rate, seconds);
        var training = await TeamsThread.OpenPersonalAsync(bot, teams, "Grace Hopper");
        await RunningTraining.StartAsync(training, "train for thirty minutes");
        await load.OpenChatsAsync();
        await load.MeasureAsync(training);
    }

    public void Dispose() => _http.Dispose();

    private async Task OpenChatsAsync()
    {
        for (var i = 0; i < People; i++)
        {
            var person = teams.People.Add(FormattableString.Invariant($"Person {i}"));
            _members.Add(new StandInMember(teams, teams.People.Personal(person), person));
        }

        // Connections and code are warm, as in a bot that has run for a while.
        for (var i = 0; i < 2 * rate; i++) await SendAsync(Body(_members[i % People]));
        await QuietAsync();
    }

    private async Task MeasureAsync(TeamsThread training)
    {
        var before = _members.ToDictionary(member => member.Person.Id, member => member.Conversation.BotMessages.Count);
        var count = rate * seconds;
        var bodies = Enumerable.Range(0, count).Select(i => Body(_members[i % People])).ToArray();
        var deliveries = WithRepeats(count).ToArray();
        var started = teams.Options.Clock.GetUtcNow();
        var acknowledged = await OpenLoop.RunAsync(deliveries.Length, rate * (double)deliveries.Length / count, i => SendAsync(bodies[deliveries[i]]));
        var isTraining = !training.Cards().Any(card => card.Says("ranks a leaving customer"));
        await QuietAsync();
        Report(acknowledged, deliveries, before, new Span(started, isTraining));
    }

    /// <summary>Every message, and some of them again a quarter of a second later, among the others.</summary>
    private IEnumerable<int> WithRepeats(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return i;
            if (i - rate / 4 is >= 0 and var earlier && earlier % EveryTwice == 0) yield return earlier;
        }
    }

    private void Report(Acknowledgement[] acknowledged, int[] deliveries, Dictionary<string, int> before, Span span)
    {
        var answered = _members.ToDictionary(member => member.Person.Id, member => member.Conversation.BotMessages.Count - before[member.Person.Id]);
        var asked = deliveries.Distinct().GroupBy(i => _members[i % People].Person.Id).ToDictionary(group => group.Key, group => group.Count());
        var lost = asked.Sum(pair => Math.Max(0, pair.Value - answered[pair.Key]));
        var doubled = asked.Sum(pair => Math.Max(0, answered[pair.Key] - pair.Value));
        var signs = deliveries.Select((message, i) => (Message: message, acknowledged[i].Due)).DistinctBy(one => one.Message)
            .Select(one => SignOfLife(_members[one.Message % People].Conversation, span.Start + one.Due));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"""
            {asked.Values.Sum():N0} activities at {rate}/s for {seconds} s, {deliveries.Length - asked.Values.Sum():N0} of them delivered twice; training {(span.IsTraining ? "ran throughout" : "HAD ENDED")}
            acknowledged: {Percentiles.Describe(acknowledged.Select(one => one.After))}; refused {acknowledged.Count(one => !one.IsTaken)}
            answered {answered.Values.Sum():N0}: lost {lost}, doubled {doubled}
            first sign of life: {Percentiles.Describe(signs)}
            """));
    }

    /// <summary>From when it was sent to the bot's next typing sign or message there.</summary>
    private static TimeSpan SignOfLife(StandInConversation conversation, DateTimeOffset sent) =>
        conversation.BotMessages.Select(message => message.Revisions[0].At).Concat(conversation.Typing).Where(at => at > sent).Append(DateTimeOffset.MaxValue).Min() - sent;

    private static string Body(StandInMember member) => member.Message("where are we?").ToJsonString();

    private async Task<bool> SendAsync(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, teams.Bot) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        try
        {
            using var answer = await _http.SendAsync(request);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Until every turn is answered and every answer has gone out.</summary>
    private async Task QuietAsync()
    {
        var pending = new PendingWork(bot.DatabaseFile);
        for (var waited = TimeSpan.Zero; await pending.IsAnyTurnAsync(); waited += TimeSpan.FromMilliseconds(250))
        {
            if (waited > Patience) throw new TimeoutException("The bot did not come to an end with what it was asked.");
            await Task.Delay(250);
        }
    }

    private sealed record Span(DateTimeOffset Start, bool IsTraining);
}
