using System.Globalization;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn.Methods;

/// <summary>Channels, what stands in them, and who people are.</summary>
internal sealed class ConversationMethods(StandInSlack slack)
{
    private const int DefaultPage = 100;

    public void Register(IDictionary<string, Func<WebApiCall, JsonObject>> methods)
    {
        methods["conversations.open"] = Open;
        methods["conversations.info"] = call => Done.With(("channel", call.Channel().Describe()));
        methods["conversations.members"] = call => Done.With(("members", new JsonArray([.. call.Channel().Members.Select(member => JsonValue.Create(member.Id))])));
        methods["conversations.replies"] = Replies;
        methods["conversations.history"] = History;
        methods["users.info"] = call => Done.With(("user", call.User("user").Profile()));
        methods["users.lookupByEmail"] = LookUp;
    }

    private static JsonObject Open(WebApiCall call)
    {
        if (call.Text("channel") is not null) return Done.With(("channel", new JsonObject { ["id"] = call.Channel().Id }));
        var ids = call.Require("users").Split(',');
        if (ids.Length != 1 || call.Workspace.FindUser(ids[0]) is not { } user) throw new WebApiRefusal("user_not_found");
        return Done.With(("channel", new JsonObject { ["id"] = call.Workspace.Direct(user).Id }));
    }

    private JsonObject Replies(WebApiCall call)
    {
        var channel = call.OwnChannel();
        var root = call.Require("ts");
        if (!channel.HasThread(root)) throw new WebApiRefusal("thread_not_found");
        return Page(call, [.. Shared(channel).Where(message => message.Ts == root || message.ThreadTs == root)]);
    }

    /// <summary>Newest first, without the answers in threads.</summary>
    private JsonObject History(WebApiCall call) => Page(call, [.. Shared(call.OwnChannel()).Where(message => message.ThreadTs is null || message.ThreadTs == message.Ts).Reverse()]);

    private static JsonObject LookUp(WebApiCall call)
    {
        var email = call.Require("email");
        return Done.With(("user", (call.Workspace.Users.FirstOrDefault(user => user.Email == email) ?? throw new WebApiRefusal("users_not_found")).Profile()));
    }

    /// <summary>What only one person sees is in no history.</summary>
    private static IEnumerable<PostedMessage> Shared(StandInChannel channel) => channel.Messages.Where(message => message is { IsDeleted: false, OnlyFor: null });

    private JsonObject Page(WebApiCall call, IReadOnlyList<PostedMessage> all)
    {
        var first = int.TryParse(call.Text("cursor"), NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : 0;
        var messages = all.Skip(first).Take(Math.Clamp(call.Integer("limit") ?? DefaultPage, 1, 999)).ToArray();
        var next = first + messages.Length;
        var answer = Done.With(("messages", new JsonArray([.. messages.Select(message => message.Describe(call.Workspace, slack.Options.AppId))])), ("has_more", next < all.Count));
        if (next < all.Count) answer["response_metadata"] = new JsonObject { ["next_cursor"] = next.ToString(CultureInfo.InvariantCulture) };
        return answer;
    }
}
