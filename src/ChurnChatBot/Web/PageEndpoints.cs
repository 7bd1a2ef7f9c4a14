using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Web;

/// <summary>The page itself: start, a new project, a thread, the name of the person, and whether the program is well.</summary>
internal static class PageEndpoints
{
    public static async Task<IResult> StartAsync(HttpContext context, ProjectDatabase database, ThreadPage page)
    {
        var projects = await ProjectLink.ListAsync(database, context.RequestAborted);
        return projects.Count > 0
            ? Results.Redirect("/projects/" + projects[0].ConversationId)
            : Html(page.RenderStart(WebPerson.NameOf(context.Request)));
    }

    /// <summary>Opens a conversation: its welcome is a turn like any other, so that it is said exactly once.</summary>
    public static async Task<IResult> NewAsync(HttpContext context, TurnInbox inbox, TimeProvider time)
    {
        var id = ConversationId.New();
        var turn = new ConversationTurn
        {
            TurnId = $"{WebChannel.ChannelName}:welcome-{id}",
            Conversation = new ConversationAddress(WebChannel.ChannelName, id),
            Person = WebPerson.Of(context),
            Action = new TurnAction(new ActionCommand(ActionVerb.Welcome), new Dictionary<string, string>(), null),
            ReceivedAt = time.GetUtcNow(),
        };
        await inbox.AcceptAsync(turn, cancellation: context.RequestAborted);
        context.Response.Headers.Location = "/projects/" + id;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    public static async Task<IResult> ShowAsync(string id, HttpContext context, ProjectDatabase database, ThreadPage page)
    {
        if (!ConversationId.IsValid(id)) return WebProblem.NotFound("There is no such project.");
        var cancellation = context.RequestAborted;
        var conversation = WebChannel.Key(id);
        // The state first: a message that comes between the two is shown, and what the state missed the feed tells.
        var state = await ThreadState.ReadAsync(database, conversation, cancellation);
        var messages = await database.MessagesSinceAsync(conversation, 0, cancellation);
        var projects = await ProjectLink.ListAsync(database, cancellation);
        return Html(page.RenderThread(new ThreadView(id, state, messages, projects, WebPerson.NameOf(context.Request))));
    }

    public static async Task<IResult> RememberPersonAsync(HttpContext context, WebOptions options)
    {
        var (body, refusal) = await JsonBody.ReadAsync<PersonBody>(context.Request, options.MaxJsonBytes);
        if (refusal is not null) return refusal;
        WebPerson.Remember(context, body!.Name ?? "");
        return Results.NoContent();
    }

    public static async Task<IResult> HealthAsync(HttpContext context, ProjectDatabase database)
    {
        await database.FindProjectAsync(WebChannel.Key("health"), context.RequestAborted);
        return Results.Json(new { status = "ok" });
    }

    private static IResult Html(string page) => Results.Content(page, "text/html; charset=utf-8");

    private sealed record PersonBody(string? Name);
}

/// <summary>A line of the project list.</summary>
internal sealed record ProjectLink(string ConversationId, string Name)
{
    private const int MostShown = 200;

    public static async Task<IReadOnlyList<ProjectLink>> ListAsync(ProjectDatabase database, CancellationToken cancellation)
    {
        var projects = await database.ListProjectsAsync(WebChannel.ChannelName, cancellation);
        return [.. projects.OrderByDescending(pair => pair.Project.UpdatedAt).Take(MostShown)
            .Select(pair => new ProjectLink(pair.Conversation.ConversationId, pair.Project.Name))];
    }
}
