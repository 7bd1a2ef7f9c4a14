namespace ChurnChatBot.Rendering;

/// <summary>The style sheets that are embedded in the program. How a message looks is written once, for the page and for the report.</summary>
internal static class StyleSheets
{
    private static readonly Lazy<string> ReportText = new(() => Read("message.css") + Read("report.css"));

    /// <summary>All that a report needs.</summary>
    public static string Report => ReportText.Value;

    private static string Read(string name)
    {
        using var stream = typeof(StyleSheets).Assembly.GetManifestResourceStream("ChurnChatBot.Web.Page." + name)
            ?? throw new InvalidOperationException($"{name} is not embedded in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
