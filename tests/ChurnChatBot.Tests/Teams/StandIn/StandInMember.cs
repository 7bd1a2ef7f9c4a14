using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>A person in a conversation with the bot, and everything they can do there.</summary>
internal sealed record StandInMember(StandInTeams Teams, StandInConversation Conversation, StandInPerson Person)
{
    private ActivityShapes Shapes => Teams.Delivery.Shapes;

    /// <summary>Writes a message; in a group or channel it mentions the bot, which hears nothing else.</summary>
    public async Task<DeliveryResult> SayAsync(string text) => await DeliverAsync(Message(text));

    /// <summary>The message as it will be delivered, for those who deliver it themselves; it stands in the conversation already.</summary>
    public JsonObject Message(string? text)
    {
        var activity = Shapes.Message(this, text, mentionsBot: !Conversation.IsPersonal && text is not null);
        Conversation.Add(new PostedActivity((string)activity["id"]!, isBot: false, activity, Teams.Options.Clock.GetUtcNow()));
        return activity;
    }

    /// <summary>Sends a file along; only a personal chat hands its address to the bot.</summary>
    public async Task<DeliveryResult> SendFileAsync(string name, Uri download, string? text = null)
    {
        var activity = Message(text);
        var html = new JsonObject { ["contentType"] = "text/html", ["content"] = $"<div>{text}</div>" };
        activity["attachments"] = Conversation.IsPersonal ? new JsonArray(ActivityShapes.FileAttachment(name, download), html) : new JsonArray(html);
        return await DeliverAsync(activity);
    }

    /// <summary>Presses a button of a card: Action.Execute is answered at once, Action.Submit is said like a message.</summary>
    /// <param name="action">As it stands in the card.</param>
    /// <param name="inputs">What the card's inputs hold, by their ids.</param>
    public async Task<InvokeOutcome> PressAsync(string activityId, JsonObject action, IReadOnlyDictionary<string, string>? inputs = null)
    {
        var data = Merge(action["data"], (string?)action["associatedInputs"] == "none" ? null : inputs);
        if ((string?)action["type"] == "Action.Submit") return new InvokeOutcome(await DeliverAsync(Shapes.Submit(this, data, activityId)));
        var sent = new JsonObject { ["type"] = "Action.Execute", ["title"] = action["title"]?.DeepClone(), ["verb"] = action["verb"]?.DeepClone(), ["data"] = data };
        if (action["id"] is { } id) sent["id"] = id.DeepClone();
        var value = new JsonObject { ["action"] = sent, ["trigger"] = "manual" };
        var outcome = InvokeOutcome.Read(await Teams.Delivery.InvokeAsync(Shapes.Invoke(this, "adaptiveCard/action", value, activityId)));
        if (outcome.Card is not null) Conversation.Find(activityId)?.ShowTo(Person.Id, outcome.Card);
        return outcome;
    }

    /// <summary>Answers a file consent card: yes with a place to write to, or no.</summary>
    public async Task<(DeliveryResult Delivery, UploadSession? Session)> ConsentAsync(string activityId, bool accept)
    {
        var content = Conversation.Find(activityId)?.Attachments.FirstOrDefault(IsConsent) ?? throw new ArgumentException("The message has no consent card.", nameof(activityId));
        var value = new JsonObject { ["type"] = "fileUpload", ["action"] = accept ? "accept" : "decline", ["context"] = content["content"]?[accept ? "acceptContext" : "declineContext"]?.DeepClone() };
        var session = accept ? Teams.Files.OpenUpload((string)content["name"]!) : null;
        if (session is not null) value["uploadInfo"] = UploadInfo(session, (string)content["name"]!);
        return (await Teams.Delivery.InvokeAsync(Shapes.Invoke(this, "fileConsent/invoke", value, activityId)), session);
    }

    /// <summary>Likes or dislikes an answer.</summary>
    /// <param name="isJsonText">Teams sends the words as JSON in a string; test clients as they are.</param>
    public Task<DeliveryResult> GiveFeedbackAsync(string activityId, string reaction, string words, bool isJsonText = true)
    {
        var feedback = isJsonText ? new JsonObject { ["feedbackText"] = words }.ToJsonString() : words;
        var value = new JsonObject { ["actionName"] = "feedback", ["actionValue"] = new JsonObject { ["reaction"] = reaction, ["feedback"] = feedback } };
        return Teams.Delivery.InvokeAsync(Shapes.Invoke(this, "message/submitAction", value, isJsonText ? activityId : null));
    }

    public Task<DeliveryResult> EditAsync(string activityId, string text)
    {
        var activity = Shapes.Change(this, "messageUpdate", activityId, "editMessage");
        activity["text"] = text;
        activity["textFormat"] = "plain";
        return DeliverAsync(activity);
    }

    public Task<DeliveryResult> DeleteAsync(string activityId) => DeliverAsync(Shapes.Change(this, "messageDelete", activityId, "softDeleteMessage"));

    public Task<DeliveryResult> ReactAsync(string activityId, string reaction, bool isTakenBack = false)
    {
        var activity = Shapes.Change(this, "messageReaction", Conversation.NextId());
        activity[isTakenBack ? "reactionsRemoved" : "reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = reaction });
        activity["replyToId"] = activityId;
        return DeliverAsync(activity);
    }

    /// <summary>Removes the bot: from now on it is refused.</summary>
    public Task<DeliveryResult> UninstallAsync()
    {
        Conversation.IsBotRemoved = true;
        return DeliverAsync(Shapes.Installation(this, "remove"));
    }

    public Task<DeliveryResult> DeliverAsync(JsonObject activity) => Teams.Delivery.DeliverAsync(activity);

    /// <summary>What an action sends: its own data, over which the inputs are laid; data that is no object is lost.</summary>
    private static JsonObject Merge(JsonNode? own, IReadOnlyDictionary<string, string>? inputs)
    {
        var data = own is JsonObject ? (JsonObject)own.DeepClone() : [];
        foreach (var (id, value) in inputs ?? new Dictionary<string, string>()) data[id] = value;
        return data;
    }

    private static bool IsConsent(JsonObject attachment) => (string?)attachment["contentType"] == "application/vnd.microsoft.teams.card.file.consent";

    private static JsonObject UploadInfo(UploadSession session, string name) => new()
    {
        ["contentUrl"] = session.ContentUrl,
        ["name"] = name,
        ["uploadUrl"] = session.Address.AbsoluteUri,
        ["uniqueId"] = session.UniqueId,
        ["fileType"] = Path.GetExtension(name).TrimStart('.'),
    };
}
