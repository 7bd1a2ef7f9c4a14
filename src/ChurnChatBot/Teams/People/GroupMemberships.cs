using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ChurnChatBot.Teams.People;

/// <summary>
/// Which of the groups that roles name a person belongs to, asked of Microsoft Graph and kept for ten minutes. While Graph cannot be asked, the
/// last answer counts for up to a day, and it is tried again once a minute only; somebody of whom nothing is known is in no group.
/// https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups
/// </summary>
/// <param name="token">Gives the token for Graph; null where the bot has none.</param>
internal sealed partial class GroupMemberships(
    TeamsOptions options, HttpClient http, Func<CancellationToken, ValueTask<string>>? token, TimeProvider time, ILogger<GroupMemberships> log)
{
    private const int MostRemembered = 10_000;
    private const int MostInOneCall = 20;
    private const int MostAnswerBytes = 64 * 1024;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Usable = TimeSpan.FromDays(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly string[] _asked = [.. options.Roles.SelectMany(role => role.Groups).Distinct(StringComparer.OrdinalIgnoreCase)];

    public async ValueTask<IReadOnlySet<string>> OfAsync(string objectId, CancellationToken cancellation)
    {
        if (_asked.Length == 0 || token is null) return FrozenSet<string>.Empty;
        var now = time.GetUtcNow();
        var known = _known.GetValueOrDefault(objectId) ?? new Known(FrozenSet<string>.Empty, DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        if (now < known.AskAgainAt) return known.Groups;
        try
        {
            known = new Known(await AskAsync(objectId, token, cancellation), now, now + Fresh);
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException or OperationCanceledException or Azure.Identity.AuthenticationFailedException && !cancellation.IsCancellationRequested)
        {
            LogFailed(problem.GetType().Name);
            known = known with { Groups = now - known.At < Usable ? known.Groups : FrozenSet<string>.Empty, AskAgainAt = now + Rest };
        }

        if (_known.Count >= MostRemembered) _known.Clear();
        _known[objectId] = known;
        return known.Groups;
    }

    private async Task<FrozenSet<string>> AskAsync(string objectId, Func<CancellationToken, ValueTask<string>> giveToken, CancellationToken cancellation)
    {
        var groups = new List<string>();
        foreach (var asked in _asked.Chunk(MostInOneCall))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Graph, $"v1.0/users/{Uri.EscapeDataString(objectId)}/checkMemberGroups"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await giveToken(cancellation));
            request.Content = JsonContent.Create(new { groupIds = asked });
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            response.EnsureSuccessStatusCode();
            await response.Content.LoadIntoBufferAsync(MostAnswerBytes, cancellation);
            groups.AddRange((await response.Content.ReadFromJsonAsync<Answer>(cancellation))?.Value ?? throw new JsonException("The answer names no groups."));
        }

        // Only groups that were asked about give a role.
        return groups.Intersect(_asked, StringComparer.OrdinalIgnoreCase).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Memberships could not be asked of Graph ({Problem}); what is known counts on.")]
    private partial void LogFailed(string problem);

    /// <param name="At">When Graph said so.</param>
    private sealed record Known(FrozenSet<string> Groups, DateTimeOffset At, DateTimeOffset AskAgainAt);

    private sealed record Answer(IReadOnlyList<string>? Value);
}
