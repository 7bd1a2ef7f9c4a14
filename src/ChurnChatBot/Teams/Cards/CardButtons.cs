using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Pages;

namespace ChurnChatBot.Teams.Cards;

/// <summary>
/// Buttons. They are Action.Execute, whose answer replaces the card in place; clients that do not know it press the same as Action.Submit. They
/// carry ids and hashes, never content.
/// </summary>
internal sealed class CardButtons(CardOptions options, string? ticked)
{
    /// <summary>Teams shows six; the rest stand behind "…".</summary>
    private const int MostInView = 6;

    public static JsonObject Set(IReadOnlyList<JsonObject> actions) => new()
    {
        ["type"] = "ActionSet",
        ["actions"] = new JsonArray([.. actions.Select((action, i) =>
        {
            if (i >= MostInView) action["mode"] = "secondary";
            return action;
        })]),
    };

    public static JsonObject Toggle(string title, string element) => new()
    {
        ["type"] = "Action.ToggleVisibility",
        ["title"] = title,
        ["targetElements"] = new JsonArray(element),
    };

    public JsonObject Of(Choice choice) => Execute(CardText.Plain(choice.Label, options.Culture), choice.Command.Verb, choice.Command.Data, choice.Style);

    public JsonObject Page(string title, int page) =>
        Execute(title, PageTurn.Verb, new Dictionary<string, string> { [PageTurn.Page] = page.ToString(System.Globalization.CultureInfo.InvariantCulture) });

    public JsonObject Execute(string title, string verb, IReadOnlyDictionary<string, string> command, ChoiceStyle style = ChoiceStyle.Normal)
    {
        var data = new JsonObject { ["message"] = options.MessageId };
        foreach (var (name, value) in command) data[name] = value;
        if (ticked is not null && PageTurn.SendsInputs(verb)) data[TickedItems.Key] = ticked;
        var submit = data.DeepClone().AsObject();
        submit["verb"] = verb;
        var inputs = PageTurn.SendsInputs(verb) && (verb != PageTurn.Verb || ticked is not null) ? "auto" : "none";
        var action = new JsonObject
        {
            ["type"] = "Action.Execute",
            ["title"] = title,
            ["verb"] = verb,
            ["data"] = data,
            ["associatedInputs"] = inputs,
            ["fallback"] = new JsonObject { ["type"] = "Action.Submit", ["title"] = title, ["data"] = submit, ["associatedInputs"] = inputs },
        };
        if (style != ChoiceStyle.Normal) action["style"] = style == ChoiceStyle.Primary ? "positive" : "destructive";
        return action;
    }
}
