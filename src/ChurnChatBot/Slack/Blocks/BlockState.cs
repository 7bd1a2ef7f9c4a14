using System.Globalization;
using System.Text.Json;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// What people ticked, chose and typed, as Slack sends it beside a press or with a view, turned back into the inputs of a message. It is untrusted: only
/// inputs that <see cref="BlockInputs"/> could have drawn are taken, and of each only so much.
/// </summary>
internal static class BlockState
{
    private const int MostBlocks = 100;
    private const int MostValues = 1_000;
    private const int LongestName = 255;
    private const int LongestValue = 3_000;

    /// <param name="state">The payload's "state", or a view's.</param>
    /// <returns>Values by the inputs' ids; of boxes the values that are ticked, comma-separated.</returns>
    public static IReadOnlyDictionary<string, string> Read(JsonElement state)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Member(state, "values") is not { ValueKind: JsonValueKind.Object } values) return read;
        foreach (var block in values.EnumerateObject().Take(MostBlocks).Where(block => block.Value.ValueKind == JsonValueKind.Object && block.Name.StartsWith(BlockInputs.BlockPrefix, StringComparison.Ordinal)))
        {
            foreach (var input in block.Value.EnumerateObject().Take(1).Where(input => input.Name.Length is > 0 and <= LongestName && block.Name == BlockInputs.BlockPrefix + input.Name))
                Take(read, IdOf(input.Name), input.Value);
        }

        return read;
    }

    /// <summary>The inputs as the message means them: values that were too long for Slack as they are, and boxes of all pages.</summary>
    /// <param name="data">The pressed button's.</param>
    public static IReadOnlyDictionary<string, string> Complete(ReplyMessage message, IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string> data)
    {
        var complete = new Dictionary<string, string>(inputs, StringComparer.Ordinal);
        foreach (var choice in Choices(message.Sections).Where(choice => inputs.ContainsKey(choice.Id)))
        {
            if (choice.Options.FirstOrDefault(option => OptionText.ValueOf(option.Id) == inputs[choice.Id]) is { } chosen) complete[choice.Id] = chosen.Id;
            else complete.Remove(choice.Id);
        }

        if (message.Sections.OfType<Toggles>().FirstOrDefault() is not { } toggles) return complete;
        var sent = inputs.TryGetValue(toggles.Id, out var values) ? values.Split(',') : null;
        var ids = sent is null ? null : toggles.Items.Select(item => item.Id).Where(id => sent.Contains(OptionText.ValueOf(id))).ToHashSet(StringComparer.Ordinal);
        if (CarriedTicks.Merge(message, data, ids) is { } ticked) complete[toggles.Id] = ticked;
        return complete;
    }

    private static IEnumerable<ChoiceInput> Choices(IEnumerable<MessageSection> sections) => sections.SelectMany(section => section switch
    {
        ChoiceInput choice => [choice],
        Details details => Choices(details.Sections),
        PersonalData personal => Choices(personal.Sections),
        _ => (IEnumerable<ChoiceInput>)[],
    });

    private static void Take(Dictionary<string, string> read, string id, JsonElement input)
    {
        if (Text(Member(input, "type")) == "checkboxes")
        {
            var ticked = Ticked(input);
            if (read.TryGetValue(id, out var before) && before.Length > 0) ticked = ticked.Prepend(before);
            read[id] = string.Join(',', ticked);
            return;
        }

        var value = Text(Member(input, "value")) ?? Text(Member(Member(input, "selected_option"), "value"));
        if (value is { Length: <= LongestValue } && !read.ContainsKey(id)) read[id] = value;
    }

    private static IEnumerable<string> Ticked(JsonElement input) => Member(input, "selected_options") is { ValueKind: JsonValueKind.Array } options
        ? options.EnumerateArray().Take(MostValues).Select(option => Text(Member(option, "value"))).Where(value => value is { Length: > 0 and <= LongestName }).Select(value => value!)
        : [];

    /// <summary>Without the number of a further element.</summary>
    private static string IdOf(string action)
    {
        var at = action.LastIndexOf('#');
        return at > 0 && int.TryParse(action.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? action[..at] : action;
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
