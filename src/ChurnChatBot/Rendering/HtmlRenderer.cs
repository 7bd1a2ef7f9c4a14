using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering;

/// <summary>
/// A message as one HTML article, for the web page and for the report. Buttons and inputs carry their command as data; the page's script
/// sends it back. The list of sections is closed, and each has its method here or in a writer beside this one.
/// </summary>
internal static class HtmlRenderer
{
    public const string BotName = "ChurnChatBot";

    public static string Render(ReplyMessage message, RenderOptions options)
    {
        options.Validate();
        var html = new HtmlWriter();
        WriteArticle(html, message, options);
        return html.ToString();
    }

    public static void WriteArticle(HtmlWriter html, ReplyMessage message, RenderOptions options)
    {
        var look = options.Author is null ? "message bot" : "message person";
        using (html.Open("article", ("class", message.IsProblem ? look + " problem" : look), ("id", "message-" + options.MessageId),
            ("data-message-id", options.MessageId), ("data-revision", options.Revision)))
        {
            WriteByline(html, options, message.IsProblem);
            using (html.Open("div", ("class", "body")))
            {
                WriteSections(html, message.Sections, new SectionContext(options));
            }
        }
    }

    public static void WriteSections(HtmlWriter html, IReadOnlyList<MessageSection> sections, SectionContext context)
    {
        foreach (var section in sections)
        {
            WriteSection(html, section, context);
            if (section is Heading) context = context with { HasHeading = true };
        }
    }

    private static void WriteByline(HtmlWriter html, RenderOptions options, bool isProblem)
    {
        using (html.Open("header", ("class", "byline")))
        {
            // What the red edge says to those who see it.
            if (isProblem) html.Element("span", "Problem: ", ("class", "visually-hidden"));
            using (html.Open("span", ("class", "author"))) html.Element("bdi", options.Author ?? BotName);
            if (options.At is not { } at) return;
            html.Text(" ");
            html.Element("time", at.ToString("HH:mm", options.Culture), ("datetime", at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private static void WriteSection(HtmlWriter html, MessageSection section, SectionContext context)
    {
        switch (section)
        {
            case Heading heading:
                WithText(html, context.HeadingName, heading.Text, context);
                break;
            case Paragraph paragraph:
                WithText(html, "p", paragraph.Text, context);
                break;
            case Footer footer:
                WithText(html, "p", footer.Text, context, "footnote");
                break;
            case Bullets bullets:
                using (html.Open("ul"))
                    foreach (var item in bullets.Items) WithText(html, "li", item, context);
                break;
            case FactList facts:
                WriteFacts(html, facts, context);
                break;
            case ResultTable table:
                TableHtml.Write(html, table, context.Culture);
                break;
            case FigureSection figure:
                FigureHtml.Write(html, figure.Figure, context.Culture);
                break;
            case Details details:
                WriteDetails(html, details, context);
                break;
            case Files files:
                FilesHtml.Write(html, files, context);
                break;
            case PersonalData personal:
                // The page and the report are for those who work on the file.
                WriteSections(html, personal.Sections, context);
                break;
            case FileDelivery delivery:
                FilesHtml.Write(html, new Files([delivery.File]), context);
                break;
            case Progress progress:
                WriteProgress(html, progress, context);
                break;
            default:
                InputsHtml.Write(html, section, context);
                break;
        }
    }

    private static void WriteFacts(HtmlWriter html, FactList facts, SectionContext context)
    {
        using (html.Open("dl", ("class", "facts")))
        {
            foreach (var row in facts.Rows)
            {
                using (html.Open("div"))
                {
                    WithText(html, "dt", row.Label, context);
                    WithText(html, "dd", row.Value, context);
                }
            }
        }
    }

    /// <summary>On paper nothing can be unfolded, so a report shows what is behind [Details].</summary>
    private static void WriteDetails(HtmlWriter html, Details details, SectionContext context)
    {
        var inside = context with { HasHeading = true };
        if (!context.IsInteractive)
        {
            using (html.Open("section", ("class", "details")))
            {
                WithText(html, inside.HeadingName, details.Title, context);
                WriteSections(html, details.Sections, inside);
            }
            return;
        }
        using (html.Open("details"))
        {
            WithText(html, "summary", details.Title, context);
            using (html.Open("div", ("class", "details-body"))) WriteSections(html, details.Sections, inside);
        }
    }

    private static void WriteProgress(HtmlWriter html, Progress progress, SectionContext context)
    {
        using (html.Open("div", ("class", progress.IsFinished ? "progress finished" : "progress")))
        {
            WithText(html, "p", progress.Text, context);
            if (progress.IsFinished || !context.IsInteractive) return;
            var fraction = double.IsFinite(progress.Fraction) ? Math.Clamp(progress.Fraction, 0, 1) : 0;
            // Content for browsers without the element; it also keeps the element from being written as an empty one.
            using (html.Open("progress", ("max", 1), ("value", Math.Round(fraction, 2)), ("aria-label", progress.Text.ToPlainText(context.Culture))))
                html.Text(AsPercent(fraction));
        }
    }

    private static string AsPercent(double fraction) => FactText.Format(new Fact("progress", fraction, FactFormat.Share));

    private static void WithText(HtmlWriter html, string element, RichText text, SectionContext context, string? look = null)
    {
        using (html.Open(element, ("class", look))) RichTextHtml.Write(html, text, context.Culture);
    }
}
