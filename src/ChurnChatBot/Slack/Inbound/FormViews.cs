using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>Forms (modals) that belong to no message of the bot. All that people wrote stands in them as plain text.</summary>
internal static class FormViews
{
    private const string Words = "words";

    private const int LongestWords = 3_000;

    /// <param name="place">Where the question will be asked; it comes back with it.</param>
    /// <param name="about">What the question is about, to be completed or replaced.</param>
    public static JsonObject Ask(SlackPlace place, string about)
    {
        var input = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = Words, ["multiline"] = true, ["max_length"] = LongestWords, ["focus_on_load"] = true };
        if (about.Length > 0) input["initial_value"] = Cut(about, LongestWords);
        var view = View("Ask about this", new JsonObject { ["type"] = "input", ["block_id"] = Words, ["label"] = Plain("What do you want to know?"), ["element"] = input });
        (view["callback_id"], view["private_metadata"], view["submit"]) = (Callbacks.Ask, place.Address.ConversationId, Plain("Ask"));
        return view;
    }

    /// <param name="view">The form of <see cref="Ask"/> as it was sent.</param>
    public static string? Asked(JsonElement view) => view.Text("state", "values", Words, Words, "value")?.Trim();

    /// <summary>A form that only says something.</summary>
    public static JsonObject Sentence(string sentence) =>
        View("ChurnChatBot", new JsonObject { ["type"] = "section", ["text"] = Plain(Cut(sentence, LongestWords)) });

    private static JsonObject View(string title, JsonObject block) => new()
    {
        ["type"] = "modal",
        ["title"] = Plain(title),
        ["close"] = Plain("Close"),
        ["blocks"] = new JsonArray(block),
    };

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };

    private static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }
}
