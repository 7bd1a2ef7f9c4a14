using ChurnChatBot.Messages;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// The details of boxes. A box has one short line for them; where any is longer, all stand behind a button, by the numbers of their boxes, so that what is
/// to be decided stays short.
/// </summary>
internal static class Reasons
{
    private const int LongestDetail = 75;

    private static readonly RichText Title = "Reasons";

    /// <summary>Whether these are what <see cref="Behind"/> put there: then the boxes are numbered.</summary>
    public static bool Are(Details details) => ReferenceEquals(details.Title, Title);

    private static bool StandBehind(ReplyMessage message) => Boxes(message).SelectMany(toggles => toggles.Items)
        .Any(item => item.Detail is { } detail && detail.ToPlainText().Length > LongestDetail);

    public static ReplyMessage Behind(ReplyMessage message)
    {
        if (!StandBehind(message)) return message;
        var items = message.Sections.OfType<Toggles>().SelectMany(toggles => toggles.Items).ToArray();
        var reasons = items.Select((item, i) => (item.Detail, Number: i + 1)).Where(row => row.Detail is not null)
            .Select(row => new Paragraph(RichText.Of($"{Fact.Count("box.number", row.Number)}. {row.Detail!}")));
        return message with { Sections = [.. message.Sections.Select(Short), new Details(Title, [.. reasons])] };
    }

    private static MessageSection Short(MessageSection section) => section is Toggles { IsEnabled: true } toggles
        ? toggles with { Items = [.. toggles.Items.Select(item => item with { Detail = null })] }
        : section;

    private static IEnumerable<Toggles> Boxes(ReplyMessage message) => message.Sections.OfType<Toggles>().Where(toggles => toggles.IsEnabled);
}
