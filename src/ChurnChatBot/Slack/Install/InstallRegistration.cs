using ChurnChatBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChurnChatBot.Slack.Install;

internal static class InstallRegistration
{
    private const string KeysFolder = "keys";

    /// <summary>Adds <see cref="Installations"/>, and what installation by others needs where it is set up. Needs storage.</summary>
    public static IServiceCollection AddSlackInstallations(this IServiceCollection services, SlackOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.AddSingleton(_ => new OAuthClient(OAuthClient.NewHttpClient(options), options));
        if (options.BotToken is { Length: > 0 } token)
        {
            services.AddSingleton(provider => new ConfiguredToken(
                token, provider.GetRequiredService<OAuthClient>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ConfiguredToken>>()));
        }

        if (options.IsInstalledByOthers) services.AddInstallationByOthers();
        services.AddSingleton(provider => new Installations(
            options, provider.GetService<ConfiguredToken>(), provider.GetService<InstalledTokens>(), provider.GetRequiredService<ProjectDatabase>()));
        return services;
    }

    /// <summary>Maps the two addresses of an installation; where nobody can install the bot they say so.</summary>
    public static IEndpointRouteBuilder MapSlackInstall(this IEndpointRouteBuilder app)
    {
        app.MapGet(InstallEndpoints.InstallPath, (HttpContext context) =>
            context.RequestServices.GetService<InstallEndpoints>() is { } endpoints ? endpoints.Begin(context) : InstallPage.NotOffered());
        app.MapGet(InstallEndpoints.ReturnPath, async (HttpContext context) =>
            context.RequestServices.GetService<InstallEndpoints>() is { } endpoints ? await endpoints.FinishAsync(context) : InstallPage.NotOffered());
        return app;
    }

    private static void AddInstallationByOthers(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("ChurnChatBot");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
            // The folder is opened first: it is this bot's alone, and closed to other accounts.
            keys.XmlRepository = new FileSystemXmlRepository(
                new DirectoryInfo(Path.Combine(provider.GetRequiredService<DataFolder>().Root, KeysFolder)), provider.GetRequiredService<ILoggerFactory>())));
        services.AddSingleton<TokenVault>();
        services.AddSingleton<InstalledTokens>();
        services.AddSingleton<InstallStates>();
        services.AddSingleton<InstallEndpoints>();
    }
}
