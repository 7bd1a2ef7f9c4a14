using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>What a person sees of the answer to a pressed button: another card, a line, an error, or that the client did not understand it.</summary>
internal sealed record InvokeOutcome(DeliveryResult Delivery)
{
    public JsonObject? Card { get; init; }

    public string? Message { get; init; }

    /// <summary>The red banner.</summary>
    public string? Error { get; init; }

    public static InvokeOutcome Read(DeliveryResult delivery)
    {
        var outcome = new InvokeOutcome(delivery);
        if (delivery.Status is null) return outcome with { Error = "No answer in time" };
        if (delivery.Status != 200) return outcome with { Error = $"Something went wrong ({delivery.Status})" };
        var answer = Parse(delivery.Body);
        var value = answer?["value"];
        return (string?)answer?["type"] switch
        {
            StandInTeams.CardType when value is JsonObject card => outcome with { Card = card },
            "application/vnd.microsoft.activity.message" when value is JsonValue => outcome with { Message = (string?)value },
            "application/vnd.microsoft.error" when value is JsonObject error => outcome with { Error = (string?)error["message"] },
            _ => outcome with { Error = "Invalid invoke response type" },
        };
    }

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
