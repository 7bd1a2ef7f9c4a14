using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>The shapes in which the connector service answers: an id, nothing at all, an error as JSON, or a gateway's page.</summary>
internal static class ConnectorAnswer
{
    public static IResult Created(string id) => Results.Json(new JsonObject { ["id"] = id }, statusCode: 201);

    public static IResult Ok(string id) => Results.Json(new JsonObject { ["id"] = id });

    /// <summary>Taken, with neither body nor id.</summary>
    public static IResult Accepted() => Results.StatusCode(202);

    public static IResult Error(int status, string code, string message) =>
        Results.Json(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }, statusCode: status);

    public static IResult Page(int status, string title) =>
        Results.Content($"<html><head><title>{status} {title}</title></head><body><h1>{title}</h1></body></html>", "text/html", statusCode: status);

    public static IResult BadArgument(string message) => Error(400, "BadArgument", message);

    public static IResult NoConversation() => Error(404, "ConversationNotFound", "Conversation not found.");

    public static IResult NoActivity(int status = 404) => Error(status, "ActivityNotFoundInConversation", "Activity not found in conversation.");
}
