using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChurnChatBot.Slack.Api;

/// <summary>
/// Answers of the Web API: JSON that says whether it is ok, a web page of a gateway in between, or no end of bytes. What is wrong with a call
/// stands in its code, in response_metadata.messages and in errors, which are strings in some answers and objects in others.
/// </summary>
internal static partial class SlackAnswers
{
    /// <summary>The largest that is read. Lists are asked for in pages far below it.</summary>
    public const int LargestAnswer = 1 << 20;

    private const int LongestCode = 100;
    private const int LongestDetail = 300;
    private const int MostDetails = 10;
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 64 };

    /// <returns>Null for what is no JSON, or too large.</returns>
    public static async Task<JsonElement?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (kept.Length + read > LargestAnswer) return null;
            kept.Write(buffer, 0, read);
        }

        try
        {
            using var json = JsonDocument.Parse(kept.GetBuffer().AsMemory(0, (int)kept.Length), Depth);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool IsOk(JsonElement? answer) => Part(answer, "ok") is { ValueKind: JsonValueKind.True };

    /// <returns>Empty where the answer gives none, or no word.</returns>
    public static string Code(JsonElement? answer) =>
        Text(answer, "error") is { Length: <= LongestCode } code && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-') ? code : "";

    /// <summary>What is wrong and where, without the words that were sent.</summary>
    public static IReadOnlyList<string> Details(JsonElement? answer)
    {
        var details = Items(Part(Part(answer, "response_metadata"), "messages")).Select(Detail)
            .Concat(Items(Part(answer, "errors")).Select(Detail)).OfType<string>();
        if (Text(answer, "needed") is { } needed) details = details.Append($"needed {Word(needed)}");
        return [.. details.Distinct(StringComparer.Ordinal).Take(MostDetails)];
    }

    /// <returns>Null where there is no such text.</returns>
    public static string? Text(JsonElement? element, string name) => Part(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <returns>Null where there is no such part.</returns>
    public static JsonElement? Part(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(name, out var value) ? value : null;

    public static IEnumerable<JsonElement> Items(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray().Take(MostDetails) : [];

    private static string? Detail(JsonElement problem) => problem.ValueKind switch
    {
        JsonValueKind.String => Detail(problem.GetString()!, null),
        JsonValueKind.Object => Detail(Text(problem, "message") ?? Text(problem, "error") ?? Text(problem, "code") ?? "", Text(problem, "pointer") ?? Text(problem, "path")),
        _ => null,
    };

    /// <summary>
    /// Slack may quote what it does not take. What follows a colon or stands in quotes is therefore left out, unless it is the name of a field or a
    /// type (letters and underscores), which is ours.
    /// </summary>
    private static string? Detail(string message, string? pointer)
    {
        pointer ??= Pointer().Match(message) is { Success: true } match ? match.Groups[1].Value : null;
        var said = Pointer().Replace(message, "").Trim();
        var end = said.AsSpan().IndexOfAny(":\"'`<");
        if (end >= 0 && !FieldName().IsMatch(said)) said = said[..end].TrimEnd();
        var detail = pointer is null ? said : $"{said} at {Place().Replace(pointer, "")}";
        detail = string.Concat(detail.Where(letter => !char.IsControl(letter)));
        return detail.Length == 0 ? null : detail.Length <= LongestDetail ? detail : detail[..LongestDetail];
    }

    private static string Word(string text) => string.Concat(text.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is ':' or '.' or ',' or '_').Take(LongestCode));

    [GeneratedRegex(@"\[json-pointer:([^\]]{0,200})\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Pointer();

    [GeneratedRegex(@"^[^:""'`<]{0,200}: [a-z_]{1,40}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex FieldName();

    /// <summary>Everything that a place in our own calls does not consist of.</summary>
    [GeneratedRegex(@"[^A-Za-z0-9_/\-]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Place();
}
