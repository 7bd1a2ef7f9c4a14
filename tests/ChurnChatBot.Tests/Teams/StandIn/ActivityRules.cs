using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>Which activities the connector service refuses for what they hold, and which it takes without naming an id.</summary>
internal static class ActivityRules
{
    public static IResult? Refuse(JsonObject? activity)
    {
        var type = activity?["type"] is JsonValue value && value.TryGetValue<string>(out var name) ? name : null;
        if (type is null or "event") return ConnectorAnswer.BadArgument("Unknown activity type");
        if (Attachments(activity!).Any(attachment => (string?)attachment["contentType"] == StandInTeams.CardType && attachment["content"] is not JsonObject))
            return ConnectorAnswer.BadArgument("The content of a card is not an object");
        return type == "message" && activity!["text"] is null && !Attachments(activity).Any()
            ? ConnectorAnswer.Error(400, "BadSyntax", "Activity must have text or an attachment")
            : null;
    }

    /// <summary>
    /// An empty text, a picture, or a text beside a card (which becomes two messages) is taken, but its answer is empty: seen in the test client of Microsoft.
    /// </summary>
    public static bool HasNoIdInAnswer(JsonObject activity)
    {
        var attachments = Attachments(activity).ToArray();
        if (attachments.Any(attachment => (string?)attachment["contentType"] == "image/png")) return true;
        if (attachments.Length > 0 && (string?)activity["text"] is { Length: > 0 }) return true;
        return attachments.Length == 0 && (string?)activity["text"] == "";
    }

    private static IEnumerable<JsonObject> Attachments(JsonObject activity) => activity["attachments"] is JsonArray list ? list.OfType<JsonObject>() : [];
}
