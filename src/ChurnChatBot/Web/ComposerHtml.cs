using ChurnChatBot.Messages;
using ChurnChatBot.Rendering;

namespace ChurnChatBot.Web;

/// <summary>What stands under the thread: whether something is worked on, notices, an upload under way, the question for a name, the box to write in.</summary>
internal static class ComposerHtml
{
    public static void Write(HtmlWriter html, ThreadView view, WebOptions options)
    {
        WriteWorking(html, view.State.IsWorking);
        using (html.Open("div", ("class", "foot")))
        {
            using (html.Open("div", ("class", "notice"), ("id", "notice"), ("role", "alert"), ("hidden", true)))
            {
                html.Element("span", "", ("id", "notice-text"));
                html.Element("button", "Dismiss", ("type", "button"), ("class", "plain-button"), ("id", "notice-close"));
            }
            WriteUpload(html);
            WriteNameForm(html, view.PersonName);
            WriteBox(html, options);
            html.Element("p", "Enter sends, Shift+Enter starts a new line. Files can be dropped anywhere.", ("class", "hint"));
            using (html.Open("noscript")) html.Element("p", "Sending needs JavaScript. Reading does not.", ("class", "hint"));
        }
        html.Element("div", "Drop the customer file here", ("class", "drop"), ("id", "drop"), ("hidden", true), ("aria-hidden", "true"));
    }

    private static void WriteWorking(HtmlWriter html, bool isWorking)
    {
        using (html.Open("div", ("class", "working"), ("id", "working"), ("role", "status"), ("hidden", !isWorking)))
        {
            using (html.Open("i", ("aria-hidden", "true"))) html.Element("span", "");
            html.Text("Working…");
        }
    }

    private static void WriteUpload(HtmlWriter html)
    {
        using (html.Open("div", ("class", "upload"), ("id", "upload"), ("hidden", true)))
        {
            using (html.Open("p"))
            {
                html.Element("span", "", ("id", "upload-text"));
                html.Element("button", "Cancel", ("type", "button"), ("class", "plain-button"), ("id", "upload-cancel"));
            }
            html.Element("progress", "", ("id", "upload-progress"), ("max", 1), ("value", 0), ("aria-label", "Upload"));
        }
    }

    /// <summary>Asked once, and not in the way: who does not answer is "You".</summary>
    private static void WriteNameForm(HtmlWriter html, string? name)
    {
        using (html.Open("form", ("class", "name-form"), ("id", "name-form"), ("hidden", name is not null)))
        {
            using (html.Open("label", ("for", "name"))) html.Text("What is your name? It stands beside what you approve.");
            html.Empty("input", ("id", "name"), ("type", "text"), ("maxlength", WebPerson.LongestName), ("autocomplete", "name"), ("value", name ?? ""), ("placeholder", "Your name"));
            html.Element("button", "Save", ("type", "submit"), ("class", "button primary"));
            html.Element("button", "Not now", ("type", "button"), ("class", "button"), ("id", "name-later"));
        }
    }

    private static void WriteBox(HtmlWriter html, WebOptions options)
    {
        using (html.Open("form", ("class", "composer"), ("id", "composer")))
        {
            var most = FactText.Format(Fact.Bytes("web.max_upload", options.MaxUploadBytes));
            html.Empty("input", ("type", "file"), ("id", "file"), ("hidden", true), ("multiple", true), ("aria-label", "Choose files"));
            using (html.Open("button", ("type", "button"), ("class", "plain-button"), ("id", "attach"), ("aria-label", $"Upload a file of up to {most}"), ("title", $"Upload a file (up to {most})")))
                ThreadPage.Icon(html, "M20 11.500l-8.300 8.300a5 5 0 0 1-7.100-7.100l8.700-8.700a3.300 3.300 0 0 1 4.700 4.700l-8.600 8.600a1.700 1.700 0 0 1-2.400-2.400l7.800-7.800");
            html.Element("label", "Message", ("for", "text"), ("class", "visually-hidden"));
            html.Element("textarea", "", ("id", "text"), ("rows", 1), ("maxlength", options.MaxTextLength), ("placeholder", "Ask or answer here"), ("enterkeyhint", "send"));
            using (html.Open("button", ("type", "submit"), ("class", "send"), ("aria-label", "Send"))) ThreadPage.Icon(html, "M12 19V6M6 11.500L12 5.500l6 6");
        }
    }
}
