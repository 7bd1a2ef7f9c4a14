using Azure.Core;
using ChurnChatBot.Conversations.Transfers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChurnChatBot.Teams.Authentication;

internal static class AuthenticationRegistration
{
    /// <summary>
    /// Adds <see cref="InboundCallers"/> and, where an app is registered, <see cref="BotTokens"/> with the <see cref="TokenCredential"/>
    /// behind it, which other services of Microsoft take too.
    /// </summary>
    /// <exception cref="ArgumentException">The certificate cannot be used, or the keys would be read over an open connection.</exception>
    public static IServiceCollection AddTeamsAuthentication(this IServiceCollection services, TeamsOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new InboundCallers(provider.GetService<ChannelTokenVerifier>(), provider.GetRequiredService<ILogger<InboundCallers>>()));
        if (!options.IsRegistered) return services;
        if (!Loopback.IsSecure(options.OpenIdMetadata)) throw new ArgumentException($"{TeamsOptions.Section}:{nameof(TeamsOptions.OpenIdMetadata)} is not valid; expected an https address.");
        // Made now, so that a certificate that cannot be used shows at start.
        var credential = BotCredential.Create(options);
        services.AddSingleton(credential);
        services.AddSingleton(provider => new BotTokens(credential, options.Scope, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new KeySetClient(KeySetClient.NewHttpClient(), options.OpenIdMetadata, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SigningKeys>();
        services.AddSingleton(provider => new ChannelTokenVerifier(options, provider.GetRequiredService<SigningKeys>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
