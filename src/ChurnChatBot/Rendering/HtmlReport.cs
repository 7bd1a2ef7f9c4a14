using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering;

/// <summary>What stands on the first page of a report, besides its title.</summary>
internal sealed record ReportOptions
{
    /// <summary>A line under the title, such as the file it is about.</summary>
    public RichText Subtitle { get; init; } = RichText.Empty;

    public required DateTimeOffset WrittenAt { get; init; }

    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;
}

/// <summary>
/// Messages as one HTML file that needs nothing else: style inside, pictures inside, no script, and a policy in the file itself that
/// forbids any. Each message is a chapter; what can be pressed or filled in is left out. Made to be read on a screen and printed on A4.
/// </summary>
internal static class HtmlReport
{
    public static string Write(string title, IReadOnlyList<ReplyMessage> chapters, ReportOptions options)
    {
        var html = new HtmlWriter();
        using (html.Open("html", ("lang", "en")))
        {
            WriteHead(html, title);
            using (html.Open("body", ("class", "report")))
            using (html.Open("main"))
            {
                WriteCover(html, title, options);
                WriteContents(html, chapters, options.Culture);
                for (var i = 0; i < chapters.Count; i++) WriteChapter(html, chapters[i], i + 1, options.Culture);
            }
        }
        return "<!DOCTYPE html>\n" + html;
    }

    private static void WriteHead(HtmlWriter html, string title)
    {
        var style = StyleSheets.Report;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        using (html.Open("head"))
        {
            html.Empty("meta", ("charset", "utf-8"));
            html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"));
            html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
            html.Element("title", title);
            html.Style(style);
        }
    }

    private static void WriteCover(HtmlWriter html, string title, ReportOptions options)
    {
        using (html.Open("header", ("class", "cover")))
        {
            html.Element("h1", title);
            using (html.Open("p", ("class", "subtitle"))) RichTextHtml.Write(html, options.Subtitle, options.Culture);
            html.Element("p", "Written " + options.WrittenAt.ToString("d MMMM yyyy, HH:mm 'UTC'zzz", options.Culture).Replace("UTC+00:00", "UTC", StringComparison.Ordinal), ("class", "footnote"));
        }
    }

    private static void WriteContents(HtmlWriter html, IReadOnlyList<ReplyMessage> chapters, CultureInfo culture)
    {
        if (chapters.Count < 2) return;
        using (html.Open("nav", ("class", "contents"), ("aria-labelledby", "contents")))
        {
            html.Element("h2", "Contents", ("id", "contents"));
            using (html.Open("ol"))
            {
                for (var i = 0; i < chapters.Count; i++)
                {
                    using (html.Open("li"))
                    using (html.Open("a", ("href", $"#chapter-{i + 1}"))) RichTextHtml.Write(html, TitleOf(chapters[i], i + 1), culture);
                }
            }
        }
    }

    private static void WriteChapter(HtmlWriter html, ReplyMessage chapter, int number, CultureInfo culture)
    {
        var context = new SectionContext(new RenderOptions { MessageId = $"chapter-{number}", Culture = culture, IsInteractive = false });
        using (html.Open("section", ("class", "chapter body"), ("id", $"chapter-{number}"))) HtmlRenderer.WriteSections(html, chapter.Sections, context);
    }

    private static RichText TitleOf(ReplyMessage chapter, int number) =>
        chapter.Sections.OfType<Heading>().FirstOrDefault()?.Text
        ?? chapter.Sections.OfType<Paragraph>().FirstOrDefault()?.Text
        ?? RichText.Of($"Chapter {Fact.Count("chapter", number)}");
}
