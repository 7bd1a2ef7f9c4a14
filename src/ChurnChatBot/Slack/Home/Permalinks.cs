using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChurnChatBot.Slack.Install;

namespace ChurnChatBot.Slack.Home;

/// <summary>
/// Addresses of threads, which Slack alone can tell (chat.getPermalink); a thread keeps its address, so it is asked once. Where it does not tell, the
/// address leads to the channel. https://docs.slack.dev/reference/methods/chat.getPermalink
/// </summary>
internal sealed class Permalinks(WebApiCall call)
{
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<SlackPlace, Uri> _known = new();

    public async Task<HomeState> FillAsync(HomeState state, CancellationToken cancellation)
    {
        var filled = new List<HomeProject>(state.Projects.Count);
        foreach (var project in state.Projects) filled.Add(project with { Address = await OfAsync(project.Place, cancellation).ConfigureAwait(false) });
        return state with { Projects = filled };
    }

    private async Task<Uri> OfAsync(SlackPlace place, CancellationToken cancellation)
    {
        if (place.ThreadTs is not { } thread) return ChannelAddress(place);
        if (_known.TryGetValue(place, out var known)) return known;
        var answer = await call(place.TeamId, "chat.getPermalink", new JsonObject { ["channel"] = place.ChannelId, ["message_ts"] = thread }, cancellation).ConfigureAwait(false);
        if (!answer.TruthOf("ok") || !Uri.TryCreate(answer.TextOf("permalink"), UriKind.Absolute, out var address) || address.Scheme != "https") return ChannelAddress(place);
        if (_known.Count >= MostKept) _known.Clear();
        return _known[place] = address;
    }

    private static Uri ChannelAddress(SlackPlace place) =>
        new($"https://slack.com/app_redirect?channel={Uri.EscapeDataString(place.ChannelId)}&team={Uri.EscapeDataString(place.TeamId)}");
}
