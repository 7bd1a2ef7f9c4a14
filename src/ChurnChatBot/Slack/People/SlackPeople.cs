using ChurnChatBot.Messages;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Slack.People;

/// <summary>
/// Who did something: known by workspace and member id, which the person cannot choose, unlike the name. The role comes from the configuration; of
/// several the highest counts. Where no roles are configured, everybody may do everything.
/// </summary>
internal sealed class SlackPeople(SlackOptions options, MemberNames names)
{
    public async ValueTask<Person> OfAsync(SlackMember member, CancellationToken cancellation)
    {
        var name = PersonName.Clean(await names.OfAsync(member, cancellation) ?? "") is { Length: > 0 } clean ? clean : "Somebody";
        return new Person(SlackPersonId.Write(member.HomeTeamId ?? member.TeamId, member.UserId), name) { Role = RoleOf(member.UserId) };
    }

    private Role RoleOf(string user) => options.Roles.Count == 0
        ? Role.Admin
        : options.Roles.Where(assignment => assignment.People.Contains(user, StringComparer.Ordinal)).Select(assignment => assignment.Role).Append(options.DefaultRole).Max();
}
