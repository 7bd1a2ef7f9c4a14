using ChurnChatBot.Messages;

namespace ChurnChatBot.Conversations;

/// <summary>A message in words alone. What names customers is left out where others read along; tables and pictures are left out everywhere.</summary>
internal static class PlainWords
{
    public static string Of(ReplyMessage message, bool isShared) => string.Join('\n', Lines(message.Sections, isShared && !message.NamesCustomers));

    private static IEnumerable<string> Lines(IEnumerable<MessageSection> sections, bool isHidden) => sections.SelectMany(section => section switch
    {
        Heading heading => [heading.Text.ToPlainText()],
        Paragraph paragraph => [paragraph.Text.ToPlainText()],
        Progress progress => [progress.Text.ToPlainText()],
        Bullets bullets => bullets.Items.Select(item => "- " + item.ToPlainText()),
        FactList facts => facts.Rows.Select(row => $"{row.Label.ToPlainText()}: {row.Value.ToPlainText()}"),
        ApprovalPrompt { Decision: { } decision } => [decision.ToPlainText()],
        PersonalData personal => isHidden ? [personal.Instead.ToPlainText()] : Lines(personal.Sections, isHidden),
        Footer footer => [footer.Text.ToPlainText()],
        _ => (IEnumerable<string>)[],
    });
}
