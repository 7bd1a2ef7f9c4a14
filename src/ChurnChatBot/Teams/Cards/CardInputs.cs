using System.Text.Json.Nodes;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Teams.Cards;

/// <summary>What can be ticked, chosen and typed, each with a label; what is wrong with an input is said before it is sent.</summary>
internal sealed class CardInputs(CardOptions options, IReadOnlySet<string>? ticked)
{
    private const int MostRadioButtons = 5;

    public IEnumerable<JsonObject> Write(Toggles toggles)
    {
        foreach (var item in toggles.Items)
        {
            var isOn = ticked?.Contains(item.Id) ?? item.IsOn;
            if (toggles.IsEnabled && !options.IsWorking) yield return Toggle(item, isOn);
            else yield return CardText.Block(RichText.Of($"{(RichText)(isOn ? "✓ " : "– not done: ")}{item.Text}"), options.Culture);
            if (item.Detail is { } detail) yield return CardText.Block(detail, options.Culture, CardTextStyle.Small with { Spacing = "None" });
        }
    }

    public JsonObject Write(MessageSection section) => section switch
    {
        ChoiceInput choice => ChoiceSet(choice),
        TextInput text => new JsonObject
        {
            ["type"] = "Input.Text",
            ["id"] = text.Id,
            ["label"] = Plain(text.Label),
            ["placeholder"] = CardText.Defused(text.Placeholder),
            ["maxLength"] = text.MaxLength,
        },
        NumberInput number => Number(number),
        _ => throw new ArgumentException($"No input for {section.GetType().Name}.", nameof(section)),
    };

    private JsonObject Toggle(Toggle item, bool isOn) => new()
    {
        ["type"] = "Input.Toggle",
        ["id"] = TickedItems.InputOf(item.Id),
        ["title"] = Plain(item.Text),
        ["value"] = isOn ? "true" : "false",
        ["valueOn"] = "true",
        ["valueOff"] = "false",
        ["wrap"] = true,
    };

    private JsonObject ChoiceSet(ChoiceInput choice)
    {
        var input = new JsonObject
        {
            ["type"] = "Input.ChoiceSet",
            ["id"] = choice.Id,
            ["label"] = Plain(choice.Label),
            ["style"] = choice.Options.Count <= MostRadioButtons ? "expanded" : "filtered",
            ["isRequired"] = true,
            ["errorMessage"] = "Choose one.",
            ["wrap"] = true,
            ["choices"] = new JsonArray([.. choice.Options.Select(option => new JsonObject { ["title"] = Plain(option.Text), ["value"] = option.Id })]),
        };
        if (choice.Selected is { } selected) input["value"] = selected;
        return input;
    }

    private JsonObject Number(NumberInput number)
    {
        var input = new JsonObject { ["type"] = "Input.Number", ["id"] = number.Id, ["label"] = Plain(number.Label), ["errorMessage"] = Range(number) };
        if (number.Minimum is { } low) input["min"] = low;
        if (number.Maximum is { } high) input["max"] = high;
        if (number.Value is { } value) input["value"] = value;
        return input;
    }

    private static string Range(NumberInput number) => (number.Minimum, number.Maximum) switch
    {
        ({ } low, { } high) => FormattableString.Invariant($"Write a number from {low} to {high}."),
        ({ } low, null) => FormattableString.Invariant($"Write a number of at least {low}."),
        (null, { } high) => FormattableString.Invariant($"Write a number of at most {high}."),
        _ => "Write a number.",
    };

    private string Plain(RichText text) => CardText.Plain(text, options.Culture);
}

/// <summary>What is ticked on a card: by its inputs where they were shown, else as it was carried from the card's other pages, else as the message has it.</summary>
internal static class TickedItems
{
    public static string InputOf(string item) => "items:" + item;

    /// <returns>Ids, comma-separated; null for a message where nothing can be ticked.</returns>
    public static string? Merge(ReplyMessage message, IReadOnlyDictionary<string, string> values)
    {
        if (message.Sections.OfType<Toggles>().FirstOrDefault() is not { IsEnabled: true } toggles) return null;
        var carried = values.TryGetValue("ticked", out var ids) ? ids.Split(',').ToHashSet(StringComparer.Ordinal) : null;
        return string.Join(',', toggles.Items.Where(IsOn).Select(item => item.Id));

        bool IsOn(Toggle item) => values.TryGetValue(InputOf(item.Id), out var value) ? value == "true" : carried?.Contains(item.Id) ?? item.IsOn;
    }
}
