using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>A person in a thread, channel or direct message with the bot, and everything they can do there.</summary>
/// <param name="ThreadTs">Null outside of a thread.</param>
internal sealed record ThreadMember(StandInSlack Slack, StandInChannel Channel, StandInUser User, string? ThreadTs = null)
{
    private EventShapes Events => Slack.Delivery.Events;

    private InteractionShapes Interactions => Slack.Delivery.Interactions;

    /// <summary>The person's own messages with the bot: an agent's begin a thread with each.</summary>
    public static ThreadMember Direct(StandInSlack slack, StandInUser user) => new(slack, user.Workspace.Direct(user), user);

    /// <summary>What this person sees in the thread, or in the whole channel outside of one.</summary>
    public IReadOnlyList<PostedMessage> Seen => Channel.SeenBy(User, ThreadTs);

    /// <summary>The same person in the thread under this message.</summary>
    public ThreadMember In(PostedMessage message) => this with { ThreadTs = message.ThreadTs ?? message.Ts };

    /// <summary>Opens the direct messages, where an agent greets and suggests.</summary>
    public Task<SlackDelivery> OpenMessagesAsync() => SendAsync(EventShapes.HomeOpened(Channel, "messages"));

    /// <summary>Opens a thread with an assistant, the earlier form of an agent: the thread is there before anything is said.</summary>
    public async Task<ThreadMember> StartAssistantThreadAsync()
    {
        var root = Slack.Post(Channel, new MessageContent("New Assistant Thread", []), null);
        await SendAsync(EventShapes.AssistantThreadStarted(Channel, root.Ts));
        return In(root);
    }

    public Task<SlackDelivery> OpenHomeAsync() => SendAsync(EventShapes.HomeOpened(User.Workspace.Direct(User), "home"));

    /// <summary>Tells the bot what it said itself, as Slack does wherever it hears what is said.</summary>
    public Task<SlackDelivery> EchoAsync(PostedMessage message) => SendAsync(Events.Echo(Channel, message));

    /// <summary>Removes the app from the workspace; the two events of that come in either order.</summary>
    public async Task UninstallAsync(bool tokensFirst = false)
    {
        Slack.Tokens.RevokeAll(User.Workspace);
        JsonObject[] events = [EventShapes.Uninstalled(), EventShapes.TokensRevoked(User.Workspace)];
        foreach (var inner in tokensFirst ? events.Reverse() : events) await SendAsync(inner);
    }

    /// <summary>Writes a message. The bot hears it in its direct messages, and elsewhere if it may read the channel.</summary>
    public async Task<PostedMessage> SayAsync(string text) => await SendAsync(Write(text), mentions: false);

    /// <summary>Writes to the bot by its name: it hears this twice where it may read the channel.</summary>
    public async Task<PostedMessage> MentionAsync(string text) => await SendAsync(Write($"<@{User.Workspace.BotUserId}> {text}", isMarkup: true), mentions: true);

    /// <summary>Shares files, with or without words.</summary>
    public async Task<PostedMessage> ShareAsync(IReadOnlyList<StandInFile> files, string text = "", bool mentions = false)
    {
        var words = mentions ? $"<@{User.Workspace.BotUserId}> {Escape(text)}" : Escape(text);
        var message = Post(words, [.. files.Select(file => file with { UserId = User.Id })]);
        await SendAsync(message, mentions);
        foreach (var file in files) await SendAsync(EventShapes.FileShared(Channel, file with { UserId = User.Id }));
        return message;
    }

    public Task<PostedMessage> UploadAsync(string path, string text = "", bool mentions = false) =>
        ShareAsync([Slack.Files.Offer(User.Workspace, Path.GetFileName(path), File.ReadAllBytes(path))], text, mentions);

    /// <summary>The message as it stands, for those who deliver it themselves.</summary>
    /// <param name="isMarkup">The text is Slack's mark-up already.</param>
    public PostedMessage Write(string text, bool isMarkup = false) => Post(isMarkup ? text : Escape(text), []);

    public async Task EditAsync(PostedMessage message, string text)
    {
        var before = message.Describe(User.Workspace, Slack.Options.AppId);
        message.Update(Content(Escape(text)), Slack.Options.Clock.GetUtcNow());
        await SendAsync(Events.Changed(Channel, message, before));
    }

    public async Task DeleteAsync(PostedMessage message)
    {
        var before = message.Describe(User.Workspace, Slack.Options.AppId);
        message.Delete();
        await SendAsync(Events.Changed(Channel, message, before));
    }

    public Task<SlackDelivery> ReactAsync(PostedMessage message, string name) => SendAsync(EventShapes.Reaction(Channel, User, message, name));

    /// <summary>Writes a link of the app's domains, which the bot may unfold.</summary>
    public async Task<PostedMessage> ShareLinkAsync(Uri link)
    {
        var message = Write($"<{link.AbsoluteUri}>", isMarkup: true);
        await SendAsync(EventShapes.LinkShared(Channel, message, link, Slack.Links.Note(message)));
        return message;
    }

    /// <summary>Presses Stop while the agent's session is being processed.</summary>
    public Task<SlackDelivery> StopAsync() =>
        SendAsync(EventShapes.SessionStopped(Channel, User, ThreadTs ?? throw new InvalidOperationException("A session is one of a thread.")));

    /// <summary>Presses a button of a message.</summary>
    public Task<SlackDelivery> PressAsync(PostedMessage message, PlacedElement button) =>
        Slack.Delivery.SendInteractionAsync(Interactions.BlockActions(User, Channel, message, Interactions.Action(button)));

    /// <summary>Chooses or fills in something in a message, which acts at once unless it stands in an input block.</summary>
    public async Task<SlackDelivery?> GiveAsync(PostedMessage message, PlacedElement placed, JsonObject value)
    {
        message.Inputs(User).Give(placed, value);
        return placed.ActsAtOnce ? await Slack.Delivery.SendInteractionAsync(Interactions.BlockActions(User, Channel, message, Interactions.Action(placed, value))) : null;
    }

    public Task<SlackDelivery> UseShortcutAsync(string callbackId) => Slack.Delivery.SendInteractionAsync(Interactions.Shortcut(User, callbackId));

    public Task<SlackDelivery> UseShortcutAsync(string callbackId, PostedMessage message) =>
        Slack.Delivery.SendInteractionAsync(Interactions.MessageShortcut(User, Channel, message, callbackId));

    /// <summary>Runs a slash command; what it is answered with at once is shown as if it came to the response_url.</summary>
    public async Task<SlackDelivery> RunAsync(string command, string text = "")
    {
        var delivery = await Slack.Delivery.SendCommandAsync(Interactions.Command(User, Channel, command, text));
        if (!delivery.IsTaken || delivery.Body.Trim().Length == 0) return delivery;
        if (Slack.ResponseUrls.Show(Channel, User, null, delivery.Json ?? new JsonObject { ["text"] = delivery.Body }) is { } refusal) Slack.Violate($"A command was answered with something that is refused: {refusal.Error}");
        return delivery;
    }

    public Task<SlackDelivery> SendAsync(JsonObject inner) => Slack.Delivery.SendEventAsync(User.Workspace, inner);

    private PostedMessage Post(string text, IReadOnlyList<StandInFile> files)
    {
        var message = new PostedMessage(Channel.NextTs(), User, Content(text), Slack.Options.Clock.GetUtcNow()) { ThreadTs = ThreadTs, Files = files };
        Channel.Add(message);
        return message;
    }

    private async Task<PostedMessage> SendAsync(PostedMessage message, bool mentions)
    {
        var events = new List<JsonObject>();
        if (mentions && !Channel.IsDirect) events.Add(EventShapes.Mention(Channel, message));
        if (Channel.IsDirect || Slack.Options.HearsChannels) events.Add(EventShapes.Message(Channel, message));
        if (Channel.HasBot) await Task.WhenAll(events.Select(SendAsync));
        return message;
    }

    private static MessageContent Content(string text) => new(text, BlockElements.WithIds(text.Length == 0 ? [] : [new JsonObject
    {
        ["type"] = "rich_text",
        ["elements"] = new JsonArray(new JsonObject { ["type"] = "rich_text_section", ["elements"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }) }),
    }]));

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
