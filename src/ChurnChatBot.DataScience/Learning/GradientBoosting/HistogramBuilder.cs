using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// Sums gradients, hessians and rows by bin, for all columns of a node: where boosting spends most of its time. Only the smaller
/// of two siblings is ever summed; the other is parent minus sibling. Work is cut into (group of columns, block of rows), which
/// threads take in any order: the sums are integers, so the result is the same to the bit.
/// </summary>
internal sealed class HistogramBuilder
{
    // A block is large enough that adding its scratch histogram to the node's (a few thousand bins) does not show.
    private const int RowsPerBlock = 16_384;

    // Below this many cells, waking another thread costs more than it saves.
    private const long CellsWorthThreads = 120_000;

    private readonly BinnedMatrix _data;
    private readonly GradientScale _scale;
    private readonly GradientSum[][] _scratch;
    private readonly Lock[] _groupLocks;
    private readonly bool[] _groupUsed;

    public HistogramBuilder(BinnedMatrix data, GradientScale scale, int threads)
    {
        _data = data;
        _scale = scale;
        _scratch = new GradientSum[Math.Max(1, threads)][];
        for (var t = 0; t < _scratch.Length; t++) _scratch[t] = new GradientSum[BinnedMatrix.GroupSize * 256];
        _groupLocks = new Lock[data.GroupCount];
        for (var g = 0; g < _groupLocks.Length; g++) _groupLocks[g] = new Lock();
        _groupUsed = new bool[data.GroupCount];
        Array.Fill(_groupUsed, true);
    }

    /// <summary>Bins of a histogram of all columns.</summary>
    public int Length => _data.BinOffsets[^1];

    /// <summary>Leaves out groups of which the tree uses no column; their bins keep whatever they hold.</summary>
    public void UseColumns(ReadOnlySpan<bool> used)
    {
        Array.Clear(_groupUsed);
        for (var c = 0; c < used.Length; c++) _groupUsed[c / BinnedMatrix.GroupSize] |= used[c];
    }

    /// <summary>Fills <paramref name="target"/> with the sums over <paramref name="rows"/>.</summary>
    /// <param name="pairs">One a row of the matrix.</param>
    public void Build(GradientPair[] pairs, ArraySegment<int> rows, GradientSum[] target)
    {
        Array.Clear(target, 0, Length);
        var blocks = (rows.Count + RowsPerBlock - 1) / RowsPerBlock;
        var items = blocks * _data.GroupCount;
        var threads = (long)rows.Count * _data.Columns.Count < CellsWorthThreads ? 1 : Math.Min(_scratch.Length, items);
        var next = -1;
        void Work(int thread)
        {
            for (var item = Interlocked.Increment(ref next); item < items; item = Interlocked.Increment(ref next))
            {
                var start = item / _data.GroupCount * RowsPerBlock;
                AddBlock(item % _data.GroupCount, pairs, rows.Slice(start, Math.Min(RowsPerBlock, rows.Count - start)), (target, _scratch[thread]));
            }
        }

        if (threads <= 1) Work(0);
        else Parallel.For(0, threads, Work);
    }

    /// <summary>Turns the parent's histogram into that of the larger child.</summary>
    public void Subtract(GradientSum[] parent, GradientSum[] smaller)
    {
        ref var target = ref Unsafe.As<GradientSum, Vector128<long>>(ref MemoryMarshal.GetArrayDataReference(parent));
        ref var taken = ref Unsafe.As<GradientSum, Vector128<long>>(ref MemoryMarshal.GetArrayDataReference(smaller));
        for (var bin = 0; bin < Length; bin++) Unsafe.Add(ref target, bin) -= Unsafe.Add(ref taken, bin);
    }

    private void AddBlock(int group, GradientPair[] pairs, ArraySegment<int> rows, (GradientSum[] Target, GradientSum[] Scratch) sums)
    {
        if (!_groupUsed[group]) return;
        var first = group * BinnedMatrix.GroupSize;
        var columns = Math.Min(BinnedMatrix.GroupSize, _data.Columns.Count - first);
        for (var c = 0; c < columns; c++) Array.Clear(sums.Scratch, c * 256, _data.Columns[first + c].Bins.BinCount + 1);
        if (columns > 4) SumEight(_data.Group(group), pairs, rows, sums.Scratch);
        else SumFour(_data.Group(group), pairs, rows, sums.Scratch);
        lock (_groupLocks[group])
        {
            for (var c = 0; c < columns; c++)
            {
                var offset = _data.BinOffsets[first + c];
                for (var bin = 0; bin <= _data.Columns[first + c].Bins.BinCount; bin++)
                    sums.Target[offset + bin] += sums.Scratch[(c * 256) + bin];
            }
        }
    }

    // The inner loop of boosting. References instead of array indices: the bounds hold by construction (a byte is below 256, row
    // numbers come from the partition), and checking them would double the work. Absent columns of a last group have bin 0.
    private void SumEight(ulong[] words, GradientPair[] pairs, ReadOnlySpan<int> rows, GradientSum[] scratch)
    {
        ref var word = ref MemoryMarshal.GetArrayDataReference(words);
        ref var pair = ref Unsafe.As<GradientPair, Vector64<int>>(ref MemoryMarshal.GetArrayDataReference(pairs));
        ref var bins = ref Unsafe.As<GradientSum, Vector128<long>>(ref MemoryMarshal.GetArrayDataReference(scratch));
        var one = Vector128.Create(0, _scale.OneRow);
        foreach (var row in rows)
        {
            var cells = Unsafe.Add(ref word, row);
            var added = Widen(Unsafe.Add(ref pair, row)) + one;
            Unsafe.Add(ref bins, (nuint)(byte)cells) += added;
            Unsafe.Add(ref bins, (nuint)(byte)(cells >> 8) + 256) += added;
            Unsafe.Add(ref bins, (nuint)(byte)(cells >> 16) + 512) += added;
            Unsafe.Add(ref bins, (nuint)(byte)(cells >> 24) + 768) += added;
            Unsafe.Add(ref bins, (nuint)(byte)(cells >> 32) + 1024) += added;
            Unsafe.Add(ref bins, (nuint)(byte)(cells >> 40) + 1280) += added;
            Unsafe.Add(ref bins, (nuint)(byte)(cells >> 48) + 1536) += added;
            Unsafe.Add(ref bins, (nuint)(cells >> 56) + 1792) += added;
        }
    }

    private void SumFour(ulong[] words, GradientPair[] pairs, ReadOnlySpan<int> rows, GradientSum[] scratch)
    {
        ref var word = ref MemoryMarshal.GetArrayDataReference(words);
        ref var pair = ref Unsafe.As<GradientPair, Vector64<int>>(ref MemoryMarshal.GetArrayDataReference(pairs));
        ref var bins = ref Unsafe.As<GradientSum, Vector128<long>>(ref MemoryMarshal.GetArrayDataReference(scratch));
        var one = Vector128.Create(0, _scale.OneRow);
        foreach (var row in rows)
        {
            var cells = Unsafe.Add(ref word, row);
            var added = Widen(Unsafe.Add(ref pair, row)) + one;
            Unsafe.Add(ref bins, (nuint)(byte)cells) += added;
            Unsafe.Add(ref bins, (nuint)(byte)(cells >> 8) + 256) += added;
            Unsafe.Add(ref bins, (nuint)(byte)(cells >> 16) + 512) += added;
            Unsafe.Add(ref bins, (nuint)(byte)(cells >> 24) + 768) += added;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<long> Widen(Vector64<int> pair) => Vector128.WidenLower(pair.ToVector128Unsafe());
}
