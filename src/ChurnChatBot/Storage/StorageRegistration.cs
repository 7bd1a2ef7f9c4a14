using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChurnChatBot.Storage;

internal static class StorageRegistration
{
    /// <summary>Adds the data folder, the database and the artifacts. They are opened, and the folder locked, when the host starts.</summary>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        options.Validate();
        services.AddSingleton(options);
        services.AddSingleton(_ => DataFolder.Open(options));
        services.AddSingleton(provider => ProjectDatabase.Open(provider.GetRequiredService<DataFolder>().DatabaseFile));
        services.AddSingleton<IArtifactStore>(provider => new FileArtifactStore(provider.GetRequiredService<DataFolder>().ArtifactsFolder));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ArtifactSweep>();
        services.AddHostedService<StorageStart>();
        services.AddHostedService(provider => provider.GetRequiredService<ArtifactSweep>());
        return services;
    }

    /// <summary>Reads the options from the section "Storage".</summary>
    public static StorageOptions ReadStorageOptions(this IConfiguration configuration) =>
        configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
}
