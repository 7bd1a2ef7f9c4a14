using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn.Methods;

/// <summary>What is said, changed and taken back: the chat methods, but for streams.</summary>
internal sealed class ChatMethods(StandInSlack slack)
{
    public void Register(IDictionary<string, Func<WebApiCall, JsonObject>> methods)
    {
        methods["chat.postMessage"] = Post;
        methods["chat.update"] = Update;
        methods["chat.delete"] = Delete;
        methods["chat.postEphemeral"] = PostEphemeral;
        methods["chat.getPermalink"] = Permalink;
        methods["chat.unfurl"] = Unfurl;
        methods["reactions.add"] = React;
    }

    private JsonObject Post(WebApiCall call)
    {
        var channel = call.OwnChannel();
        var content = MessageArguments.Read(call);
        var message = slack.Post(channel, content, MessageArguments.Thread(call, channel, slack.Violate));
        return Done.With(("channel", channel.Id), ("ts", message.Ts), ("message", message.Describe(call.Workspace, slack.Options.AppId)));
    }

    private JsonObject Update(WebApiCall call)
    {
        var channel = call.Channel();
        var message = Own(call, channel, "cant_update_message");
        if (message.Stream?.IsAlive(slack.Options.Clock.GetUtcNow()) == true) throw new WebApiRefusal("streaming_state_conflict");
        message.Update(MessageArguments.ReadUpdate(call, message.Current), slack.Options.Clock.GetUtcNow());
        return Done.With(("channel", channel.Id), ("ts", message.Ts), ("text", message.Text), ("message", message.Describe(call.Workspace, slack.Options.AppId)));
    }

    private static JsonObject Delete(WebApiCall call)
    {
        var channel = call.Channel();
        var message = Own(call, channel, "cant_delete_message");
        message.Delete();
        return Done.With(("channel", channel.Id), ("ts", message.Ts));
    }

    private JsonObject PostEphemeral(WebApiCall call)
    {
        var channel = call.OwnChannel();
        if (call.Workspace.FindUser(call.Require("user")) is not { } user || !channel.Members.Contains(user)) throw new WebApiRefusal("user_not_in_channel");
        var content = MessageArguments.Read(call);
        var message = slack.Post(channel, content, MessageArguments.Thread(call, channel, slack.Violate), user);
        return Done.With(("message_ts", message.Ts));
    }

    private static JsonObject Permalink(WebApiCall call)
    {
        var channel = call.Channel();
        var message = channel.Find(call.Text("message_ts")) is { OnlyFor: null } found ? found : throw new WebApiRefusal("message_not_found");
        var tail = message.ThreadTs is { } thread ? $"?thread_ts={thread}&cid={channel.Id}" : "";
        return Done.With(("channel", channel.Id), ("permalink", $"https://{call.Workspace.Domain}.slack.com/archives/{channel.Id}/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}{tail}"));
    }

    /// <summary>By channel and ts, or by the unfurl_id and source of the event.</summary>
    private JsonObject Unfurl(WebApiCall call)
    {
        var message = call.Text("unfurl_id") is { } id ? slack.Links.Find(id, call.Require("source")) : call.Channel().Find(call.Text("ts"));
        if (message is null) throw new WebApiRefusal("cannot_find_message");
        if (call.Node("unfurls") is not JsonObject { Count: > 0 } unfurls) throw new WebApiRefusal("missing_unfurls");
        foreach (var (address, unfurl) in unfurls)
        {
            if (!message.Text.Contains(address, StringComparison.Ordinal)) throw new WebApiRefusal("cannot_unfurl_url");
            if (Rules.BlockRules.Check(unfurl?["blocks"], pointer: $"/unfurls/{address}/blocks") is { } refusal) throw refusal;
            message.Unfurls[address] = unfurl?.DeepClone();
        }

        return Done.With();
    }

    private static JsonObject React(WebApiCall call)
    {
        var message = call.OwnChannel().Find(call.Text("timestamp")) is { OnlyFor: null } found ? found : throw new WebApiRefusal("message_not_found");
        var name = call.Require("name");
        if (message.Reactions.Contains(name)) throw new WebApiRefusal("already_reacted");
        message.Reactions.Add(name);
        return Done.With();
    }

    /// <summary>A message of the bot's own; one that only one person sees cannot be found again.</summary>
    private static PostedMessage Own(WebApiCall call, StandInChannel channel, string refusal)
    {
        if (channel.Find(call.Require("ts")) is not { OnlyFor: null } message) throw new WebApiRefusal("message_not_found");
        return message.IsBot ? message : throw new WebApiRefusal(refusal);
    }
}
