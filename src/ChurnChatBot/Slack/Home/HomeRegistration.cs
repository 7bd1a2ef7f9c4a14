namespace ChurnChatBot.Slack.Home;

internal static class HomeRegistration
{
    /// <summary>Adds <see cref="HomeTab"/> and <see cref="LinkUnfurl"/>. Needs storage, the projects, installations, a <see cref="WebApiCall"/> and a <see cref="PersonOf"/>.</summary>
    public static IServiceCollection AddSlackHome(this IServiceCollection services)
    {
        services.AddSingleton<ProjectStandings>();
        services.AddSingleton<HomeReader>();
        services.AddSingleton<Permalinks>();
        services.AddSingleton<HomeTab>();
        services.AddSingleton<LinkUnfurl>();
        return services;
    }
}
