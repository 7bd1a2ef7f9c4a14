using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Slack.Home;

/// <summary>
/// What is shown under a link to a project's page: its name and where it stands, and only in a channel that has spoken about the project already.
/// Elsewhere nothing is shown: who may read a link there is not known, and that there is such a project is news too.
/// https://docs.slack.dev/messaging/unfurling-links-in-messages
/// </summary>
internal sealed class LinkUnfurl(SlackOptions options, ProjectDatabase database, ProjectStandings standings)
{
    private const int MostLinks = 10;
    private const int LongestLink = 2_000;

    /// <summary>The page's channel: the last part of its address is the conversation there, or the project itself.</summary>
    private const string PageChannel = "web";

    private const string PagePath = "/projects/";

    /// <returns>The arguments of chat.unfurl; null where nothing is shown.</returns>
    public async Task<JsonObject?> OfAsync(SharedLinks shared, CancellationToken cancellation)
    {
        var unfurls = new JsonObject();
        foreach (var link in shared.Links.Distinct(StringComparer.Ordinal).Take(MostLinks))
        {
            if (await ProjectOfAsync(link, cancellation).ConfigureAwait(false) is not { } project) continue;
            if (!await SpeaksAboutAsync(shared, project.Id, cancellation).ConfigureAwait(false)) continue;
            unfurls[link] = Card(project, await standings.OfAsync(project, cancellation).ConfigureAwait(false));
        }

        return unfurls.Count == 0 ? null : new JsonObject { ["channel"] = shared.ChannelId, ["ts"] = shared.MessageTs, ["unfurls"] = unfurls };
    }

    private async Task<ProjectRow?> ProjectOfAsync(string link, CancellationToken cancellation)
    {
        if (options.PublicAddress is not { } ours || link.Length > LongestLink || !Uri.TryCreate(link, UriKind.Absolute, out var address)) return null;
        var isOurs = address.Scheme == ours.Scheme && address.IdnHost == ours.IdnHost && address.Port == ours.Port && address.UserInfo.Length == 0;
        if (!isOurs || !address.AbsolutePath.StartsWith(PagePath, StringComparison.Ordinal)) return null;
        var id = address.AbsolutePath[PagePath.Length..];
        if (id.Length == 0 || id.Contains('/', StringComparison.Ordinal)) return null;
        return await database.FindProjectAsync(new ConversationKey(PageChannel, id), cancellation).ConfigureAwait(false)
            ?? await database.GetProjectAsync(id, cancellation).ConfigureAwait(false);
    }

    private async Task<bool> SpeaksAboutAsync(SharedLinks shared, string projectId, CancellationToken cancellation) =>
        (await database.ConversationsOfAsync(projectId, cancellation).ConfigureAwait(false))
            .Where(conversation => conversation.Channel == SlackNames.Channel)
            .Select(conversation => SlackPlace.Parse(conversation.ConversationId))
            .Any(place => place.TeamId == shared.TeamId && place.ChannelId == shared.ChannelId);

    private static JsonObject Card(ProjectRow project, ProjectStanding standing)
    {
        var text = new List<JsonObject>
        {
            HomeBlocks.Text(project.Name.Length == 0 ? "New project" : FileName.Clean(project.Name), isStrong: true),
            HomeBlocks.Text($"\n{StandingText.Where(standing)}"),
        };
        if (standing.Champion is { } champion) text.Add(HomeBlocks.Text($"\n{StandingText.Of(champion, CultureInfo.InvariantCulture)}"));
        return new JsonObject { ["blocks"] = new JsonArray { HomeBlocks.Rich([.. text]) } };
    }
}

/// <summary>The event link_shared, as far as it can be answered: links in a message that was sent. https://docs.slack.dev/reference/events/link_shared</summary>
internal sealed record SharedLinks(string TeamId, string ChannelId, string MessageTs, IReadOnlyList<string> Links)
{
    private const int MostRead = 50;
    private const int LongestTs = 40;

    /// <returns>Null for a link that is only being written (its readers are not known yet), and for what has not the event's form.</returns>
    public static SharedLinks? Read(string teamId, JsonElement shared)
    {
        if (shared.TextOf("source") == "composer" || SlackId.Checked(shared.TextOf("channel")) is not { } channel) return null;
        if (shared.TextOf("message_ts") is not { Length: > 0 and <= LongestTs } ts || !ts.All(letter => char.IsAsciiDigit(letter) || letter == '.')) return null;
        var links = shared.PartOf("links");
        if (links.ValueKind != JsonValueKind.Array) return null;
        return new SharedLinks(teamId, channel, ts, [.. links.EnumerateArray().Take(MostRead).Select(link => link.TextOf("url")).OfType<string>()]);
    }
}
