using System.Globalization;
using System.Text.Json;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Teams.Tab;

/// <summary>The tab's parts as HTML: the frame that Teams loads, the list of a person's projects, and one project to read.</summary>
internal static class TabPage
{
    /// <summary>Microsoft's script that talks with Teams around the page, of the very content that this hash names.</summary>
    private const string TeamsScript = "https://res.cdn.office.net/teams-js/2.58.0/js/MicrosoftTeams.min.js";
    private const string TeamsScriptHash = "sha384-sMo/EOqQPa1OCup2/VBRum7oFeOS22kvs8WGDc45xK53tUVZzFR5WwFYDUYN1LO4";

    public static string Frame()
    {
        var html = new HtmlWriter();
        using (html.Open("html", ("lang", "en")))
        {
            using (html.Open("head"))
            {
                html.Empty("meta", ("charset", "utf-8"));
                html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
                html.Element("title", "Projects");
                html.Empty("link", ("rel", "stylesheet"), ("href", "/teams/tab.css"));
                html.Element("script", "", ("src", TeamsScript), ("integrity", TeamsScriptHash), ("crossorigin", "anonymous"));
                html.Element("script", "", ("src", "/teams/tab.js"), ("type", "module"));
            }
            using (html.Open("body", ("class", "report")))
            using (html.Open("main", ("aria-live", "polite"))) html.Element("p", "Looking for your projects…");
        }
        return "<!DOCTYPE html>\n" + html;
    }

    public static string Projects(IReadOnlyList<ProjectRow> projects)
    {
        var html = new HtmlWriter();
        html.Element("h1", "Your projects", ("tabindex", -1));
        if (projects.Count == 0)
        {
            html.Element("p", "There are none yet. Drop a customer file into the chat, and it is listed here.");
            return html.ToString();
        }

        using (html.Open("ul"))
        {
            foreach (var project in projects)
            {
                using (html.Open("li"))
                {
                    using (html.Open("a", ("href", "#"), ("data-path", "/teams/tab/projects/" + Uri.EscapeDataString(project.Id)))) html.Element("bdi", project.Name);
                    html.Text(", last changed " + project.UpdatedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
                }
            }
        }
        return html.ToString();
    }

    /// <param name="messages">In order; those for other people alone are not among them.</param>
    public static string Project(ProjectRow project, IReadOnlyList<MessageRow> messages)
    {
        var html = new HtmlWriter();
        using (html.Open("p")) html.Element("a", "All projects", ("href", "#"), ("data-path", "/teams/tab/projects"));
        using (html.Open("h1", ("tabindex", -1))) html.Element("bdi", project.Name);
        foreach (var row in messages)
        {
            if (Read(row) is not { } message) continue;
            HtmlRenderer.WriteArticle(html, message, new RenderOptions
            {
                MessageId = row.MessageId,
                Revision = row.Revision,
                Author = row.Author == MessageRow.BotAuthor ? null : row.Author,
                At = row.CreatedAt,
                IsInteractive = false,
            });
        }
        return html.ToString();
    }

    private static ReplyMessage? Read(MessageRow row)
    {
        try
        {
            return StoredJson.Read<ReplyMessage>(row.BodyJson);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            // Written by a later version: the rest can still be read.
            return null;
        }
    }
}
