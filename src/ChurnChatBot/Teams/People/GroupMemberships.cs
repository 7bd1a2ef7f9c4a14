using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ChurnChatBot.Teams.People;

/// <summary>
/// Which of the groups that roles name a person belongs to, asked of Microsoft Graph and kept for ten minutes. While Graph cannot be asked, the
/// last answer counts for up to a day; somebody of whom nothing is known is in no group.
/// https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups
/// </summary>
/// <param name="token">Gives the token for Graph; null where the bot has none.</param>
internal sealed partial class GroupMemberships(
    TeamsOptions options, HttpClient http, Func<CancellationToken, ValueTask<string>>? token, TimeProvider time, ILogger<GroupMemberships> log)
{
    private const int MostRemembered = 10_000;
    private const int MostGroups = 20;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Usable = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<string, (FrozenSet<string> Groups, DateTimeOffset At)> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly string[] _asked = [.. options.Roles.SelectMany(role => role.Groups).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostGroups)];

    public async ValueTask<IReadOnlySet<string>> OfAsync(string objectId, CancellationToken cancellation)
    {
        if (_asked.Length == 0 || token is null) return FrozenSet<string>.Empty;
        var now = time.GetUtcNow();
        var isKnown = _known.TryGetValue(objectId, out var known);
        if (isKnown && now - known.At < Fresh) return known.Groups;
        try
        {
            var groups = await AskAsync(objectId, token, cancellation);
            if (_known.Count >= MostRemembered) _known.Clear();
            _known[objectId] = (groups, now);
            return groups;
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException or TaskCanceledException or Azure.Identity.AuthenticationFailedException && !cancellation.IsCancellationRequested)
        {
            LogFailed(problem.GetType().Name);
            return isKnown && now - known.At < Usable ? known.Groups : FrozenSet<string>.Empty;
        }
    }

    private async Task<FrozenSet<string>> AskAsync(string objectId, Func<CancellationToken, ValueTask<string>> giveToken, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Graph, $"v1.0/users/{Uri.EscapeDataString(objectId)}/checkMemberGroups"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await giveToken(cancellation));
        request.Content = JsonContent.Create(new { groupIds = _asked });
        using var response = await http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
        return answer.RootElement.GetProperty("value").EnumerateArray().Select(group => group.GetString()).OfType<string>().ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Memberships could not be asked of Graph ({Problem}); what is known counts on.")]
    private partial void LogFailed(string problem);
}
