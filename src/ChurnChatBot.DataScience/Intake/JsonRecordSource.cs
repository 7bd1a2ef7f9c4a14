using System.Text.Json;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>JSON objects as rows: the cells are the values of the given keys, each as it is written.</summary>
internal sealed class JsonRecordSource : RecordSource
{
    private readonly IEnumerator<(JsonElement? Item, long Line)> _items;
    private readonly Dictionary<string, int> _positions;
    private readonly string[] _cells;
    private readonly int _maxFieldLength;
    private RecordFault _fault;

    /// <param name="items">The objects with the line (or position) of each; null where a line holds none.</param>
    /// <param name="positions">The column of each key, from 0.</param>
    public JsonRecordSource(IEnumerable<(JsonElement? Item, long Line)> items, Dictionary<string, int> positions, int maxFieldLength)
    {
        _items = items.GetEnumerator();
        _positions = positions;
        _maxFieldLength = maxFieldLength;
        _cells = new string[positions.Count];
    }

    public override int FieldCount => _cells.Length;

    public override long Line => _items.Current.Line;

    public override RecordFault Fault => _fault;

    public override bool Read()
    {
        if (!_items.MoveNext()) return false;
        Array.Fill(_cells, "");
        _fault = RecordFault.None;
        if (_items.Current.Item is not { ValueKind: JsonValueKind.Object } item)
        {
            _fault = RecordFault.NotAnObject;
            return true;
        }

        foreach (var property in item.EnumerateObject())
        {
            var cell = TextOf(property.Value);
            if (cell.Length > _maxFieldLength) _fault = RecordFault.FieldTooLong;
            if (_positions.TryGetValue(property.Name, out var position)) _cells[position] = cell;
        }

        return true;
    }

    public override ReadOnlySpan<char> Field(int index) => _cells[index];

    public override string RawText(int maxLength)
    {
        var text = _items.Current.Item?.GetRawText() ?? "";
        return text[..Math.Min(text.Length, maxLength)];
    }

    public override void Dispose()
    {
        _items.Dispose();
        base.Dispose();
    }

    // Nested values stay as their JSON: nothing is lost, and a person sees what they are.
    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
