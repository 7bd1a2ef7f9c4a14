namespace ChurnChatBot.Messages;

/// <summary>Turns a card that waited into the record of what was decided: no buttons, toggles as they were approved.</summary>
internal static class Decided
{
    public static ReplyMessage With(ReplyMessage card, RichText decision, IReadOnlyCollection<string>? selected = null) =>
        card with { Sections = [.. card.Sections.Select(section => Close(section, decision, selected))] };

    private static MessageSection Close(MessageSection section, RichText decision, IReadOnlyCollection<string>? selected) => section switch
    {
        ApprovalPrompt prompt => prompt with { Buttons = [], Decision = decision },
        Toggles toggles => toggles with
        {
            IsEnabled = false,
            Items = selected is null ? toggles.Items : [.. toggles.Items.Select(item => item with { IsOn = selected.Contains(item.Id) })],
        },
        Details details => details with { Sections = [.. details.Sections.Select(inner => Close(inner, decision, selected))] },
        _ => section,
    };
}
