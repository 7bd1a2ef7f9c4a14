using ChurnChatBot.Messages;
using ChurnChatBot.Rendering;

namespace ChurnChatBot.Slack.Install;

/// <summary>What a person sees at the end of an installation: what happened, and what to do next. Nothing that came with the request is repeated.</summary>
internal static class InstallPage
{
    public static IResult NotOffered() => Page(StatusCodes.Status404NotFound, "Not here", "This bot cannot be installed from this address. Ask whoever runs it.");

    public static IResult Cancelled() => Page(StatusCodes.Status200OK, "Not installed", "The installation was cancelled in Slack; nothing was changed.", Again);

    public static IResult NotOurs() => Page(
        StatusCodes.Status400BadRequest, "Not installed", "This answer from Slack does not belong to an installation that was begun in this browser in the last ten minutes.", Again);

    public static IResult Refused() => Page(StatusCodes.Status400BadRequest, "Not installed", "Slack did not accept the installation. Its code may have been used already.", Again);

    public static IResult NotReached() => Page(StatusCodes.Status502BadGateway, "Not installed", "Slack could not be reached to finish the installation.", Again);

    public static IResult NotServed() => Page(
        StatusCodes.Status403Forbidden, "Not installed", "This bot does not serve that workspace, and its token was not kept. Remove the app again in Slack, or ask whoever runs the bot.");

    /// <param name="name">As the workspace calls itself.</param>
    public static IResult Installed(string name, Uri? open)
    {
        var where = PersonName.Clean(name) is { Length: > 0 } clean ? clean : "your workspace";
        return Page(StatusCodes.Status200OK, "Installed", $"The bot is installed in {where}. Write to it in Slack, or mention it in a channel.", open is null ? null : ("Open Slack", open.AbsoluteUri));
    }

    private static (string Text, string Address)? Again => ("Start again", "install");

    private static IResult Page(int status, string title, string sentence, (string Text, string Address)? link = null)
    {
        var html = new HtmlWriter();
        using (html.Open("html", ("lang", "en")))
        {
            using (html.Open("head"))
            {
                html.Empty("meta", ("charset", "utf-8"));
                html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
                html.Element("title", title);
            }
            using (html.Open("body"))
            using (html.Open("main"))
            {
                html.Element("h1", title);
                html.Element("p", sentence);
                if (link is { } next)
                {
                    using (html.Open("p")) html.Element("a", next.Text, ("href", next.Address));
                }
            }
        }
        return Results.Content("<!DOCTYPE html>\n" + html, "text/html; charset=utf-8", statusCode: status);
    }
}
