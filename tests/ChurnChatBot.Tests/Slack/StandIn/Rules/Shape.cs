using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChurnChatBot.Tests.Slack.StandIn.Rules;

/// <summary>The kinds of checks that shapes are put together from. Whatever a shape does not name is refused, as Slack refuses it.</summary>
internal static class Shape
{
    public static Check Bool { get; } = (value, findings) =>
    {
        if (value?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) findings.Add("must be a boolean");
    };

    public static Check Number { get; } = (value, findings) =>
    {
        if (value?.GetValueKind() != JsonValueKind.Number) findings.Add("must be a number");
    };

    /// <param name="longest">Counted in UTF-16 units, the stricter of the ways that Slack may count in.</param>
    public static Check Text(int longest, int shortest = 1) => (value, findings) =>
    {
        if (value?.GetValueKind() != JsonValueKind.String) findings.Add("must be a valid string");
        else if (value.GetValue<string>().Length < shortest) findings.Add($"must be more than {shortest - 1} characters");
        else if (value.GetValue<string>().Length > longest) findings.Add($"must be less than {longest + 1} characters");
    };

    public static Check Matching(string pattern, string expected) => (value, findings) =>
    {
        if (value?.GetValueKind() != JsonValueKind.String || !Regex.IsMatch(value.GetValue<string>(), pattern)) findings.Add($"must be {expected}");
    };

    public static Check Integer(int least, int most) => (value, findings) =>
    {
        if (value is not JsonValue number || !number.TryGetValue<long>(out var whole) || whole < least || whole > most) findings.Add($"must be a whole number from {least} to {most}");
    };

    public static Check OneOf(params string[] values) => (value, findings) =>
    {
        if (value?.GetValueKind() != JsonValueKind.String || !values.Contains(value.GetValue<string>())) findings.Add($"must be one of {string.Join(", ", values)}");
    };

    public static Check List(int least, int most, Check item) => (value, findings) =>
    {
        if (value is not JsonArray list)
        {
            findings.Add("must be an array");
            return;
        }

        if (list.Count < least) findings.Add($"no fewer than {least} items allowed");
        if (list.Count > most) findings.Add($"no more than {most} items allowed");
        for (var i = 0; i < list.Count; i++) item(list[i], findings.At(i));
    };

    public static Field Must(string name, Check check) => new(name, check, IsRequired: true);

    public static Field May(string name, Check check) => new(name, check, IsRequired: false);

    public static Check Object(params Field[] fields) => (value, findings) =>
    {
        if (value is not JsonObject found)
        {
            findings.Add("must be an object");
            return;
        }

        foreach (var field in fields)
        {
            if (found.ContainsKey(field.Name)) field.Check(found[field.Name], findings.At(field.Name));
            else if (field.IsRequired) findings.Add($"missing required field: {field.Name}");
        }

        foreach (var (name, _) in found)
            if (fields.All(field => field.Name != name)) findings.At(name).Add($"invalid additional property: {name}");
    };

    /// <summary>An object whose field "type" says which shape it has.</summary>
    public static Check Typed(IReadOnlyDictionary<string, Check> shapes) => (value, findings) =>
    {
        if (value is not JsonObject found) findings.Add("must be an object");
        else if (found["type"]?.GetValueKind() != JsonValueKind.String) findings.Add("missing required field: type");
        else if (!shapes.TryGetValue(found["type"]!.GetValue<string>(), out var shape)) findings.At("type").Add($"unsupported type: {found["type"]}");
        else shape(value, findings);
    };

    /// <summary>An object with this type and these fields.</summary>
    public static Check Of(string type, params Field[] fields) => Object([Must("type", OneOf(type)), .. fields]);

    public static Check Then(this Check first, Action<JsonObject, Findings> more) => (value, findings) =>
    {
        first(value, findings);
        if (value is JsonObject found) more(found, findings);
    };

    /// <summary>One of these must be there, and where <paramref name="isOnly"/>, no second.</summary>
    public static Check WithOneOf(this Check shape, bool isOnly, params string[] names) => shape.Then((found, findings) =>
    {
        var count = names.Count(found.ContainsKey);
        if (count == 0) findings.Add($"must provide one of {string.Join(", ", names)}");
        if (isOnly && count > 1) findings.Add($"must provide only one of {string.Join(", ", names)}");
    });
}

internal sealed record Field(string Name, Check Check, bool IsRequired);
