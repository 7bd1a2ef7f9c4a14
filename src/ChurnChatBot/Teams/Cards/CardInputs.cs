using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Pages;

namespace ChurnChatBot.Teams.Cards;

/// <summary>What can be ticked, chosen and typed, each with a label; what is wrong with an input is said before it is sent.</summary>
/// <param name="isPage">Whether a button that turns the page sends the inputs: then none may hold it up.</param>
internal sealed class CardInputs(CardOptions options, IReadOnlySet<string>? ticked, bool isPage)
{
    private const int MostRadioButtons = 5;

    public IEnumerable<JsonObject> Write(Toggles toggles)
    {
        foreach (var item in toggles.Items)
        {
            var isOn = ticked?.Contains(item.Id) ?? item.IsOn;
            if (toggles.IsEnabled && !options.IsWorking && options.MayDecide) yield return Toggle(item, isOn);
            else if (toggles.IsEnabled) yield return CardText.Line((isOn ? "☑ " : "☐ ") + Plain(item.Text));
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
        ["title"] = TitleText.Of(item.Text, options.Culture),
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
            ["wrap"] = true,
            ["choices"] = new JsonArray([.. choice.Options.Select(option => new JsonObject { ["title"] = TitleText.Of(option.Text, options.Culture), ["value"] = option.Id })]),
        };
        if (choice.Options.Any(option => option.Id == choice.Selected)) input["value"] = choice.Selected;
        else if (!isPage)
        {
            input["isRequired"] = true;
            input["errorMessage"] = "Choose one.";
        }

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
