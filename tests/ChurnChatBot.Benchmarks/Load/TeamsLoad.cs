using System.Net.Http.Headers;
using System.Text;
using ChurnChatBot.Tests.Scenarios;
using ChurnChatBot.Tests.Teams.StandIn;

namespace ChurnChatBot.Benchmarks.Load;

/// <summary>The load as activities of Teams, in a thousand personal chats, with signed tokens that the bot verifies.</summary>
internal sealed class TeamsLoad(StandInTeams teams) : IDisposable
{
    private const int People = 1_000;
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string _token = teams.Identity.Token();

    public static async Task RunAsync(int rate, int seconds)
    {
        await using var teams = await StandInTeams.StartAsync();
        await using var bot = await BotProcess.StartAsync(maxTrials: null, settings: teams.BotSettings);
        teams.Bot = new Uri(bot.Address, "api/messages");
        using var load = new TeamsLoad(teams);
        var training = await TeamsThread.OpenPersonalAsync(bot, teams, "Grace Hopper");
        await RunningTraining.StartAsync(training, "train for thirty minutes");
        var run = new LoadRun(bot, rate, seconds);
        var people = Enumerable.Range(0, People).Select(load.Meet).ToArray();
        await run.WarmAsync(Enumerable.Range(0, run.WarmUp).Select(i => load.Message(people[i % People])));
        await run.MeasureAsync([.. Enumerable.Range(0, run.Messages).Select(i => load.Message(people[i % People]))], teams.Options.Clock, () => RunningTraining.IsUnderWay(training.Cards()));
    }

    public void Dispose() => _http.Dispose();

    private (StandInMember Member, LoadChat Chat) Meet(int number)
    {
        var person = teams.People.Add(FormattableString.Invariant($"Person {number}"));
        var chat = teams.People.Personal(person);
        return (new StandInMember(teams, chat, person), new LoadChat(
            () => chat.BotMessages.Count, () => chat.BotMessages.Select(message => message.Revisions[0].At).Concat(chat.Typing)));
    }

    private LoadMessage Message((StandInMember Member, LoadChat Chat) person)
    {
        var body = person.Member.Message("where are we?").ToJsonString();
        return new LoadMessage(person.Chat, () => SendAsync(body));
    }

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
}
