using System.Globalization;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Pages;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// Buttons. Each has an action_id of its own in the message, "press:1" and on, and says all in its value: the message, the verb and its data, ids and
/// hashes, never content.
/// </summary>
/// <param name="carried">What of the boxes stands on other pages; null where all stand on one.</param>
internal sealed class BlockButtons(BlockOptions options, CarriedTicks? carried)
{
    public const string ActionPrefix = "press:";

    private const int MostInBlock = 25;
    /// <summary>As many as are read together.</summary>
    private const int MostInRow = 7;

    private const int LongestLabel = 75;

    private int _written;

    /// <summary>None while the message is worked on.</summary>
    public IEnumerable<JsonObject> Write(IReadOnlyList<Choice> choices)
    {
        if (options.IsWorking) return [];
        var told = choices.Where(choice => Label(choice).Length > LongestLabel || !Fits(choice)).Select(Told).ToArray();
        var actions = choices.Where(Fits).Select(Button).Chunk(MostInBlock).Select(Actions);
        return told.Length > 0 ? actions.Prepend(BlockText.Bullets(told, options.Culture)) : actions;
    }

    public static Choice ToPage(RichText label, int page) =>
        new(label, new ActionCommand(PageTurn.Verb, (PageTurn.Page, page.ToString(CultureInfo.InvariantCulture))));

    public JsonObject Feedback() => new()
    {
        ["type"] = "context_actions",
        ["elements"] = new JsonArray(new JsonObject
        {
            ["type"] = "feedback_buttons",
            ["action_id"] = NextId(),
            ["positive_button"] = Reaction("Helpful", "like"),
            ["negative_button"] = Reaction("Not helpful", "dislike"),
        }),
    };

    /// <returns>Null where one of them is no row of buttons, or both are too many for one.</returns>
    public static JsonObject? Joined(JsonObject first, JsonObject second)
    {
        if ((string?)first["type"] != "actions" || (string?)second["type"] != "actions") return null;
        JsonObject[] buttons = [.. first["elements"]!.AsArray().Concat(second["elements"]!.AsArray()).Select(button => button!.DeepClone().AsObject())];
        return buttons.Length <= MostInRow ? Actions(buttons) : null;
    }

    private static JsonObject Actions(JsonObject[] buttons) => new() { ["type"] = "actions", ["elements"] = new JsonArray([.. buttons]) };

    private JsonObject Button(Choice choice)
    {
        var button = new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = NextId(),
            ["text"] = BlockText.PlainText(BlockText.Shortened(Label(choice), LongestLabel)),
            ["value"] = Value(choice.Command),
        };
        if (choice.Style != ChoiceStyle.Normal) button["style"] = choice.Style == ChoiceStyle.Primary ? "primary" : "danger";
        return button;
    }

    /// <summary>Above the buttons: the whole of what a label has no room for, and what cannot be a button because it would carry too much.</summary>
    private RichText Told(Choice choice) => Fits(choice) ? choice.Label : RichText.Of($"{choice.Label}: write it, it is too long for a button.");

    private bool Fits(Choice choice) => Value(choice.Command).Length <= ButtonValue.Longest;

    private string Value(ActionCommand command)
    {
        if (carried is null || !PageTurn.SendsInputs(command.Verb)) return ButtonValue.Write(command, options.MessageId);
        return ButtonValue.Write(command with { Data = carried.AddedTo(command.Data) }, options.MessageId);
    }

    private JsonObject Reaction(string label, string reaction) => new()
    {
        ["text"] = BlockText.PlainText(label),
        ["value"] = ButtonValue.Write(new ActionCommand(ActionVerb.Feedback, ("reaction", reaction)), options.MessageId),
    };

    private string Label(Choice choice) => BlockText.Plain(choice.Label, options.Culture);

    private string NextId() => ActionPrefix + (++_written).ToString(CultureInfo.InvariantCulture);
}
