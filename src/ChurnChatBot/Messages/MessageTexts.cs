namespace ChurnChatBot.Messages;

/// <summary>Every text of a message, wherever it stands.</summary>
internal static class MessageTexts
{
    public static IEnumerable<RichText> Of(IEnumerable<MessageSection> sections) => sections.SelectMany(Of);

    private static IEnumerable<RichText> Of(MessageSection section) => section switch
    {
        Heading heading => [heading.Text],
        Paragraph paragraph => [paragraph.Text],
        Bullets bullets => bullets.Items,
        FactList facts => facts.Rows.SelectMany(row => (RichText[])[row.Label, row.Value]),
        ResultTable table => [table.Caption, .. table.Columns.Select(column => column.Header), .. table.Rows.SelectMany(row => row)],
        FigureSection { Figure: var figure } => [figure.Title],
        Toggles toggles => toggles.Items.SelectMany(item => (RichText[])[item.Text, item.Detail ?? RichText.Empty]),
        ChoiceInput input => [input.Label, .. input.Options.Select(option => option.Text)],
        TextInput input => [input.Label],
        NumberInput input => [input.Label],
        Choices choices => choices.Items.Select(choice => choice.Label),
        ApprovalPrompt prompt => [.. prompt.Buttons.Select(choice => choice.Label), prompt.Decision ?? RichText.Empty],
        Progress progress => [progress.Text],
        Files files => files.Items.Select(file => file.Description),
        FileDelivery delivery => [delivery.File.Description],
        Details details => [details.Title, .. Of(details.Sections)],
        PersonalData personal => [personal.Instead, .. Of(personal.Sections)],
        Footer footer => [footer.Text],
        _ => [],
    };

    /// <summary>Tables and figures, which need more room than words.</summary>
    public static IEnumerable<MessageSection> Tables(IEnumerable<MessageSection> sections) => sections.SelectMany(section => section switch
    {
        ResultTable or FigureSection => (IEnumerable<MessageSection>)[section],
        Details details => Tables(details.Sections),
        PersonalData personal => Tables(personal.Sections),
        _ => [],
    });
}
