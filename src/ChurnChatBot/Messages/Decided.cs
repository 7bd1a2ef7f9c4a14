namespace ChurnChatBot.Messages;

/// <summary>Turns a card that waited into the record of what was decided: no buttons, toggles as they were approved.</summary>
internal static class Decided
{
    /// <summary>What the foot of a card says as long as it waits.</summary>
    public const string Waiting = " · nothing changes until you approve";

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
        Footer footer => new Footer(new RichText([.. footer.Text.Runs.Select(run => run with { Text = run.Text.Replace(Waiting, "", StringComparison.Ordinal) })])),
        PersonalData personal => personal with { Sections = [.. personal.Sections.Select(inner => Close(inner, decision, selected))] },
        Details details => details with { Sections = [.. details.Sections.Select(inner => Close(inner, decision, selected))] },
        _ => section,
    };
}
