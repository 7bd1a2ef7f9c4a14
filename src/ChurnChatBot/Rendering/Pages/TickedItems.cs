using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Pages;

/// <summary>
/// What is ticked on a card: by its inputs where they were shown, else as it was carried from the card's other pages, else as the message has it.
/// It is carried as a bit an item, in the message's order, after a mark of these very items: hundreds of ids in each button would leave no
/// room for the boxes, and bits without the mark would say something of whatever items the message has by now.
/// </summary>
internal static class TickedItems
{
    /// <summary>In the data of buttons.</summary>
    public const string Key = "ticked";

    public static string InputOf(string item) => "items:" + item;

    /// <returns>Ids, comma-separated; null for a message where nothing can be ticked.</returns>
    public static string? Merge(ReplyMessage message, IReadOnlyDictionary<string, string> values)
    {
        if (Items(message) is not { } items) return null;
        var carried = values.TryGetValue(Key, out var text) ? Read(items, text) : null;
        return string.Join(',', items.Where((item, i) => values.TryGetValue(InputOf(item.Id), out var value) ? value == "true" : carried?[i] ?? item.IsOn).Select(item => item.Id));
    }

    /// <summary>For the data of buttons; null for a message where nothing can be ticked.</summary>
    /// <param name="ticked">Ids; null for the message's own state.</param>
    public static string? Write(ReplyMessage message, IReadOnlySet<string>? ticked)
    {
        if (Items(message) is not { } items) return null;
        var bits = new byte[(items.Count + 7) / 8];
        for (var i = 0; i < items.Count; i++)
        {
            if (ticked?.Contains(items[i].Id) ?? items[i].IsOn) bits[i / 8] |= (byte)(1 << (i % 8));
        }

        return Mark(items) + Convert.ToHexString(bits);
    }

    private static bool[]? Read(IReadOnlyList<Toggle> items, string text)
    {
        var mark = Mark(items);
        var bits = new byte[(items.Count + 7) / 8];
        if (text.Length != mark.Length + 2 * bits.Length || !text.StartsWith(mark, StringComparison.Ordinal)) return null;
        if (Convert.FromHexString(text.AsSpan(mark.Length), bits, out _, out _) != OperationStatus.Done) return null;
        return [.. Enumerable.Range(0, items.Count).Select(i => ((bits[i / 8] >> (i % 8)) & 1) == 1)];
    }

    private static string Mark(IReadOnlyList<Toggle> items) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', items.Select(item => item.Id)))).AsSpan(0, 4)) + ".";

    private static IReadOnlyList<Toggle>? Items(ReplyMessage message) =>
        message.Sections.OfType<Toggles>().FirstOrDefault() is { IsEnabled: true } toggles ? toggles.Items : null;
}
