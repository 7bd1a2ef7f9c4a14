using System.Text;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn.Methods;

/// <summary>Who the bot is, how it gets its tokens, and how it opens sockets.</summary>
internal sealed class AccessMethods(StandInSlack slack)
{
    /// <param name="open">Those that prove who calls in another way than by a bot's token.</param>
    public void Register(IDictionary<string, Func<WebApiCall, JsonObject>> methods, IDictionary<string, Func<WebApiCall, JsonObject>> open)
    {
        methods["auth.test"] = Test;
        methods["auth.revoke"] = Revoke;
        open["apps.connections.open"] = OpenSocket;
        open["oauth.v2.access"] = Access;
    }

    private JsonObject Test(WebApiCall call) => Done.With(
        ("url", $"https://{call.Workspace.Domain}.slack.com/"),
        ("team", call.Workspace.Name),
        ("team_id", call.Workspace.TeamId),
        ("user", slack.Options.BotName),
        ("user_id", call.Workspace.BotUserId),
        ("bot_id", call.Workspace.BotId),
        ("enterprise_id", call.Workspace.EnterpriseId),
        ("is_enterprise_install", false));

    private JsonObject Revoke(WebApiCall call)
    {
        slack.Tokens.Revoke(call.Token!);
        return Done.With(("revoked", true));
    }

    private JsonObject OpenSocket(WebApiCall call)
    {
        if (call.Token is null) throw new WebApiRefusal("not_authed");
        if (call.Token != slack.Options.AppToken) throw new WebApiRefusal(slack.Tokens.Knows(call.Token) ? "not_allowed_token_type" : "invalid_auth");
        return Done.With(("url", slack.Sockets.Open()));
    }

    private JsonObject Access(WebApiCall call)
    {
        var (id, secret) = Client(call);
        if (id != slack.Options.ClientId) throw new WebApiRefusal("invalid_client_id");
        if (secret != slack.Options.ClientSecret) throw new WebApiRefusal("bad_client_secret");
        return call.Text("grant_type") == "refresh_token" ? slack.Tokens.Refresh(call.Text("refresh_token")) : slack.Tokens.Exchange(call.Text("code"));
    }

    /// <summary>Among the arguments, or as HTTP's basic authentication, which <see cref="WebApiRequest"/> leaves in an argument of its own.</summary>
    private static (string? Id, string? Secret) Client(WebApiCall call)
    {
        if (call.Text(WebApiRequest.Basic) is not { } basic) return (call.Text("client_id"), call.Text("client_secret"));
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(basic)).Split(':', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null);
    }
}
