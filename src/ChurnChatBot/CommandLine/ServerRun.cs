using ChurnChatBot.Storage;

namespace ChurnChatBot.CommandLine;

/// <summary>Runs the web chat until it is stopped, and tells the person at the terminal where it is, or why it could not start.</summary>
internal static class ServerRun
{
    private const string DefaultAddress = "http://localhost:5058";

    /// <summary>Without <c>--urls</c> or a setting, only this machine can reach it.</summary>
    public static void UseLoopbackUnlessToldOtherwise(this IWebHostBuilder host, IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration["urls"]) && configuration.GetSection("Kestrel:Endpoints").GetChildren().Any() == false)
            host.UseUrls(DefaultAddress);
    }

    public static async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception problem) when (problem is IOException or DataFolderInUseException or DatabaseTooNewException)
        {
            await Console.Error.WriteLineAsync($"ChurnChatBot could not start: {problem.Message}");
            if (problem is IOException)
                await Console.Error.WriteLineAsync("Is it running already? Another address is chosen with --urls http://localhost:5060");
            await app.DisposeAsync();
            return 1;
        }

        Console.WriteLine($"ChurnChatBot is ready. Open {string.Join(" or ", app.Urls)} in a browser; Ctrl+C stops it.");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
