using System.Collections.Concurrent;
using ChurnChatBot.Slack.Inbound;

namespace ChurnChatBot.Slack.People;

/// <summary>
/// What people are called. Slack says it with buttons and commands, not with messages; then it is asked (users.info), once in half a day for a
/// person. Where the app may not ask, or the answer does not come in time, there is no name: nothing waits for one.
/// </summary>
internal sealed partial class MemberNames(SlackReplies replies, TimeProvider time, ILogger<MemberNames> log)
{
    private const int MostKept = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(12);
    private static readonly TimeSpan KeptWithout = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(string Team, string User), (string? Name, DateTimeOffset Until)> _names = new();

    public async ValueTask<string?> OfAsync(SlackMember member, CancellationToken cancellation)
    {
        var key = (member.TeamId, member.UserId);
        if (_names.TryGetValue(key, out var known) && known.Until > time.GetUtcNow()) return known.Name ?? member.Name;
        // A display name stands above the name of the account that comes with a button, so it is asked for even then.
        var name = await AskAsync(member, cancellation) ?? member.Name;
        if (_names.Count >= MostKept) _names.Clear();
        _names[key] = (name, time.GetUtcNow() + (name is null || name == member.Name ? KeptWithout : Kept));
        return name;
    }

    private async Task<string?> AskAsync(SlackMember member, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            var answer = await replies.Calls.CallAsync(member.TeamId, "users.info", new() { ["user"] = member.UserId }, both.Token);
            if (answer.Error is { } error) LogNotTold(error);
            return answer.Body.Text("user", "profile", "display_name") is { Length: > 0 } display ? display : answer.Body.Text("user", "profile", "real_name");
        }
        // No name is worth a lost event: whatever went wrong, the person is nameless for a while.
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            LogNotTold(problem.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Slack did not tell what somebody is called ({Reason}).")]
    private partial void LogNotTold(string reason);
}
