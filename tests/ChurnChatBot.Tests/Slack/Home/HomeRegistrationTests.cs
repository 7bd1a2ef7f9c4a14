using System.Text.Json;
using ChurnChatBot.Projects;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Home;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ChurnChatBot.Tests.Slack.Home;

public sealed class HomeRegistrationTests
{
    [Theory]
    [InlineData("xoxb-1", null)]
    [InlineData(null, "1.2")]
    public async Task Services_OfEachWayToInstall_AreComplete(string? token, string? clientId)
    {
        using var folder = new TemporaryFolder();
        var options = new SlackOptions { SigningSecret = "s", BotToken = token, ClientId = clientId, ClientSecret = clientId, PublicAddress = new Uri("https://churn.example.com") };
        options.Validate();
        var services = new ServiceCollection().AddLogging().AddStorage(new StorageOptions { DataFolder = folder.Root }).AddSlackInstallations(options).AddSlackHome();
        services.AddSingleton<ProjectFiles>();
        services.AddSingleton<WebApiCall>((_, _, _, _) => Task.FromResult(default(JsonElement)));
        services.AddSingleton<PersonOf>((_, user, _) => new ValueTask<Person>(new Person(user, "Ada")));
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });

        Assert.NotNull(provider.GetRequiredService<HomeTab>());
        Assert.NotNull(provider.GetRequiredService<LinkUnfurl>());
        Assert.Equal(clientId is not null, provider.GetService<InstallEndpoints>() is not null);
        Assert.Equal(token is not null, provider.GetService<ConfiguredToken>() is not null);
    }
}
