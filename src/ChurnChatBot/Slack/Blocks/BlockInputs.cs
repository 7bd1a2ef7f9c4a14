using System.Globalization;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// What can be ticked, chosen and typed: an input block each, named "input:" and the input's id, its element by the id alone. What is too much for one
/// element goes on in another, "items#2", which <see cref="BlockState"/> reads together.
/// </summary>
/// <param name="ticked">Ids of the ticked items, where the person has touched them; null for those of the message.</param>
internal sealed class BlockInputs(CultureInfo culture, IReadOnlySet<string>? ticked)
{
    public const string BlockPrefix = "input:";

    private const int MostBoxes = 10;
    private const int MostRadioButtons = 5;
    private const int MostInGroup = 100;
    private const int LongestLabel = 150;
    private const int LongestPlaceholder = 150;
    private const int LongestText = 3_000;

    private readonly Dictionary<string, int> _written = new(StringComparer.Ordinal);

    /// <summary>Boxes that stand on several pages keep the numbers that they have in the whole.</summary>
    public Func<Toggle, int>? NumberOf { get; init; }

    /// <summary>Whether boxes show their numbers, since something stands elsewhere by them.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>Whether it may be sent without any box ticked, as a view asks; a message does not ask.</summary>
    public bool SaysOptional { get; init; }

    public IEnumerable<JsonObject> Write(Toggles toggles)
    {
        var rows = toggles.Items.Select((item, i) => new Row(item.Id, OptionText.Of(item.Text, item.Detail, culture), NumberOf?.Invoke(item) ?? i + 1)).ToArray();
        var on = toggles.Items.Where(IsOn).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        if (Told(rows) is { } told) yield return told;
        foreach (var boxes in rows.Chunk(MostBoxes))
        {
            var label = rows.Length > MostBoxes ? FormattableString.Invariant($"What to do ({boxes[0].Number} to {boxes[^1].Number})") : "What to do";
            yield return Input(toggles.Id, label, Boxes(boxes, rows, on), isOptional: SaysOptional);
        }
    }

    public bool IsOn(Toggle item) => ticked?.Contains(item.Id) ?? item.IsOn;

    public IEnumerable<JsonObject> Write(MessageSection section) => section switch
    {
        ChoiceInput choice => Choice(choice),
        TextInput text => Labelled(text.Id, text.Label, Text(text)),
        NumberInput number => Labelled(number.Id, number.Label, Number(number)),
        _ => throw new ArgumentException($"No input for {section.GetType().Name}.", nameof(section)),
    };

    private IEnumerable<JsonObject> Choice(ChoiceInput choice)
    {
        if (choice.Options.Count == 0) return [BlockText.Block(choice.Label, culture)];
        var rows = choice.Options.Select((option, i) => new Row(option.Id, OptionText.Of(option.Text, null, culture), i + 1)).ToArray();
        var blocks = Labelled(choice.Id, choice.Label, rows.Length <= MostRadioButtons ? Radio(rows, choice.Selected) : Select(rows, choice.Selected));
        return Told(rows) is { } told ? blocks.Prepend(told) : blocks;
    }

    /// <summary>What the boxes have no room for, by their numbers.</summary>
    private JsonObject? Told(IReadOnlyList<Row> rows)
    {
        var lines = rows.Where(row => row.Text.Told is not null).Select(row => RichText.Of($"{Fact.Count("option.number", row.Number)}. {row.Text.Told!}")).ToArray();
        return lines.Length == 0 ? null : BlockText.Lines(lines, culture);
    }

    private JsonObject Boxes(IReadOnlyList<Row> boxes, IReadOnlyList<Row> all, HashSet<string> on)
    {
        var element = new JsonObject { ["type"] = "checkboxes", ["options"] = new JsonArray([.. boxes.Select(Box)]) };
        // Slack refuses an empty list.
        if (boxes.Any(row => on.Contains(row.Id))) element["initial_options"] = new JsonArray([.. boxes.Where(row => on.Contains(row.Id)).Select(Box)]);
        return element;

        JsonObject Box(Row row) => IsNumbered ? row.Text.ToOption(row.Id, row.Number) : Option(row, all);
    }

    private static JsonObject Radio(IReadOnlyList<Row> rows, string? selected) =>
        WithSelected(new JsonObject { ["type"] = "radio_buttons", ["options"] = new JsonArray([.. rows.Select(row => Option(row, rows))]) }, rows, selected);

    private static JsonObject Select(IReadOnlyList<Row> rows, string? selected)
    {
        var element = new JsonObject { ["type"] = "static_select", ["placeholder"] = BlockText.PlainText("Choose one") };
        if (rows.Count <= MostInGroup) element["options"] = new JsonArray([.. rows.Select(row => Option(row, rows))]);
        else element["option_groups"] = new JsonArray([.. rows.Chunk(MostInGroup).Select(group => new JsonObject
        {
            ["label"] = BlockText.PlainText(FormattableString.Invariant($"{group[0].Number} to {group[^1].Number}")),
            ["options"] = new JsonArray([.. group.Select(row => Option(row, rows))]),
        })]);
        return WithSelected(element, rows, selected);
    }

    private static JsonObject WithSelected(JsonObject element, IReadOnlyList<Row> rows, string? selected)
    {
        if (rows.FirstOrDefault(row => row.Id == selected) is { } row) element["initial_option"] = Option(row, rows);
        return element;
    }

    /// <summary>With its number where any of them is told above.</summary>
    private static JsonObject Option(Row row, IReadOnlyList<Row> all) => row.Text.ToOption(row.Id, all.Any(one => one.Text.Told is not null) ? row.Number : null);

    private static JsonObject Text(TextInput text)
    {
        var element = new JsonObject { ["type"] = "plain_text_input", ["max_length"] = Math.Clamp(text.MaxLength, 1, LongestText) };
        if (text.MaxLength > LongestLabel) element["multiline"] = true;
        if (text.Placeholder.Length > 0) element["placeholder"] = BlockText.PlainText(BlockText.Shortened(BlockText.Data(text.Placeholder), LongestPlaceholder));
        return element;
    }

    private static JsonObject Number(NumberInput number)
    {
        var element = new JsonObject { ["type"] = "number_input", ["is_decimal_allowed"] = true };
        if (number.Minimum is { } low) element["min_value"] = Digits(low);
        if (number.Maximum is { } high) element["max_value"] = Digits(high);
        if (number.Value is { } value) element["initial_value"] = Digits(value);
        return element;
    }

    /// <summary>Never with an exponent, which Slack does not read.</summary>
    private static string Digits(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);

    private IEnumerable<JsonObject> Labelled(string id, RichText label, JsonObject element)
    {
        var plain = BlockText.Plain(label, culture);
        if (plain.Length > LongestLabel) yield return BlockText.Block(label, culture);
        yield return Input(id, BlockText.Shortened(plain, LongestLabel), element, isOptional: false);
    }

    private JsonObject Input(string id, string label, JsonObject element, bool isOptional)
    {
        var number = _written[id] = _written.GetValueOrDefault(id) + 1;
        var name = number == 1 ? id : FormattableString.Invariant($"{id}#{number}");
        element["action_id"] = name;
        var input = new JsonObject { ["type"] = "input", ["block_id"] = BlockPrefix + name, ["label"] = BlockText.PlainText(label), ["element"] = element };
        if (isOptional) input["optional"] = true;
        return input;
    }

    private sealed record Row(string Id, OptionText Text, int Number);
}
