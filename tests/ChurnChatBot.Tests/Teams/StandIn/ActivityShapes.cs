using System.Globalization;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>The activities that Teams sends to a bot, in its own words.</summary>
internal sealed class ActivityShapes(StandInTeams teams)
{
    private const string Locale = "en-US";

    /// <summary>Something a person wrote. A bot hears it outside of its personal chat only when it is mentioned.</summary>
    public JsonObject Message(StandInMember member, string? text, bool mentionsBot)
    {
        var activity = ByPerson(member, "message", member.Conversation.NextId());
        if (text is null) return activity;
        var name = $"<at>{teams.Options.BotName}</at>";
        activity["text"] = mentionsBot ? $"{name} {text}" : text;
        activity["textFormat"] = "plain";
        if (!mentionsBot) return activity;
        var mention = new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = teams.Options.BotId, ["name"] = teams.Options.BotName }, ["text"] = name };
        (activity["entities"] as JsonArray)!.Insert(0, mention);
        return activity;
    }

    public static JsonObject FileAttachment(string name, Uri download) => new()
    {
        ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
        ["contentUrl"] = $"https://contoso-my.sharepoint.com/personal/documents/{Uri.EscapeDataString(name)}",
        ["name"] = name,
        ["content"] = new JsonObject
        {
            ["downloadUrl"] = download.AbsoluteUri,
            ["uniqueId"] = Guid.NewGuid().ToString(),
            ["fileType"] = Path.GetExtension(name).TrimStart('.'),
        },
    };

    public JsonObject Invoke(StandInMember member, string name, JsonObject value, string? replyToId)
    {
        var activity = ByPerson(member, "invoke", Guid.NewGuid().ToString());
        activity["name"] = name;
        activity["value"] = value;
        if (replyToId is not null) activity["replyToId"] = replyToId;
        (activity["channelData"] as JsonObject)!["source"] = new JsonObject { ["name"] = "message" };
        return activity;
    }

    /// <summary>A press on Action.Submit: a message without text.</summary>
    public JsonObject Submit(StandInMember member, JsonNode value, string replyToId)
    {
        var activity = ByPerson(member, "message", member.Conversation.NextId());
        activity["value"] = value;
        activity["replyToId"] = replyToId;
        (activity["channelData"] as JsonObject)!["source"] = new JsonObject { ["name"] = "message" };
        return activity;
    }

    /// <summary>An edit, a deletion or a reaction.</summary>
    public JsonObject Change(StandInMember member, string type, string id, string? eventType = null)
    {
        var activity = ByPerson(member, type, id);
        if (eventType is not null) (activity["channelData"] as JsonObject)!["eventType"] = eventType;
        return activity;
    }

    /// <param name="action">add, remove, add-upgrade or remove-upgrade.</param>
    public JsonObject Installation(StandInMember member, string action)
    {
        var activity = Event(member, "installationUpdate");
        var data = (activity["channelData"] as JsonObject)!;
        data["source"] = new JsonObject { ["name"] = "message" };
        data["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = member.Conversation.ChannelId ?? member.Conversation.Id } };
        activity["locale"] = Locale;
        activity["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = Locale });
        activity["action"] = action;
        return activity;
    }

    /// <summary>The bot was added; in a personal chat, together with the person.</summary>
    public JsonObject MembersAdded(StandInMember member)
    {
        var activity = Event(member, "conversationUpdate");
        var bot = new JsonObject { ["id"] = teams.Options.BotId };
        activity["membersAdded"] = member.Conversation.IsPersonal ? new JsonArray(member.Person.Anonymous(), bot) : new JsonArray(bot);
        if (member.Conversation.ChannelId is not null) (activity["channelData"] as JsonObject)!["eventType"] = "teamMemberAdded";
        return activity;
    }

    private JsonObject ByPerson(StandInMember member, string type, string id)
    {
        var activity = Start(member, type, id);
        activity["from"] = member.Person.Account();
        activity["localTimestamp"] = Timestamp("yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'");
        activity["localTimezone"] = "UTC";
        activity["locale"] = Locale;
        activity["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = Locale, ["country"] = "US", ["platform"] = "Web", ["timezone"] = "UTC" });
        return activity;
    }

    private JsonObject Event(StandInMember member, string type)
    {
        var activity = Start(member, type, Guid.NewGuid().ToString());
        activity["from"] = member.Person.Anonymous();
        return activity;
    }

    private JsonObject Start(StandInMember member, string type, string id) => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["timestamp"] = Timestamp("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
        ["serviceUrl"] = teams.ServiceUrl,
        ["channelId"] = "msteams",
        ["conversation"] = member.Conversation.Account(),
        ["recipient"] = new JsonObject { ["id"] = teams.Options.BotId, ["name"] = teams.Options.BotName },
        ["channelData"] = ChannelData(member),
    };

    private static JsonObject ChannelData(StandInMember member)
    {
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = member.Person.TenantId } };
        if (member.Conversation is not { ChannelId: { } channel, TeamId: { } team }) return data;
        data["teamsChannelId"] = channel;
        data["teamsTeamId"] = team;
        data["team"] = new JsonObject { ["id"] = team };
        data["channel"] = new JsonObject { ["id"] = channel };
        return data;
    }

    private string Timestamp(string format) => teams.Options.Clock.GetUtcNow().UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
