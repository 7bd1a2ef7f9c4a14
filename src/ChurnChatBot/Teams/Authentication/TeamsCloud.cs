namespace ChurnChatBot.Teams.Authentication;

/// <summary>
/// The clouds that Microsoft runs Teams in, with what each wants in the settings. Only what no setting says is looked up here; the
/// rest is for whoever fills them in.
/// </summary>
/// <param name="Metadata">For <see cref="TeamsOptions.OpenIdMetadata"/>.</param>
/// <param name="Issuer">For <see cref="TeamsOptions.Issuer"/>.</param>
/// <param name="Authority">For <see cref="TeamsOptions.Authority"/>.</param>
/// <param name="Scope">For <see cref="TeamsOptions.Scope"/>.</param>
/// <param name="BotTenant">The tenant that gives tokens to multi-tenant bots.</param>
/// <param name="TokenExchangeScope">What a managed identity asks for when its token is to stand for an app registration.</param>
internal sealed record TeamsCloud(string Metadata, string Issuer, string Authority, string Scope, string BotTenant, string TokenExchangeScope)
{
    public static readonly TeamsCloud Public = new(
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "https://api.botframework.com",
        "https://login.microsoftonline.com/",
        "https://api.botframework.com/.default",
        "botframework.com",
        "api://AzureADTokenExchange/.default");

    public static readonly TeamsCloud UsGovernment = new(
        "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        "https://api.botframework.us",
        "https://login.microsoftonline.us/",
        "https://api.botframework.us/.default",
        "MicrosoftServices.onmicrosoft.us",
        "api://AzureADTokenExchangeUSGov/.default");

    public static readonly TeamsCloud China = new(
        "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        "https://api.botframework.azure.cn",
        "https://login.partner.microsoftonline.cn/",
        "https://api.botframework.azure.cn/.default",
        "microsoftservices.partner.onmschina.cn",
        "api://AzureADTokenExchangeChina/.default");

    /// <returns>Null for an authority that is none of Microsoft's, as behind a gateway or in a test.</returns>
    public static TeamsCloud? Of(Uri authority) =>
        new[] { Public, UsGovernment, China }.FirstOrDefault(cloud => new Uri(cloud.Authority).Host.Equals(authority.Host, StringComparison.OrdinalIgnoreCase));
}
