using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>The page on which a person allows the app into their workspace; here they always do, and are sent back with a code.</summary>
internal sealed class InstallPage(StandInSlack slack)
{
    /// <summary>The workspace of the person who installs.</summary>
    public const string Team = "team";

    public void Map(WebApplication app) => app.MapGet("/oauth/v2/authorize", Allow);

    private IResult Allow(HttpRequest request)
    {
        if (request.Query["client_id"] != slack.Options.ClientId) return StandInFaults.Page(400, "Invalid client_id parameter");
        if (!Uri.TryCreate(request.Query["redirect_uri"], UriKind.Absolute, out var back)) return StandInFaults.Page(400, "redirect_uri did not match any configured URIs");
        if (request.Query["scope"].ToString().Length == 0) return StandInFaults.Page(400, "Missing scope");
        var team = request.Query[Team].ToString();
        var workspace = slack.Workspaces.FirstOrDefault(one => one.TeamId == team) ?? slack.Workspace;
        var joint = back.Query.Length > 0 ? "&" : "?";
        return Microsoft.AspNetCore.Http.Results.Redirect($"{back}{joint}code={slack.Tokens.Code(workspace)}&state={Uri.EscapeDataString(request.Query["state"].ToString())}");
    }
}
