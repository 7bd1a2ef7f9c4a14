using ChurnChatBot.Rendering;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Web;

/// <summary>All that the first view of a thread shows.</summary>
/// <param name="PersonName">Null where they were not asked yet.</param>
internal sealed record ThreadView(
    string ConversationId, ThreadState State, IReadOnlyList<MessageRow> Messages, IReadOnlyList<ProjectLink> Projects, string? PersonName);

/// <summary>
/// The page: projects at the left, the thread, the box to write in. The server renders all of it, so a reload shows the same; the script
/// adds what comes later. There is no script and no style in the page itself, which its policy forbids.
/// </summary>
internal sealed class ThreadPage(PageAssets assets, WebOptions options)
{
    private const string Product = HtmlRenderer.BotName;

    public string RenderStart(string? personName)
    {
        var html = new HtmlWriter();
        using (OpenPage(html, Product))
        {
            using var shell = html.Open("div", ("class", "shell"));
            WriteSidebar(html, new ThreadView("", new ThreadState(null, "", false), [], [], personName));
            using (html.Open("main", ("class", "main"), ("id", "main")))
            {
                WriteTopbar(html, Product);
                using (html.Open("div", ("class", "thread")))
                using (html.Open("div", ("class", "empty")))
                {
                    html.Element("h2", "Find out who is about to leave, why, and what it is worth to keep them");
                    html.Element("p", "A project takes one customer file from the first look to an approved, explained model. Nothing changes without your approval.");
                    using (html.Open("form", ("method", "post"), ("action", "/projects"))) html.Element("button", "Start a project", ("class", "button primary"));
                }
            }
        }
        return Document(html);
    }

    public string RenderThread(ThreadView view)
    {
        var html = new HtmlWriter();
        using (OpenPage(html, $"{view.State.Title} · {Product}"))
        {
            html.Element("a", "Skip to writing", ("class", "skip-link"), ("href", "#text"));
            using (html.Open("div", ("class", "shell")))
            {
                WriteSidebar(html, view);
                WriteMain(html, view);
            }
        }
        return Document(html);
    }

    private void WriteMain(HtmlWriter html, ThreadView view)
    {
        var last = view.Messages.Count == 0 ? 0 : view.Messages.Max(message => message.Change);
        using (html.Open("main", ("class", "main"), ("id", "main"), ("data-conversation", view.ConversationId), ("data-after", last.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("data-max-upload", options.MaxUploadBytes.ToString(System.Globalization.CultureInfo.InvariantCulture))))
        {
            WriteTopbar(html, view.State.Title);
            using (html.Open("div", ("class", "thread"), ("id", "thread"), ("tabindex", 0), ("role", "region"), ("aria-label", "Conversation")))
            using (html.Open("div", ("class", "log"), ("id", "log")))
                foreach (var message in view.Messages.OrderBy(message => message.Sequence)) ThreadHtml.Write(html, message);
            // Only what is new is read out, and in a sentence; the thread itself would be read again with every step of progress.
            html.Element("div", "", ("class", "visually-hidden"), ("id", "announcer"), ("role", "log"), ("aria-live", "polite"));
            html.Element("button", "New message ↓", ("type", "button"), ("class", "button to-end"), ("id", "to-end"), ("hidden", true));
            ComposerHtml.Write(html, view, options);
        }
    }

    private static void WriteTopbar(HtmlWriter html, string title)
    {
        using (html.Open("header", ("class", "topbar")))
        {
            using (html.Open("button", ("type", "button"), ("class", "plain-button menu"), ("id", "menu"), ("aria-label", "Projects"), ("aria-expanded", "false"), ("aria-controls", "sidebar")))
                Icon(html, "M4 7h16M4 12h16M4 17h16");
            using (html.Open("h1", ("id", "title"))) html.Element("bdi", title);
        }
    }

    private void WriteSidebar(HtmlWriter html, ThreadView view)
    {
        using (html.Open("nav", ("class", "sidebar"), ("id", "sidebar"), ("aria-label", "Projects")))
        {
            using (html.Open("div", ("class", "brand")))
            {
                html.Empty("img", ("src", assets.AddressOf("icon.svg")), ("alt", ""));
                html.Element("a", Product, ("href", "/"));
            }
            using (html.Open("form", ("method", "post"), ("action", "/projects"))) WriteNewButton(html);
            using (html.Open("ul", ("class", "projects")))
            {
                if (view.ConversationId.Length > 0 && view.Projects.All(project => project.ConversationId != view.ConversationId))
                    WriteProject(html, new ProjectLink(view.ConversationId, view.State.Title), isCurrent: true);
                foreach (var project in view.Projects) WriteProject(html, project, project.ConversationId == view.ConversationId);
            }
            if (view.ConversationId.Length > 0) WritePerson(html, view.PersonName);
        }
        html.Element("div", "", ("class", "veil"), ("id", "veil"));
    }

    private static void WritePerson(HtmlWriter html, string? name)
    {
        using (html.Open("div", ("class", "who")))
        {
            using (html.Open("span"))
            {
                html.Text("Name: ");
                using (html.Open("strong", ("id", "person-name"))) html.Element("bdi", name ?? WebPerson.DefaultName);
            }
            html.Element("button", "Change", ("type", "button"), ("class", "plain-button"), ("id", "change-name"), ("aria-label", "Change your name"));
        }
    }

    private static void WriteNewButton(HtmlWriter html)
    {
        using (html.Open("button", ("class", "button")))
        {
            Icon(html, "M12 5.500v13M5.500 12h13");
            html.Text("New project");
        }
    }

    private static void WriteProject(HtmlWriter html, ProjectLink project, bool isCurrent)
    {
        using (html.Open("li"))
        using (html.Open("a", ("href", "/projects/" + project.ConversationId), ("aria-current", isCurrent ? "page" : null), ("title", project.Name)))
            html.Element("bdi", project.Name);
    }

    public static void Icon(HtmlWriter html, string path)
    {
        using (html.Open("svg", ("viewBox", "0 0 24 24"), ("aria-hidden", "true"))) html.Empty("path", ("d", path));
    }

    private PageScope OpenPage(HtmlWriter html, string title) => new(html, title, assets);

    private static string Document(HtmlWriter html) => "<!DOCTYPE html>\n" + html;

    /// <summary>The head, and the body around what is written while it is open.</summary>
    private readonly ref struct PageScope
    {
        private readonly HtmlWriter.Scope _root;
        private readonly HtmlWriter.Scope _body;

        public PageScope(HtmlWriter html, string title, PageAssets assets)
        {
            _root = html.Open("html", ("lang", "en"));
            using (html.Open("head"))
            {
                html.Empty("meta", ("charset", "utf-8"));
                html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
                html.Element("title", title);
                html.Empty("link", ("rel", "icon"), ("type", "image/svg+xml"), ("href", assets.AddressOf("icon.svg")));
                html.Empty("link", ("rel", "stylesheet"), ("href", assets.AddressOf("message.css")));
                html.Empty("link", ("rel", "stylesheet"), ("href", assets.AddressOf("page.css")));
                html.Element("script", "", ("type", "module"), ("src", assets.AddressOf("page.js")));
            }
            _body = html.Open("body");
        }

        public void Dispose()
        {
            _body.Dispose();
            _root.Dispose();
        }
    }
}
