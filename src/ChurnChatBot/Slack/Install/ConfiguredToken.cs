namespace ChurnChatBot.Slack.Install;

/// <summary>
/// The one token that stands in the configuration. Whose it is, Slack is asked once (auth.test); those who ask at the same time share the
/// question. As long as Slack cannot be reached the token is used without knowing; a token that Slack refuses is not used.
/// </summary>
internal sealed partial class ConfiguredToken(string value, OAuthClient slack, TimeProvider time, ILogger<ConfiguredToken> log)
{
    /// <summary>Time until Slack is asked again after it could not be reached.</summary>
    public static readonly TimeSpan FailureRest = TimeSpan.FromSeconds(30);

    /// <summary>Time until Slack is asked again about a token that it refused.</summary>
    public static readonly TimeSpan RefusalRest = TimeSpan.FromMinutes(5);

    /// <summary>How tokens begin that end after twelve hours.</summary>
    private const string Rotated = "xoxe.";

    private readonly Lock _gate = new();
    private Task<Found>? _request;

    /// <returns>Null where the token is another workspace's, or Slack refuses it.</returns>
    public async ValueTask<BotToken?> ForAsync(string teamId, CancellationToken cancellation)
    {
        var found = await AskAsync().WaitAsync(cancellation).ConfigureAwait(false);
        if (found.IsRefused) return null;
        if (found.Test is not { } test) return new BotToken(value, teamId, null, null);
        if (!Serves(test, teamId)) return null;
        return new BotToken(value, teamId, test.BotUserId, test.BotId) { Scopes = SlackId.Scopes(test.Scopes) };
    }

    /// <summary>Something happened to the token: Slack is asked anew.</summary>
    public void Forget()
    {
        lock (_gate) _request = null;
    }

    private static bool Serves(AuthTest test, string teamId) => test.IsEnterpriseInstall || test.TeamId is null || test.TeamId == teamId || test.EnterpriseId == teamId;

    private Task<Found> AskAsync()
    {
        lock (_gate)
        {
            if (_request is not { IsCompletedSuccessfully: true } answered) return _request is { IsCompleted: false } running ? running : _request = Task.Run(TestAsync);
            return answered.Result.AskAgainAt is { } again && time.GetUtcNow() >= again ? _request = Task.Run(TestAsync) : answered;
        }
    }

    private async Task<Found> TestAsync()
    {
        try
        {
            var test = await slack.TestAsync(value, CancellationToken.None).ConfigureAwait(false);
            LogKnown(test.TeamId ?? "unknown", test.BotUserId ?? "unknown");
            if (value.StartsWith(Rotated, StringComparison.Ordinal)) LogRotated();
            return new Found(test);
        }
        catch (SlackRefusalException problem)
        {
            LogRefused(problem.Error);
            return new Found(null, IsRefused: true, time.GetUtcNow() + RefusalRest);
        }
        catch (HttpRequestException problem)
        {
            LogNotReached(problem);
            return new Found(null, IsRefused: false, time.GetUtcNow() + FailureRest);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The bot's token is for the workspace {Team}, where the bot is {BotUser}.")]
    private partial void LogKnown(string team, string botUser);

    [LoggerMessage(Level = LogLevel.Error, Message = "The token in the configuration (Slack:BotToken) is of an app whose tokens are rotated: it ends after twelve hours. Install the bot at /slack/install instead, with Slack:ClientId and Slack:ClientSecret.")]
    private partial void LogRotated();

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack refuses the token in the configuration (Slack:BotToken): {Error}. The bot cannot speak in Slack; put the token of the installed app there.")]
    private partial void LogRefused(string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack could not be asked whose the bot's token is; until it can, the bot does not know its own id there. It asks again.")]
    private partial void LogNotReached(Exception problem);

    private sealed record Found(AuthTest? Test, bool IsRefused = false, DateTimeOffset? AskAgainAt = null);
}
