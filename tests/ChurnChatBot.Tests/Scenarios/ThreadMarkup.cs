using System.Text.RegularExpressions;
using System.Xml.Linq;
using ChurnChatBot.Tests.Rendering;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>Reads the thread's page as a person sees it: cards, their words, buttons, ticks and files.</summary>
internal static partial class ThreadMarkup
{
    public static bool IsWorking(XElement page) => page.All("div").Single(element => element.Get("id") == "working").Attribute("hidden") is null;

    public static IReadOnlyList<ScenarioCard> Cards(XElement page) => [.. page.All("article").Select(Card)];

    private static ScenarioCard Card(XElement article) => new(article.Get("data-message-id")!, Markup.Looks(article).Contains("bot"), Words(article.One("div", "body")))
    {
        Buttons = [.. article.All("button").Where(button => button.Attribute("data-verb") is not null)
            .Select(button => new ScenarioButton(Words(button), button.Get("data-verb")!, button.Get("data-command")!))],
        Toggles = [.. article.All("fieldset", "toggles").SelectMany(group => group.All("label")).Select(Toggle)],
        Files = article.All("ul", "files").SelectMany(list => list.All("a")).DistinctBy(Words).ToDictionary(Words, link => link.Get("href")!),
    };

    private static ScenarioToggle Toggle(XElement label)
    {
        var box = label.One("input");
        return new ScenarioToggle(box.Get("value")!, Words(label), box.Attribute("checked") is not null);
    }

    /// <summary>Text with blanks between the parts that stand apart on the page, in one line.</summary>
    private static string Words(XElement element)
    {
        var parts = element.DescendantNodes().Where(node => !node.Ancestors().Any(parent => parent.Name.LocalName == "svg"))
            .Select(node => node switch
            {
                XText text => text.Value,
                XElement { Name.LocalName: "p" or "li" or "h2" or "h3" or "td" or "th" or "button" or "label" or "div" or "dt" or "dd" or "summary" or "caption" or "small" } => " ",
                _ => "",
            });
        return Blanks().Replace(Invisible().Replace(string.Concat(parts), ""), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    // Marks of direction around names from the data.
    [GeneratedRegex(@"\p{Cf}")]
    private static partial Regex Invisible();
}
