using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace ChurnChatBot.Teams.Authentication;

/// <summary>
/// How the bot proves to Entra ID that it is the app: by a secret, a certificate, the managed identity of the machine, or that identity's
/// token in place of a secret (federated credential).
/// </summary>
internal static class BotCredential
{
    /// <param name="transport">What the requests go over; null for the network.</param>
    /// <exception cref="ArgumentException">The options name none of the ways, or a certificate that cannot be used.</exception>
    public static TokenCredential Create(TeamsOptions options, HttpPipelineTransport? transport = null)
    {
        var (tenant, app) = (TenantOf(options), options.AppId);
        if (options.ClientSecret is { Length: > 0 } secret)
            return new ClientSecretCredential(tenant, app, secret, Tune(new ClientSecretCredentialOptions { DisableInstanceDiscovery = IsPrivate(options) }, options, transport));
        if (options.CertificatePath is { Length: > 0 } path)
        {
            var certificate = BotCertificate.Load(path, options.CertificatePassword);
            return new ClientCertificateCredential(tenant, app, certificate, Tune(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = IsPrivate(options) }, options, transport));
        }

        if (options.UsesManagedIdentity) return Identity(options.AppId!, options, transport);
        if (options.FederatedIdentityClientId is not { Length: > 0 } federated) throw new ArgumentException($"{TeamsOptions.Section} names no way for the bot to prove that it is the app.");
        var identity = Identity(federated, options, transport);
        var exchange = new TokenRequestContext([(TeamsCloud.Of(options.Authority) ?? TeamsCloud.Public).TokenExchangeScope]);
        return new ClientAssertionCredential(
            tenant,
            app,
            async cancellation => (await identity.GetTokenAsync(exchange, cancellation).ConfigureAwait(false)).Token,
            Tune(new ClientAssertionCredentialOptions { DisableInstanceDiscovery = IsPrivate(options) }, options, transport));
    }

    private static ManagedIdentityCredential Identity(string clientId, TeamsOptions options, HttpPipelineTransport? transport)
    {
        var settings = new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(clientId));
        return new ManagedIdentityCredential(Tune(settings, options, transport));
    }

    /// <summary>A multi-tenant bot obtains its tokens from the tenant of the bot service; asked elsewhere, the connector answers them with 401.</summary>
    private static string TenantOf(TeamsOptions options) =>
        options.TenantId is { Length: > 0 } tenant ? tenant : (TeamsCloud.Of(options.Authority) ?? TeamsCloud.Public).BotTenant;

    /// <summary>An authority that is not Microsoft's is not known to Microsoft's discovery, and it may not be reachable beside it.</summary>
    private static bool IsPrivate(TeamsOptions options) => TeamsCloud.Of(options.Authority) is null;

    private static T Tune<T>(T settings, TeamsOptions options, HttpPipelineTransport? transport)
        where T : TokenCredentialOptions
    {
        settings.AuthorityHost = options.Authority;
        // A person waits for what the token is wanted for: the defaults would go on for minutes.
        settings.Retry.NetworkTimeout = options.CallTimeout;
        settings.Retry.MaxRetries = 2;
        settings.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        if (transport is not null) settings.Transport = transport;
        return settings;
    }
}
