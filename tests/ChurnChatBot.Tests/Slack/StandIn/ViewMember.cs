using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>A person before a modal or their Home tab: what they fill in, press, submit and close.</summary>
internal sealed class ViewMember(StandInSlack slack, StandInUser user, JsonObject view)
{
    private readonly InputState _inputs = new();

    /// <summary>The topmost modal of the person.</summary>
    /// <exception cref="InvalidOperationException">None is open.</exception>
    public static ViewMember Modal(StandInSlack slack, StandInUser user) => new(slack, user, user.TopModal ?? throw new InvalidOperationException("No modal is open."));

    /// <exception cref="InvalidOperationException">Nothing was published.</exception>
    public static ViewMember Home(StandInSlack slack, StandInUser user) => new(slack, user, user.Home ?? throw new InvalidOperationException("The Home tab is empty."));

    public JsonObject View { get; } = view;

    public IReadOnlyList<PlacedElement> Elements => [.. BlockElements.Of((JsonArray)View["blocks"]!)];

    public PlacedElement Element(string actionId) => Elements.First(placed => placed.ActionId == actionId);

    /// <summary>Fills in or chooses; acts at once where the element does.</summary>
    /// <param name="text">The text, the date, or the value of the option.</param>
    public async Task<SlackDelivery?> FillAsync(PlacedElement placed, string text)
    {
        var value = InputState.Filled(placed.Element, text);
        _inputs.Give(placed, value);
        return placed.ActsAtOnce ? await SendAsync(slack.Delivery.Interactions.Action(placed, value)) : null;
    }

    public Task<SlackDelivery> PressAsync(PlacedElement button) => SendAsync(slack.Delivery.Interactions.Action(button));

    /// <summary>Submits the modal; it closes unless the answer says otherwise.</summary>
    /// <returns>What was wrong with which block, where the bot said so.</returns>
    /// <exception cref="InvalidOperationException">Something that must be filled in is empty: Slack would not send it.</exception>
    public async Task<(SlackDelivery Delivery, IReadOnlyDictionary<string, string> Errors)> SubmitAsync()
    {
        foreach (var placed in Elements.Where(IsRequired))
            if (IsEmpty(_inputs.Value(placed))) throw new InvalidOperationException($"The input {placed.ActionId} must be filled in.");
        var delivery = await slack.Delivery.SendInteractionAsync(slack.Delivery.Interactions.ViewSubmission(user, View, _inputs));
        if (!delivery.IsTaken) return (delivery, new Dictionary<string, string>());
        return (delivery, Answer(delivery.Json));
    }

    public async Task CloseAsync()
    {
        user.Close();
        if (View["notify_on_close"]?.GetValue<bool>() == true) await slack.Delivery.SendInteractionAsync(slack.Delivery.Interactions.ViewClosed(user, View));
    }

    private Task<SlackDelivery> SendAsync(JsonObject action) => slack.Delivery.SendInteractionAsync(slack.Delivery.Interactions.ViewActions(user, View, _inputs, action));

    private Dictionary<string, string> Answer(JsonObject? answer)
    {
        switch ((string?)answer?["response_action"])
        {
            case "errors":
                var errors = ((JsonObject)answer["errors"]!).ToDictionary(error => error.Key, error => error.Value!.ToString());
                foreach (var id in errors.Keys.Where(id => Elements.All(placed => placed.BlockId != id))) slack.Violate($"An error was said of a block that is not there: {id}");
                return errors;
            case "update":
                user.Replace(Kept(answer, (string?)View["id"]));
                break;
            case "push":
                user.Push(Kept(answer, null));
                break;
            case var action:
                user.Close(all: action == "clear");
                break;
        }

        return [];
    }

    private JsonObject Kept(JsonObject answer, string? id)
    {
        var next = (JsonObject)answer["view"]!;
        Rules.ViewRules.Require(next, "modal");
        return new Methods.ViewMethods(slack).Keep(user.Workspace, next, id);
    }

    private static bool IsRequired(PlacedElement placed) => (string?)placed.Block["type"] == "input" && placed.Block["optional"]?.GetValue<bool>() != true;

    private static bool IsEmpty(JsonObject? value) => value is null || value.Where(field => field.Key != "type").All(field => field.Value is null or JsonArray { Count: 0 } || field.Value.ToString().Length == 0);
}
