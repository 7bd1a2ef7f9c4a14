using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>What the calls of the connector service do to a conversation. An answer of null is none: the call hangs.</summary>
internal sealed class ConnectorActions(StandInTeams teams)
{
    private readonly StreamRules _streams = new(teams.Options.Clock, teams.Violate);

    /// <summary>A personal chat, the same one however often it is asked for, or a new thread in a channel.</summary>
    public IResult? Create(ConnectorCall call)
    {
        if (call.Body?["channelData"]?["channel"]?["id"] is JsonValue channel && call.Body["activity"] is JsonObject first) return StartThread((string)channel!, first);
        if (call.Body?["members"] is not JsonArray { Count: > 0 } members) return ConnectorAnswer.Error(500, "ServiceError", "Unknown error.");
        var person = teams.People.Find((string?)members[0]?["id"]);
        return person is null
            ? ConnectorAnswer.Error(404, "MemberNotFoundInConversation", "The member is not known.")
            : ConnectorAnswer.Created(teams.People.Personal(person).Id);
    }

    public IResult? Post(ConnectorCall call)
    {
        if (Refuse(call, out var conversation) is { } refusal) return refusal;
        if (ActivityRules.Refuse(call.Body) is { } bad) return bad;
        var activity = call.Body!;
        if (StreamInfo.Of(activity) is { } stream) return _streams.Take(conversation, activity, stream);
        if (call.ActivityType == "typing")
        {
            conversation.SeeTyping();
            return ConnectorAnswer.Accepted();
        }

        return call.ActivityType == "message" ? Post(conversation, activity, call) : ConnectorAnswer.Created(conversation.NextId());
    }

    public IResult? Put(ConnectorCall call)
    {
        if (Refuse(call, out var conversation) is { } refusal) return refusal;
        if (ActivityRules.Refuse(call.Body) is { } bad) return bad;
        if (conversation.Find(call.ActivityId) is not { IsBot: true } found) return ConnectorAnswer.NoActivity();
        found.Update(call.Body!, teams.Options.Clock.GetUtcNow());
        return ConnectorAnswer.Ok(found.Id);
    }

    public IResult? Delete(ConnectorCall call)
    {
        if (Refuse(call, out var conversation) is { } refusal) return refusal;
        if (conversation.Find(call.ActivityId) is not { IsBot: true } found) return ConnectorAnswer.NoActivity();
        found.Delete();
        return Results.Ok();
    }

    /// <summary>Names the directory's id objectId.</summary>
    public IResult? Members(ConnectorCall call) => Refuse(call, out var conversation)
        ?? Results.Json(new JsonArray([.. conversation.Members.Select(member => Account(member, "objectId"))]));

    /// <summary>Names the directory's id aadObjectId.</summary>
    public IResult? PagedMembers(ConnectorCall call) => Refuse(call, out var conversation)
        ?? Results.Json(new JsonObject { ["members"] = new JsonArray([.. conversation.Members.Select(member => Account(member, "aadObjectId"))]) });

    public IResult? Member(ConnectorCall call)
    {
        if (Refuse(call, out var conversation) is { } refusal) return refusal;
        return conversation.Members.FirstOrDefault(member => member.Id == call.MemberId || member.AadObjectId == call.MemberId) is { } member
            ? Results.Json(Account(member, "aadObjectId"))
            : ConnectorAnswer.Error(404, "MemberNotFoundInConversation", "The member is not known.");
    }

    private IResult StartThread(string channelId, JsonObject first)
    {
        if (teams.People.FindConversation(channelId) is not { } channel) return ConnectorAnswer.NoConversation();
        if (ActivityRules.Refuse(first) is { } bad) return bad;
        var root = Append(channel, first, null);
        return Results.Json(new JsonObject { ["id"] = $"{channelId};messageid={root.Id}", ["activityId"] = root.Id }, statusCode: 201);
    }

    private IResult Post(StandInConversation conversation, JsonObject activity, ConnectorCall call)
    {
        string? onlyFor = null;
        if (call.IsTargeted)
        {
            onlyFor = (string?)activity["recipient"]?["id"];
            if (conversation.Members.All(member => member.Id != onlyFor)) return ConnectorAnswer.BadArgument("A targeted message needs a member as its recipient.");
        }

        var posted = Append(conversation, activity, call.ActivityId is { Length: > 0 } answered ? answered : null, onlyFor);
        return ActivityRules.HasNoIdInAnswer(activity) ? ConnectorAnswer.Accepted() : ConnectorAnswer.Created(posted.Id);
    }

    private PostedActivity Append(StandInConversation conversation, JsonObject activity, string? replyTo, string? onlyFor = null)
    {
        var posted = new PostedActivity(conversation.NextId(), isBot: true, activity, teams.Options.Clock.GetUtcNow()) { ReplyToId = replyTo, OnlyFor = onlyFor };
        conversation.Add(posted);
        // What is posted to a channel itself begins a thread there.
        if (conversation.Type == StandInConversation.Channel && conversation.Id == conversation.ChannelId) teams.People.Thread(conversation, posted);
        return posted;
    }

    private IResult? Refuse(ConnectorCall call, out StandInConversation conversation)
    {
        conversation = teams.People.FindConversation(call.ConversationId)!;
        if (conversation is null) return ConnectorAnswer.NoConversation();
        return conversation.IsBotRemoved ? ConnectorAnswer.Error(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.") : null;
    }

    private static JsonObject Account(StandInPerson person, string directoryName) =>
        new() { ["id"] = person.Id, ["name"] = person.Name, [directoryName] = person.AadObjectId, ["tenantId"] = person.TenantId, ["userRole"] = "user" };
}
