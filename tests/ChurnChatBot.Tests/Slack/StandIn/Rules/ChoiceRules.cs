using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn.Rules;

/// <summary>What is chosen at first must be one of the options, character by character, and values are not used twice.</summary>
internal static class ChoiceRules
{
    public static void Check(JsonObject element, Findings findings)
    {
        var options = Options(element).ToArray();
        if (element["initial_option"] is { } one && !IsAmong(options, one)) findings.At("initial_option").Add("must be one of the options");
        var initial = element["initial_options"] as JsonArray ?? [];
        for (var i = 0; i < initial.Count; i++)
            if (!IsAmong(options, initial[i])) findings.At("initial_options").At(i).Add("must be one of the options");
        var values = options.Select(option => option?["value"]?.ToString()).Where(value => value is not null).ToArray();
        if (values.Distinct().Count() < values.Length) findings.At("options").Add("values must be unique");
    }

    private static IEnumerable<JsonNode?> Options(JsonObject element) =>
        (element["options"] as JsonArray ?? []).Concat((element["option_groups"] as JsonArray ?? []).SelectMany(group => group?["options"] as JsonArray ?? []));

    private static bool IsAmong(JsonNode?[] options, JsonNode? chosen) => options.Any(option => JsonNode.DeepEquals(option, chosen));
}
