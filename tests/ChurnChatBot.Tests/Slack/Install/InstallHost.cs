using System.Net;
using System.Web;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Projects;
using ChurnChatBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Slack.Install;

/// <summary>The bot's two addresses of an installation over real HTTP, and a browser that keeps cookies as it is told.</summary>
internal sealed class InstallHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private InstallHost(WebApplication app) => _app = app;

    public AdjustableClock Clock => (AdjustableClock)Service<TimeProvider>();

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<InstallHost> StartAsync(SlackOptions options, TemporaryFolder folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(new AdjustableClock());
        builder.Services.AddStorage(new StorageOptions { DataFolder = folder.Root });
        builder.Services.AddSlackInstallations(options);
        var app = builder.Build();
        app.MapSlackInstall();
        await app.StartAsync();
        return new InstallHost(app);
    }

    /// <summary>Goes to Slack: the address with its parts, and the cookie that was set.</summary>
    public async Task<(Uri Address, string State, string Cookie)> BeginAsync()
    {
        using var response = await _browser.GetAsync(Address(InstallEndpoints.InstallPath));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var address = response.Headers.Location!;
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.Matches("^__Host-churn-install=[^;]+; max-age=600; path=/; secure; samesite=lax; httponly$", cookie);
        return (address, HttpUtility.ParseQueryString(address.Query)["state"]!, cookie.Split(';')[0]);
    }

    /// <summary>Comes back from Slack.</summary>
    public async Task<(HttpStatusCode Status, string Page)> ReturnAsync(string query, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(InstallEndpoints.ReturnPath + "?" + query));
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var response = await _browser.SendAsync(request);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _browser.GetAsync(Address(path));

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Uri Address(string path) => new(_app.Urls.Single() + path);
}
