using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>Somebody who uses Teams.</summary>
/// <param name="Id">Known to this bot only: "29:…".</param>
/// <param name="AadObjectId">The same for every bot: the directory's id.</param>
internal sealed record StandInPerson(string Id, string AadObjectId, string Name, string TenantId)
{
    public JsonObject Account() => new() { ["id"] = Id, ["name"] = Name, ["aadObjectId"] = AadObjectId };

    /// <summary>As events name people: without the name.</summary>
    public JsonObject Anonymous() => new() { ["id"] = Id, ["aadObjectId"] = AadObjectId };
}
