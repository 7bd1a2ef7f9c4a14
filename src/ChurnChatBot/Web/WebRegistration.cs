using ChurnChatBot.Conversations;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChurnChatBot.Web;

internal static class WebRegistration
{
    /// <summary>Adds the web channel. Needs storage and the turn inbox.</summary>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public static IServiceCollection AddWebChannel(this IServiceCollection services, WebOptions options)
    {
        options.Validate();
        services.AddSingleton(options);
        services.AddSingleton<PageAssets>();
        services.AddSingleton<ThreadFeeds>();
        services.AddSingleton<FeedReader>();
        services.AddSingleton<WebInbox>();
        services.AddSingleton<ThreadPage>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<WebChannel>();
        services.AddSingleton<IChatChannel>(provider => provider.GetRequiredService<WebChannel>());
        services.AddHostedService<FeedWaker>();
        return services;
    }

    /// <summary>Maps the page, its feed, files, and the health check. Everything behind it is guarded against other sites.</summary>
    public static IEndpointRouteBuilder MapWebChannel(this IEndpointRouteBuilder app)
    {
        var options = app.ServiceProvider.GetRequiredService<WebOptions>();
        var pages = app.MapGroup("").AddEndpointFilter(new SameOriginGuard(options));
        pages.MapGet("/", PageEndpoints.StartAsync);
        pages.MapPost("/projects", PageEndpoints.NewAsync);
        pages.MapGet("/projects/{id}", PageEndpoints.ShowAsync);
        pages.MapPost("/person", PageEndpoints.RememberPersonAsync);
        pages.MapGet("/projects/{id}/events", FeedEndpoint.FollowAsync);
        pages.MapPost("/projects/{id}/turns", TurnEndpoint.AcceptAsync);
        pages.MapPost("/projects/{id}/files", UploadEndpoint.AcceptAsync);
        pages.MapGet("/files/{hash}/{name}", FileEndpoint.ServeAsync);
        pages.MapGet("/assets/{file}", (string file, PageAssets assets, HttpResponse response) => assets.Serve(file, response));
        pages.MapGet("/healthz", PageEndpoints.HealthAsync);
        return app;
    }

    public static WebOptions ReadWebOptions(this IConfiguration configuration) =>
        configuration.GetSection(WebOptions.Section).Get<WebOptions>() ?? new WebOptions();
}
