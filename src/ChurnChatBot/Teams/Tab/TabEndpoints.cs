using System.Text;
using ChurnChatBot.Rendering;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Teams.Tab;

/// <summary>
/// The static tab of the Teams app: the projects that a person has worked on, to read. Teams signs the person in; nothing can be changed here.
/// The page may be framed by Teams and by nobody else.
/// </summary>
internal static class TabEndpoints
{
    private const string Policy =
        "default-src 'none'; script-src 'self' https://res.cdn.office.net; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors https://teams.microsoft.com https://*.teams.microsoft.com https://*.microsoft365.com https://*.office.com https://teams.cloud.microsoft https://*.cloud.microsoft";

    private static readonly Lazy<byte[]> Script = new(() => Read("tab.js"));

    public static void MapTeamsTab(this IEndpointRouteBuilder app)
    {
        app.MapGet("/teams/tab", (HttpContext context) => Framed(context, Results.Content(TabPage.Frame(), "text/html; charset=utf-8")));
        app.MapGet("/teams/tab.js", (HttpContext context) => Framed(context, Results.Bytes(Script.Value, "text/javascript; charset=utf-8")));
        app.MapGet("/teams/tab.css", (HttpContext context) => Framed(context, Results.Bytes(Encoding.UTF8.GetBytes(StyleSheets.Report), "text/css; charset=utf-8")));
        app.MapGet("/teams/tab/projects", ProjectsAsync);
        app.MapGet("/teams/tab/projects/{id}", ProjectAsync);
    }

    private static async Task<IResult> ProjectsAsync(HttpContext context, TabSignIn signIn, ProjectDatabase database)
    {
        if (await signIn.PersonIdAsync(context.Request, context.RequestAborted) is not { } person) return Framed(context, Results.Unauthorized());
        return Framed(context, Html(TabPage.Projects(await database.ProjectsWorkedOnAsync(person, context.RequestAborted))));
    }

    private static async Task<IResult> ProjectAsync(string id, HttpContext context, TabSignIn signIn, ProjectDatabase database)
    {
        var cancellation = context.RequestAborted;
        if (await signIn.PersonIdAsync(context.Request, cancellation) is not { } person) return Framed(context, Results.Unauthorized());
        var project = (await database.ProjectsWorkedOnAsync(person, cancellation)).FirstOrDefault(row => row.Id == id);
        if (project is null) return Framed(context, Results.NotFound());
        var messages = new List<MessageRow>();
        foreach (var conversation in await database.ConversationsOfAsync(id, cancellation))
            messages.AddRange((await database.MessagesAsync(id, conversation, cancellation)).Where(row => row.CopyOf is null && IsFor(row, person)));
        return Framed(context, Html(TabPage.Project(project, [.. messages.OrderBy(row => row.Sequence)])));
    }

    private static bool IsFor(MessageRow row, string person)
    {
        using var body = System.Text.Json.JsonDocument.Parse(row.BodyJson);
        return !body.RootElement.TryGetProperty("onlyFor", out var onlyFor) || onlyFor.GetString() is null or "" || onlyFor.GetString() == person;
    }

    private static IResult Html(string part) => Results.Content(part, "text/html; charset=utf-8");

    private static IResult Framed(HttpContext context, IResult result)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return result;
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(TabEndpoints).Assembly.GetManifestResourceStream("ChurnChatBot.Teams.Tab.Page." + name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
