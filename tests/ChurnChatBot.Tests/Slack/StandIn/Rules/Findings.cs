using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn.Rules;

/// <summary>Looks at one value and says what is wrong with it.</summary>
internal delegate void Check(JsonNode? value, Findings findings);

/// <summary>What is wrong with a payload, in Slack's form: a sentence and a JSON pointer to the place.</summary>
internal sealed class Findings
{
    private readonly List<string> _messages;
    private readonly string _pointer;

    public Findings(string pointer = "")
        : this(pointer, [])
    {
    }

    private Findings(string pointer, List<string> messages) => (_pointer, _messages) = (pointer, messages);

    public IReadOnlyList<string> Messages => _messages;

    public Findings At(string name) => new($"{_pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", _messages);

    public Findings At(int index) => new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_pointer}/{index}"), _messages);

    public void Add(string what) => _messages.Add($"[ERROR] {what} [json-pointer:{_pointer}]");
}
