using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack.Install;

namespace ChurnChatBot.Slack.Home;

/// <summary>One call of Slack's Web API with the workspace's token.</summary>
/// <returns>Slack's answer, also where it says no: then with <c>ok</c> false and its word in <c>error</c>.</returns>
internal delegate Task<JsonElement> WebApiCall(string teamId, string method, JsonObject arguments, CancellationToken cancellation);

/// <summary>Who a member of a workspace is, as their turns know them.</summary>
internal delegate ValueTask<Person> PersonOf(string teamId, string userId, CancellationToken cancellation);

/// <summary>
/// Publishes a person's Home tab. Each carries the hash of the one before, so that of two that are published at once the older does not stay: the
/// one that comes second reads anew. https://docs.slack.dev/reference/methods/views.publish
/// </summary>
internal sealed partial class HomeTab(HomeReader reader, Installations installations, Permalinks permalinks, WebApiCall call, PersonOf personOf, ILogger<HomeTab> log)
{
    private const int Tries = 3;
    private const int MostHashes = 10_000;

    private readonly ConcurrentDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <returns>Whether the person now sees it; false as well where the bot is not installed.</returns>
    public async Task<bool> PublishAsync(string teamId, string userId, CancellationToken cancellation)
    {
        if (await installations.TokenAsync(teamId, cancellation).ConfigureAwait(false) is not { } token) return false;
        var person = await personOf(teamId, userId, cancellation).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            // The last try overwrites whatever is there: what it shows was read just now.
            var hash = attempt < Tries ? _hashes.GetValueOrDefault(Key(teamId, userId)) : null;
            var state = await reader.ReadAsync(person, token, cancellation).ConfigureAwait(false);
            var answer = await PublishAsync(userId, await permalinks.FillAsync(state, cancellation).ConfigureAwait(false), teamId, hash, cancellation).ConfigureAwait(false);
            if (answer.TruthOf("ok"))
            {
                Remember(Key(teamId, userId), answer.PartOf("view").TextOf("hash"));
                return true;
            }

            _hashes.TryRemove(Key(teamId, userId), out _);
            if (answer.TextOf("error") == "hash_conflict" && attempt < Tries) continue;
            LogRefused(teamId, new SlackRefusalException("views.publish", answer.TextOf("error")).Error);
            return false;
        }
    }

    private Task<JsonElement> PublishAsync(string userId, HomeState state, string teamId, string? hash, CancellationToken cancellation)
    {
        var arguments = new JsonObject { ["user_id"] = userId, ["view"] = HomeView.Of(state) };
        if (hash is not null) arguments["hash"] = hash;
        return call(teamId, "views.publish", arguments, cancellation);
    }

    private void Remember(string key, string? hash)
    {
        if (hash is null) return;
        // A forgotten hash costs nothing but the check.
        if (_hashes.Count >= MostHashes) _hashes.Clear();
        _hashes[key] = hash;
    }

    private static string Key(string teamId, string userId) => $"{teamId}/{userId}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "A Home tab in {Team} could not be published: {Error}.")]
    private partial void LogRefused(string team, string error);
}
