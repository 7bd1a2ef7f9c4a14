using ChurnChatBot.Requests;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Slack.Home;

/// <summary>
/// Gathers what one person may see in their Home tab: the projects in which they uploaded, changed or decided something, as far as a thread of
/// their workspace speaks about them. What they only read along, they find in its thread.
/// </summary>
internal sealed class HomeReader(SlackOptions options, ProjectDatabase database, ProjectStandings standings, TimeProvider time)
{
    /// <summary>A Home tab holds 100 blocks; more projects than these nobody reads there.</summary>
    public const int MostProjects = 20;

    public async Task<HomeState> ReadAsync(Person person, BotToken token, CancellationToken cancellation)
    {
        var projects = new List<HomeProject>();
        var inAll = 0;
        foreach (var project in await database.ProjectsWorkedOnAsync(person.Id, cancellation).ConfigureAwait(false))
        {
            if (await PlaceOfAsync(project.Id, token.TeamId, cancellation).ConfigureAwait(false) is not { } place) continue;
            inAll++;
            if (projects.Count < MostProjects) projects.Add(new HomeProject(project.Name, place, await standings.OfAsync(project, cancellation).ConfigureAwait(false)));
        }

        return new HomeState
        {
            Projects = projects,
            ProjectsInAll = inAll,
            SetUp = new HomeSetUp(person.Role, options.Roles.Count > 0, MissingOf(token)),
            ReadAt = time.GetUtcNow(),
        };
    }

    /// <returns>The thread of the workspace that took the project up last, or null.</returns>
    private async Task<SlackPlace?> PlaceOfAsync(string projectId, string teamId, CancellationToken cancellation) =>
        (await database.ConversationsOfAsync(projectId, cancellation).ConfigureAwait(false))
            .Where(conversation => conversation.Channel == SlackNames.Channel)
            .Select(conversation => SlackPlace.Parse(conversation.ConversationId))
            .LastOrDefault(place => place.TeamId == teamId);

    private static IReadOnlyList<SlackScope>? MissingOf(BotToken token) =>
        token.Scopes.Count == 0 ? null : [.. SlackFeatures.Scopes.Where(scope => !token.Scopes.Contains(scope.Name))];
}
