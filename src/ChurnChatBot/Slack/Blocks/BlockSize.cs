using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Rendering.Pages;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// What blocks take of a message. Slack refuses more than 50 blocks, a second table, tables whose cells hold more than 10,000 characters, and blocks
/// that are "too long" near 13,200 characters, the names of their fields among them as it seems; of tables it counts what the cells hold.
/// </summary>
internal static class BlockSize
{
    public static PageSize Message { get; } = new(12_000, 50, 1);

    /// <summary>Cells count for more than they are, so that a table that fills a message stays within its own limit.</summary>
    private const double CellWeight = 1.2;

    /// <summary>What stands around words in the longest style: {"type":"text","text":"","style":{"bold":true,"code":true,"italic":true}}.</summary>
    private const int ElementLength = 80;

    private static readonly JsonSerializerOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static PageSize Of(IEnumerable<JsonObject> blocks) => blocks.Aggregate(default(PageSize), (sum, block) => sum + Of(block));

    public static PageSize Of(JsonObject block) => (string?)block["type"] is "table" or "data_table"
        ? new PageSize((int)(CellWeight * block["rows"]!.AsArray().Sum(row => row!.AsArray().Sum(cell => ((string?)cell!["text"])!.Length))) + Length(block["caption"]), 1, 1)
        : new PageSize(Length(block) + 1, 1);

    /// <summary>Of words alone: never less than they take as an element of rich_text.</summary>
    public static int OfWords(string words) => AsSent.Encoder!.Encode(words).Length + ElementLength;

    private static int Length(JsonNode? node) => node?.ToJsonString(AsSent).Length ?? 0;
}
