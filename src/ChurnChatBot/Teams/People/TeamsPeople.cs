using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Teams.Inbound;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.People;

/// <summary>
/// Who did something: known by tenant and Entra object id, which the person cannot choose, unlike the name. The role comes from the
/// configuration, directly or by membership in a group; of several the highest counts. Where no roles are configured, everybody may do everything.
/// </summary>
internal sealed class TeamsPeople(TeamsOptions options, GroupMemberships groups)
{
    public static string IdOf(string tenant, string person) => $"{TeamsNames.Channel}:{tenant.ToLowerInvariant()}:{person.ToLowerInvariant()}";

    public async ValueTask<Person> OfAsync(Activity activity, CancellationToken cancellation)
    {
        var from = activity.From!;
        var tenant = ConversationReferences.TenantOf(activity) ?? "none";
        var name = PersonName.Clean(from.Name ?? "") is { Length: > 0 } clean ? clean : "Somebody";
        return new Person(IdOf(tenant, from.AadObjectId ?? from.Id!), name) { Role = await RoleAsync(from.AadObjectId, cancellation) };
    }

    private async ValueTask<Role> RoleAsync(string? objectId, CancellationToken cancellation)
    {
        if (options.Roles.Count == 0) return Role.Admin;
        // Without an object id nobody can say that this is one of those who were named.
        if (objectId is null) return options.DefaultRole;
        var memberships = await groups.OfAsync(objectId, cancellation);
        var roles = options.Roles
            .Where(assignment => assignment.People.Contains(objectId, StringComparer.OrdinalIgnoreCase) || assignment.Groups.Any(group => memberships.Contains(group)))
            .Select(assignment => assignment.Role);
        return roles.Append(options.DefaultRole).Max();
    }
}
