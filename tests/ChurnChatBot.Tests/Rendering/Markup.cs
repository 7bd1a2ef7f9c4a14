using System.Xml.Linq;

namespace ChurnChatBot.Tests.Rendering;

/// <summary>Reads what the renderers write: it is well-formed XML, so a test can ask for elements instead of searching text.</summary>
internal static class Markup
{
    public static XElement Parse(string html) => XDocument.Parse(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), LoadOptions.PreserveWhitespace).Root!;

    public static IReadOnlyList<XElement> All(this XElement root, string name, string? look = null) =>
        [.. root.DescendantsAndSelf().Where(element => element.Name.LocalName == name && (look is null || Looks(element).Contains(look)))];

    public static XElement One(this XElement root, string name, string? look = null) => Assert.Single(root.All(name, look));

    public static string? Get(this XElement element, string attribute) => (string?)element.Attribute(attribute);

    public static double Number(this XElement element, string attribute) =>
        double.Parse(element.Get(attribute)!, System.Globalization.CultureInfo.InvariantCulture);

    public static IReadOnlyList<string> Looks(XElement element) => (element.Get("class") ?? "").Split(' ');

    /// <summary>No script, no handler, no inline style, no foreign address: what the page's policy would stop is not there in the first place.</summary>
    public static void AssertHarmless(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            Assert.DoesNotContain(element.Name.LocalName, new[] { "script", "iframe", "object", "embed", "foreignObject", "base" });
            foreach (var attribute in element.Attributes())
            {
                Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{element.Name.LocalName} has {attribute.Name}.");
                Assert.NotEqual("style", attribute.Name.LocalName);
                if (attribute.Name.LocalName is "href" or "src") Assert.Matches("^(/|#)", attribute.Value);
            }
        }
    }
}
