namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// A list that only grows, in pieces: a column of unknown length is collected without the copies and the double memory of a
/// doubling array, and copied once, when its length is known.
/// </summary>
internal sealed class ChunkedList<T>
{
    private const int ChunkLength = 1 << 14;

    private readonly List<T[]> _full = [];
    private T[] _chunk = new T[256];
    private int _used;

    public int Count => (_full.Count * ChunkLength) + _used;

    public void Add(T item)
    {
        if (_used == _chunk.Length) Grow();
        _chunk[_used++] = item;
    }

    /// <summary>All items in one array.</summary>
    public T[] ToArray()
    {
        var all = new T[Count];
        for (var i = 0; i < _full.Count; i++) _full[i].CopyTo(all, i * ChunkLength);
        Array.Copy(_chunk, 0, all, _full.Count * ChunkLength, _used);
        return all;
    }

    private void Grow()
    {
        if (_chunk.Length < ChunkLength)
        {
            Array.Resize(ref _chunk, _chunk.Length * 4);
            return;
        }

        _full.Add(_chunk);
        _chunk = new T[ChunkLength];
        _used = 0;
    }
}
