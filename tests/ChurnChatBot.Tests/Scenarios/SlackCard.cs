using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Tests.Slack.StandIn;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>
/// Reads a message in Slack as a person sees it: its words in one line, what can be pressed, what is ticked. Where there are blocks, the text beside
/// them is for notifications alone and is not read. What is folded away or on a table's other pages is read too.
/// </summary>
internal sealed partial class SlackCard(PostedMessage message, StandInUser person)
{
    private readonly IReadOnlyList<PlacedElement> _elements = [.. BlockElements.Of(message.Blocks)];

    public string Text => TeamsCard.InOneLine(string.Join(' ', (message.Blocks.Count == 0 ? [SlackWords.WithoutMarks(message.Text)] : message.Blocks.Select(SlackWords.Of)).Concat(message.Files.Select(file => file.Name))));

    public IReadOnlyList<ScenarioButton> Buttons => [.. _elements.Where(IsPressed)
        .Select(placed => new ScenarioButton(TeamsCard.InOneLine(placed.Label), ButtonValue.Read((string?)placed.Element["value"])?.Command.Verb ?? "", Command(placed)))];

    /// <summary>Ticks, as this person left them.</summary>
    public IReadOnlyList<ScenarioToggle> Toggles => [.. _elements.Where(IsTicked).SelectMany(placed => Options(placed).Select(option =>
        new ScenarioToggle((string?)option["value"] ?? "", OptionText(option), Chosen(placed).Any(chosen => JsonNode.DeepEquals(chosen, option)))))];

    /// <summary>Files that a button hands out, by their names.</summary>
    public IReadOnlyDictionary<string, string> Files => _elements.Where(IsPressed)
        .Select(placed => (Name: FileName().Match(placed.Label).Value, Command: Command(placed)))
        .Where(file => file.Name.Length > 0)
        .DistinctBy(file => file.Name)
        .ToDictionary(file => file.Name, file => file.Command);

    /// <summary>The last button whose label contains the words.</summary>
    public PlacedElement? Find(string label) => _elements.Where(IsPressed).FirstOrDefault(placed => TeamsCard.InOneLine(placed.Label).Contains(label, StringComparison.Ordinal));

    /// <summary>What is chosen in each group of ticks once the items with these words are unticked; groups without them are left out.</summary>
    public IReadOnlyList<(PlacedElement Placed, JsonObject Value)> Untick(IReadOnlyList<string> words) => [.. _elements.Where(IsTicked)
        .Where(placed => Chosen(placed).Any(option => IsMeant(option, words)))
        .Select(placed => (placed, InputState.Options(placed.Type, Chosen(placed).Where(option => !IsMeant(option, words)))))];

    public static PlacedElement Parse(ScenarioButton button)
    {
        var command = JsonNode.Parse(button.Command)!;
        return new PlacedElement((JsonObject)command["block"]!, (JsonObject)command["element"]!);
    }

    private static string Command(PlacedElement placed) => new JsonObject { ["block"] = placed.Block.DeepClone(), ["element"] = placed.Element.DeepClone() }.ToJsonString();

    private static bool IsPressed(PlacedElement placed) => placed.Type == "button" && placed.Element["url"] is null;

    private static bool IsTicked(PlacedElement placed) => placed.Type is "checkboxes" or "multi_static_select";

    private static bool IsMeant(JsonObject option, IReadOnlyList<string> words) => words.Any(some => OptionText(option).Contains(some, StringComparison.Ordinal));

    private static string OptionText(JsonObject option) => TeamsCard.InOneLine($"{SlackWords.OfText(option["text"])} {SlackWords.OfText(option["description"])}");

    private static IEnumerable<JsonObject> Options(PlacedElement placed) => (placed.Element["options"] as JsonArray ?? []).OfType<JsonObject>();

    private JsonObject[] Chosen(PlacedElement placed) => [.. (message.Inputs(person).Value(placed)?["selected_options"] as JsonArray ?? []).OfType<JsonObject>()];

    [GeneratedRegex(@"[\w.-]+\.(?:html|csv|json|xlsx|docx|pdf|py)\b")]
    private static partial Regex FileName();
}
