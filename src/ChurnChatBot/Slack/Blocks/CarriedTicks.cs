using System.Globalization;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Pages;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// What a button carries of boxes where they stand on several pages: the state of all, and which stand on its own page. Slack sends only the boxes
/// that are ticked, so without the second nobody could tell one that was unticked from one that was not shown.
/// </summary>
/// <param name="First">Place of the first item of the page in the message, from 0.</param>
internal sealed record CarriedTicks(string State, int First, int Count)
{
    /// <summary>In the data of buttons, as "first-count".</summary>
    private const string Shown = "shown";

    /// <returns>Null for a message where nothing can be ticked.</returns>
    public static CarriedTicks? Of(ReplyMessage message, IReadOnlyList<MessageSection> page, IReadOnlySet<string>? ticked)
    {
        if (TickedItems.Write(message, ticked) is not { } state) return null;
        var all = Items(message);
        var shown = page.OfType<Toggles>().Where(toggles => toggles.IsEnabled).SelectMany(toggles => toggles.Items).Select(item => all.FindIndex(one => one.Id == item.Id)).Where(at => at >= 0).ToArray();
        return shown.Length == 0 ? new CarriedTicks(state, 0, 0) : new CarriedTicks(state, shown.Min(), shown.Max() - shown.Min() + 1);
    }

    public IReadOnlyDictionary<string, string> AddedTo(IReadOnlyDictionary<string, string> data) => new Dictionary<string, string>(data, StringComparer.Ordinal)
    {
        [TickedItems.Key] = State,
        [Shown] = string.Create(CultureInfo.InvariantCulture, $"{First}-{Count}"),
    };

    /// <summary>All that is ticked: on the button's page as it was sent, on the others as the button carries it, else as the message has it.</summary>
    /// <param name="sent">Ids of the ticked boxes of the page; null where none was sent.</param>
    /// <returns>Ids in the message's order, comma-separated; null for a message where nothing can be ticked.</returns>
    public static string? Merge(ReplyMessage message, IReadOnlyDictionary<string, string> data, IReadOnlySet<string>? sent)
    {
        var items = Items(message);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data.TryGetValue(TickedItems.Key, out var state)) values[TickedItems.Key] = state;
        var (first, count) = data.TryGetValue(Shown, out var shown) ? Read(shown) : (0, items.Count);
        if (sent is not null)
            foreach (var item in items.Skip(first).Take(count)) values[TickedItems.InputOf(item.Id)] = sent.Contains(item.Id) ? "true" : "false";
        return TickedItems.Merge(message, values);
    }

    private static (int First, int Count) Read(string shown) =>
        shown.Split('-') is [var first, var count] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? (from, length)
            : (0, 0);

    private static List<Toggle> Items(ReplyMessage message) => [.. message.Sections.OfType<Toggles>().FirstOrDefault()?.Items ?? []];
}
