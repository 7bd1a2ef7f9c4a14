using ChurnChatBot.Slack.Home;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Slack.Outbound;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Events that are no turn: which organisation a workspace belongs to, the end of an installation, somebody who looks at Home, a link to a project.
/// What has to outlive the process is written before the event is acknowledged; what is only shown comes after.
/// </summary>
internal sealed class WorkspaceEvents(
    Installations installations, HomeTab home, LinkUnfurl links, AssistantThreads threads, WebApiCall call, Afterwards afterwards, TimeProvider time)
{
    private const string PromptsTitle = "What would you like to know?";

    private static readonly SuggestedPrompt[] Prompts =
    [
        new("Try the sample", "try the sample"),
        new("What can you do?", "what can you do?"),
        new("Where are we?", "where are we?"),
        new("My projects", "my projects"),
    ];

    public async Task NoteAsync(EventEnvelope happened, CancellationToken cancellation)
    {
        if (happened.EnterpriseId is { } enterprise) await installations.NoteTeamAsync(happened.TeamId, enterprise, cancellation);
        switch (happened.Type)
        {
            case "app_uninstalled":
            case "tokens_revoked" when happened.Body.At("tokens") is { } tokens && tokens.Items("bot").Any():
                await installations.RemoveAsync(happened.TeamId, happened.EnterpriseId, happened.HappenedAt ?? time.GetUtcNow(), cancellation);
                break;
            case "app_home_opened" when happened.Body.Id("user") is { } user && happened.Body.Text("tab") == "home":
                afterwards.Run(stopping => home.PublishAsync(happened.TeamId, user, stopping));
                break;
            case "app_home_opened" when happened.Body.Text("tab") == "messages" && happened.Body.Id("channel") is { } channel:
                Suggest(new SlackPlace(happened.TeamId, channel, null));
                break;
            case "assistant_thread_started" when happened.Body.At("assistant_thread") is { } thread && thread.Id("channel_id") is { } channel:
                Suggest(new SlackPlace(happened.TeamId, channel, thread.Id("thread_ts")));
                break;
            case "link_shared" when SharedLinks.Read(happened.TeamId, happened.Body) is { } shared:
                afterwards.Run(stopping => UnfurlAsync(shared, stopping));
                break;
            default:
                break;
        }
    }

    private void Suggest(SlackPlace place) => afterwards.Run(stopping => threads.SuggestAsync(place, PromptsTitle, Prompts, stopping));

    private async Task UnfurlAsync(SharedLinks shared, CancellationToken cancellation)
    {
        if (await links.OfAsync(shared, cancellation) is { } unfurl) await call(shared.TeamId, "chat.unfurl", unfurl, cancellation);
    }
}
