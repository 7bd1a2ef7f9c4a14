using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering;

/// <summary>Files to take away: a link each where there is an address, with what it is and how large.</summary>
internal static class FilesHtml
{
    public static void Write(HtmlWriter html, Files files, SectionContext context)
    {
        using (html.Open("ul", ("class", "files")))
            foreach (var file in files.Items) WriteFile(html, file, context);
    }

    private static void WriteFile(HtmlWriter html, FileOffer file, SectionContext context)
    {
        using (html.Open("li"))
        {
            if (context.Options.FileAddress(file) is { } address)
            {
                // A page opens beside the thread; everything else is saved.
                var isPage = file.MediaType == "text/html";
                using (html.Open("a", ("href", address), ("download", isPage ? null : file.Name), ("target", isPage ? "_blank" : null), ("rel", isPage ? "noopener" : null)))
                    html.Element("bdi", file.Name);
            }
            else using (html.Open("span", ("class", "file-name"))) html.Element("bdi", file.Name);
            html.Element("span", FactText.Format(Fact.Bytes("file.size", file.Size), context.Culture), ("class", "file-size"));
            using (html.Open("span", ("class", "file-about"))) RichTextHtml.Write(html, file.Description, context.Culture);
        }
    }
}
