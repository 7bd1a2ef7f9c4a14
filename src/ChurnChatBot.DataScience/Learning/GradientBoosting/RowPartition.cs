using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// The rows of a tree, kept so that every node is one contiguous stretch in ascending order; splitting a node reorders its
/// stretch in place. Ascending order keeps the histogram pass moving forward through memory.
/// </summary>
internal sealed class RowPartition
{
    private const int RowsWorthThreads = 40_000;

    private readonly int[] _rows;
    private readonly int[] _buffer;
    private readonly int _threads;
    private int _count;

    public RowPartition(int capacity, int threads)
    {
        _rows = new int[capacity];
        _buffer = new int[capacity];
        _threads = Math.Max(1, threads);
    }

    public int Count => _count;

    public void Reset(ReadOnlySpan<int> rows)
    {
        rows.CopyTo(_rows);
        _count = rows.Length;
    }

    public ArraySegment<int> Rows(int start, int count) => new(_rows, start, count);

    /// <summary>Moves the rows whose bin goes left to the front of the stretch, keeping the order on both sides.</summary>
    /// <param name="cells">The words of the column's group.</param>
    /// <param name="shift">Bit at which the column's byte starts.</param>
    /// <param name="leftTable">256 entries, 1 where a bin goes left, else 0.</param>
    /// <returns>How many rows went left.</returns>
    public int Split((int Start, int Count) node, ulong[] cells, int shift, byte[] leftTable)
    {
        var chunks = node.Count < RowsWorthThreads ? 1 : _threads;
        var size = (node.Count + chunks - 1) / chunks;
        var leftCounts = new int[chunks];
        (int Start, int Count) Chunk(int c) => (node.Start + (c * size), Math.Min(size, node.Count - (c * size)));
        if (chunks == 1) leftCounts[0] = SplitChunk(node, cells, shift, leftTable);
        else Parallel.For(0, chunks, c => leftCounts[c] = SplitChunk(Chunk(c), cells, shift, leftTable));
        var total = leftCounts.Sum();
        var left = node.Start;
        var right = node.Start + total;
        for (var c = 0; c < chunks; c++)
        {
            var (start, count) = Chunk(c);
            var rights = count - leftCounts[c];
            _buffer.AsSpan(start, leftCounts[c]).CopyTo(_rows.AsSpan(left));
            _buffer.AsSpan(start + leftCounts[c], rights).CopyTo(_rows.AsSpan(right));
            left += leftCounts[c];
            right += rights;
        }

        return total;
    }

    // Every row is written to both ends of the chunk's buffer and one end advances: no branch to mispredict. The rows that go
    // right arrive backwards and are turned around at the end. Indices hold by construction.
    private int SplitChunk((int Start, int Count) chunk, ulong[] cells, int shift, byte[] leftTable)
    {
        ref var word = ref MemoryMarshal.GetArrayDataReference(cells);
        ref var table = ref MemoryMarshal.GetArrayDataReference(leftTable);
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(_buffer);
        var left = chunk.Start;
        var right = chunk.Start + chunk.Count - 1;
        foreach (var row in _rows.AsSpan(chunk.Start, chunk.Count))
        {
            var goesLeft = (int)Unsafe.Add(ref table, (nuint)(byte)(Unsafe.Add(ref word, row) >> shift));
            Unsafe.Add(ref buffer, left) = row;
            Unsafe.Add(ref buffer, right) = row;
            left += goesLeft;
            right -= 1 - goesLeft;
        }

        _buffer.AsSpan(left, chunk.Start + chunk.Count - left).Reverse();
        return left - chunk.Start;
    }
}
