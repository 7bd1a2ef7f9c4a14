using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Teams.Inbound;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Tests.Teams.Inbound;

/// <summary>Activities in the shapes that Teams sends, to be changed by each test.</summary>
internal static class SampleActivities
{
    public const string BotId = "28:bot";

    public static JsonObject Message(string text, string conversationType = "personal") => new()
    {
        ["type"] = "message",
        ["id"] = "1795230372722",
        ["channelId"] = "msteams",
        ["serviceUrl"] = "https://smba.example/emea/",
        ["from"] = new JsonObject { ["id"] = "29:ada", ["name"] = "Ada", ["aadObjectId"] = "11111111-1111-1111-1111-111111111111" },
        ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "ChurnChatBot" },
        ["conversation"] = new JsonObject { ["id"] = "19:thread", ["conversationType"] = conversationType, ["tenantId"] = "22222222-2222-2222-2222-222222222222" },
        ["text"] = text,
    };

    public static JsonObject Mention(string text) => new()
    {
        ["type"] = "mention",
        ["text"] = text,
        ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = "ChurnChatBot" },
    };

    public static JsonObject File(string name, string url) => new()
    {
        ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
        ["name"] = name,
        ["content"] = new JsonObject { ["downloadUrl"] = url, ["uniqueId"] = "u1", ["fileType"] = "csv" },
    };

    public static JsonObject Html(string html) => new() { ["contentType"] = "text/html", ["content"] = html };

    public static JsonObject With(this JsonObject activity, string name, JsonNode? value)
    {
        activity[name] = value;
        return activity;
    }

    public static Activity Read(this JsonObject activity) =>
        ActivityBody.Parse(Encoding.UTF8.GetBytes(activity.ToJsonString())) ?? throw new InvalidOperationException("The activity could not be read.");
}
