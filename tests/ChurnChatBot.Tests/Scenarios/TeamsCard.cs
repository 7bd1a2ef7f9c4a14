using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>
/// Reads an Adaptive Card as a person sees it: its words in one line, what can be pressed, and what can be filled in. What is folded away is
/// read too, as it is on a page; what stands in for elements that a client does not know is not.
/// </summary>
internal sealed partial class TeamsCard(JsonObject card)
{
    private static readonly string[] Children = ["body", "items", "columns", "rows", "cells", "facts", "images", "inlines", "selectAction", "actions", "card"];
    private readonly IReadOnlyList<JsonObject> _elements = [.. Walk(card)];

    /// <summary>Buttons and whatever else reacts to a press, in order.</summary>
    public IReadOnlyList<JsonObject> Actions => [.. _elements.Where(element => Type(element).StartsWith("Action.", StringComparison.Ordinal))];

    public IReadOnlyList<JsonObject> Inputs => [.. _elements.Where(element => Type(element).StartsWith("Input.", StringComparison.Ordinal) && element["id"] is not null)];

    public string Text => InOneLine(string.Join(' ', _elements.Select(Words)));

    /// <summary>Ticks: toggles, and the choices of a set of which several may be ticked.</summary>
    public IReadOnlyList<ScenarioToggle> Toggles => [.. Inputs.SelectMany(TogglesOf)];

    /// <summary>Files that a button hands out, by their names.</summary>
    public IReadOnlyDictionary<string, string> Files => Actions
        .Select(action => (Name: FileName().Match(Plain(action["title"])).Value, Action: action))
        .Where(file => file.Name.Length > 0)
        .DistinctBy(file => file.Name)
        .ToDictionary(file => file.Name, file => file.Action.ToJsonString());

    public IReadOnlyList<ScenarioButton> Buttons => [.. Actions
        .Where(action => Type(action) is "Action.Execute" or "Action.Submit")
        .Select(action => new ScenarioButton(InOneLine(Plain(action["title"])), Plain(action["verb"] ?? action["data"]?["verb"]), action.ToJsonString()))];

    /// <summary>What the inputs hold as they are shown, but for the toggles that are unticked.</summary>
    /// <param name="untick">Words of the items that are unticked.</param>
    /// <param name="given">What is written or chosen, by the inputs' ids.</param>
    /// <exception cref="InvalidOperationException">A required input is empty: the client would not send it.</exception>
    public Dictionary<string, string> Values(IReadOnlyList<string> untick, IReadOnlyDictionary<string, string>? given = null)
    {
        var values = new Dictionary<string, string>();
        foreach (var input in Inputs)
        {
            var id = Plain(input["id"]);
            var value = given?.GetValueOrDefault(id) ?? Value(input, untick);
            if (string.IsNullOrEmpty(value) && input["isRequired"]?.GetValue<bool>() == true) throw new InvalidOperationException($"The input {id} must be filled in.");
            if (value is not null) values[id] = value;
        }

        return values;
    }

    public static string InOneLine(string text) => Blanks().Replace(Invisible().Replace(text, ""), " ").Trim();

    private static IEnumerable<JsonObject> Walk(JsonObject element) =>
        Children.SelectMany(name => element[name] switch
        {
            JsonArray list => list.OfType<JsonObject>(),
            JsonObject one => [one],
            _ => [],
        }).SelectMany(child => Type(child) is "TextRun" or "CitationRun" ? [] : Walk(child).Prepend(child));

    private static string Words(JsonObject element) => Type(element) switch
    {
        "TextBlock" => WithoutMarks(Plain(element["text"])),
        "RichTextBlock" => string.Concat((element["inlines"] as JsonArray ?? []).Select(run => run is JsonObject ? Plain(run["text"]) : Plain(run))),
        "Input.ChoiceSet" => $"{Plain(element["label"])} {string.Join(' ', (element["choices"] as JsonArray ?? []).Select(choice => Plain(choice?["title"])))}",
        // A fact of a FactSet has no type.
        "" => $"{WithoutMarks(Plain(element["title"]))} {WithoutMarks(Plain(element["value"]))}",
        _ => $"{Plain(element["label"])} {Plain(element["title"])}",
    };

    private static IEnumerable<ScenarioToggle> TogglesOf(JsonObject input) => Type(input) switch
    {
        "Input.Toggle" => [new ScenarioToggle(Plain(input["id"]), InOneLine(Plain(input["title"])), Plain(input["value"]) == On(input))],
        "Input.ChoiceSet" when IsMultiple(input) => Choices(input).Select(choice => new ScenarioToggle(choice.Value, choice.Title, Chosen(input).Contains(choice.Value))),
        _ => [],
    };

    private static string? Value(JsonObject input, IReadOnlyList<string> untick) => Type(input) switch
    {
        "Input.Toggle" => Plain(input["value"]) == On(input) && !IsUnticked(Plain(input["title"]), untick) ? On(input) : Plain(input["valueOff"] ?? "false"),
        "Input.ChoiceSet" when IsMultiple(input) => string.Join(',', Choices(input).Where(choice => Chosen(input).Contains(choice.Value) && !IsUnticked(choice.Title, untick)).Select(choice => choice.Value)),
        "Input.Text" => Plain(input["value"]),
        _ => input["value"] is { } value ? Plain(value) : null,
    };

    private static bool IsUnticked(string title, IReadOnlyList<string> untick) => untick.Any(words => InOneLine(title).Contains(words, StringComparison.Ordinal));

    private static string On(JsonObject toggle) => Plain(toggle["valueOn"] ?? "true");

    private static bool IsMultiple(JsonObject set) => set["isMultiSelect"]?.GetValue<bool>() == true;

    private static string[] Chosen(JsonObject set) => Plain(set["value"]).Split(',');

    private static IEnumerable<(string Value, string Title)> Choices(JsonObject set) =>
        (set["choices"] as JsonArray ?? []).OfType<JsonObject>().Select(choice => (Plain(choice["value"]), InOneLine(Plain(choice["title"]))));

    private static string Type(JsonObject element) => Plain(element["type"]);

    private static string Plain(JsonNode? node) => node is JsonValue value ? value.TryGetValue<string>(out var text) ? text : value.ToJsonString() : "";

    /// <summary>What a TextBlock shows of its Markdown.</summary>
    private static string WithoutMarks(string text) => Escapes().Replace(Links().Replace(text.Replace("**", "", StringComparison.Ordinal), "$1"), "$1");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    // Marks of direction around names from the data.
    [GeneratedRegex(@"\p{Cf}")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+\-.!|>~])")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"[\w.-]+\.(?:html|csv|json|xlsx|docx|pdf|py)\b")]
    private static partial Regex FileName();
}
