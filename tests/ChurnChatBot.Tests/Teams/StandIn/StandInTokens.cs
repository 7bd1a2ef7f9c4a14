using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>
/// The token endpoint for the bot's own calls, with the discovery documents that the client library may ask for. A token says nothing by
/// itself: only this room knows for what and from which tenant it was issued.
/// </summary>
internal sealed class StandInTokens(StandInOptions options, Func<Uri> authority)
{
    private const string ConnectorScope = "https://api.botframework.com/.default";
    private readonly ConcurrentDictionary<string, Grant> _grants = new();
    private int _requests;

    /// <summary>How often a token was asked for, in vain or not.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Seconds that a token holds, as it is announced.</summary>
    public int LifetimeSeconds { get; set; } = 3599;

    /// <summary>Every token issued so far stops being one.</summary>
    public void RevokeAll() => _grants.Clear();

    public bool OpensConnector(string? header) => Find(header) is { Scope: ConnectorScope } grant && grant.Tenant == options.TokenTenant;

    public bool OpensGraph(string? header) => Find(header) is { Scope: not ConnectorScope };

    public void Map(WebApplication app)
    {
        app.MapPost("/{tenant}/oauth2/v2.0/token", IssueAsync);
        app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (string tenant) => Results.Json(Discovery(tenant)));
        app.MapGet("/common/discovery/instance", () => Results.Json(new JsonObject
        {
            ["tenant_discovery_endpoint"] = new Uri(authority(), options.TokenTenant + "/v2.0/.well-known/openid-configuration").AbsoluteUri,
            ["api-version"] = "1.1",
            ["metadata"] = new JsonArray(),
        }));
    }

    private JsonObject Discovery(string tenant) => new()
    {
        ["issuer"] = new Uri(authority(), tenant + "/v2.0").AbsoluteUri,
        ["token_endpoint"] = new Uri(authority(), tenant + "/oauth2/v2.0/token").AbsoluteUri,
        ["authorization_endpoint"] = new Uri(authority(), tenant + "/oauth2/v2.0/authorize").AbsoluteUri,
    };

    private async Task<IResult> IssueAsync(string tenant, HttpRequest request)
    {
        Interlocked.Increment(ref _requests);
        // Secrets do not travel in the clear.
        if (!request.IsHttps || !request.HasFormContentType) return Refusal(400, "invalid_request", "AADSTS900144");
        var form = await request.ReadFormAsync();
        if (form["grant_type"] != "client_credentials") return Refusal(400, "unsupported_grant_type", "AADSTS70003");
        if (form["client_id"] != options.AppId) return Refusal(400, "unauthorized_client", "AADSTS700016");
        if (form["client_secret"] != options.ClientSecret) return Refusal(401, "invalid_client", "AADSTS7000215");
        var scope = form["scope"].ToString().Split(' ').FirstOrDefault(word => word.EndsWith("/.default", StringComparison.Ordinal));
        if (scope is null) return Refusal(400, "invalid_scope", "AADSTS1002012");
        var token = "opaque-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        _grants[token] = new Grant(tenant, scope);
        return Results.Json(new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = LifetimeSeconds, ["ext_expires_in"] = LifetimeSeconds, ["access_token"] = token });
    }

    private Grant? Find(string? header) =>
        header?.StartsWith("Bearer ", StringComparison.Ordinal) == true ? _grants.GetValueOrDefault(header["Bearer ".Length..]) : null;

    private static IResult Refusal(int status, string error, string code) =>
        Results.Json(new JsonObject { ["error"] = error, ["error_description"] = code + ": The request was refused.", ["error_codes"] = new JsonArray(int.Parse(code[6..], CultureInfo.InvariantCulture)) }, statusCode: status);

    private sealed record Grant(string Tenant, string Scope);
}
