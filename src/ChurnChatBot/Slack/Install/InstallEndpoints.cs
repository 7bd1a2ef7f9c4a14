using Microsoft.AspNetCore.WebUtilities;

namespace ChurnChatBot.Slack.Install;

/// <summary>
/// Installation by others: a person is sent to Slack, and comes back with a code that is exchanged for tokens.
/// https://docs.slack.dev/authentication/installing-with-oauth
/// </summary>
internal sealed partial class InstallEndpoints(SlackOptions options, InstallStates states, OAuthClient slack, InstalledTokens installed, ILogger<InstallEndpoints> log)
{
    public const string InstallPath = "/slack/install";
    public const string ReturnPath = "/slack/oauth";

    /// <summary>The prefix makes browsers take it over https alone, and from this very host.</summary>
    public const string Cookie = "__Host-churn-install";

    private const int LongestCode = 512;

    public IResult Begin(HttpContext context)
    {
        Guard(context.Response);
        var (state, cookie) = states.Issue();
        context.Response.Cookies.Append(Cookie, cookie, CookieOf(InstallStates.Lifetime));
        return Results.Redirect(QueryHelpers.AddQueryString(options.Authorize.AbsoluteUri, new Dictionary<string, string?>
        {
            ["client_id"] = options.ClientId,
            ["scope"] = string.Join(',', SlackFeatures.Scopes.Select(scope => scope.Name)),
            ["redirect_uri"] = ReturnAddress.AbsoluteUri,
            ["state"] = state,
        }));
    }

    public async Task<IResult> FinishAsync(HttpContext context)
    {
        Guard(context.Response);
        var (query, cancellation) = (context.Request.Query, context.RequestAborted);
        var cookie = context.Request.Cookies[Cookie];
        context.Response.Cookies.Delete(Cookie, CookieOf(null));
        if (!await states.UseAsync(query["state"], cookie, cancellation)) return InstallPage.NotOurs();
        // Slack says access_denied where the person turned back; its other words are the same to them.
        if (query.ContainsKey("error")) return InstallPage.Cancelled();
        return query["code"].ToString() is { Length: > 0 and <= LongestCode } code ? await ExchangeAsync(code, cancellation) : InstallPage.NotOurs();
    }

    private Uri ReturnAddress => new(options.PublicAddress!, ReturnPath);

    private async Task<IResult> ExchangeAsync(string code, CancellationToken cancellation)
    {
        try
        {
            var access = await slack.ExchangeAsync(code, ReturnAddress, cancellation);
            if (access.InstallationId is not { } id) return InstallPage.Refused();
            if (!IsServed(access)) return NotServed(id);
            await installed.InstallAsync(access, await BotIdAsync(access, cancellation), cancellation);
            LogInstalled(id);
            return InstallPage.Installed(access.Name, OpenAddress(access));
        }
        catch (SlackRefusalException problem)
        {
            LogRefused(problem.Error);
            return InstallPage.Refused();
        }
        catch (HttpRequestException problem)
        {
            LogNotReached(problem);
            return InstallPage.NotReached();
        }
    }

    /// <summary>The bot as a sender, which the exchange does not tell. Without it the bot still knows itself as a person.</summary>
    private async Task<string?> BotIdAsync(OAuthAccess access, CancellationToken cancellation)
    {
        try
        {
            return (await slack.TestAsync(access.AccessToken, cancellation)).BotId;
        }
        catch (Exception problem) when (problem is SlackRefusalException or HttpRequestException)
        {
            LogNoBotId(access.InstallationId!, problem);
            return null;
        }
    }

    private bool IsServed(OAuthAccess access) =>
        options.AllowedTeams.Count == 0 || options.AllowedTeams.Any(team => team == access.EnterpriseId || (team == access.TeamId && !access.IsEnterpriseInstall));

    private IResult NotServed(string id)
    {
        LogNotServed(id);
        return InstallPage.NotServed();
    }

    private static Uri? OpenAddress(OAuthAccess access) => access.AppId is null || access.TeamId is null
        ? null
        : new Uri($"https://slack.com/app_redirect?app={access.AppId}&team={access.TeamId}");

    private static CookieOptions CookieOf(TimeSpan? lifetime) =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = lifetime, IsEssential = true };

    /// <summary>The address of the way back holds a code: it goes to no other site, into no cache and no frame.</summary>
    private static void Guard(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The bot was installed in {Installation}.")]
    private partial void LogInstalled(string installation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An installation was refused by Slack: {Error}.")]
    private partial void LogRefused(string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "An installation could not be finished, because Slack could not be reached.")]
    private partial void LogNotReached(Exception problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Installation} installed the bot, but is not among Slack:AllowedTeams; its token was not kept.")]
    private partial void LogNotServed(string installation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack did not tell the bot's id in {Installation}.")]
    private partial void LogNoBotId(string installation, Exception problem);
}
