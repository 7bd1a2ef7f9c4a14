using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>
/// The rows that everything is developed on, and the test rows that are touched once, for the final figures. The side of a row
/// depends on the customer and the seed alone: all rows of one customer, and all copies of one row, are on the same side, and the
/// order of rows in the file does not matter.
/// </summary>
/// <param name="Development">Row indices, ascending.</param>
/// <param name="Test">Row indices, ascending, about <see cref="TestShare"/> of each class.</param>
public sealed record HoldOut(int[] Development, int[] Test)
{
    public const double TestShare = 0.2;

    public static HoldOut Split(Dataset raw, ChurnQuestion question, int seed)
    {
        var labelled = question.LabelledRows(raw);
        var target = raw[question.TargetColumn];
        var key = new ulong[raw.RowCount];
        foreach (var row in labelled) key[row] = Key(raw, question, row, seed);
        var classOfKey = new Dictionary<ulong, bool>();
        foreach (var row in labelled) classOfKey.TryAdd(key[row], target.Format(row) == question.PositiveLevel);
        var test = new HashSet<ulong>();
        foreach (var left in (bool[])[false, true])
        {
            var keys = classOfKey.Where(pair => pair.Value == left).Select(pair => pair.Key).Order().ToArray();
            test.UnionWith(keys.Take((int)Math.Round(TestShare * keys.Length)));
        }

        return new HoldOut([.. labelled.Where(row => !test.Contains(key[row]))], [.. labelled.Where(row => test.Contains(key[row]))]);
    }

    // A 64-bit hash stands for the customer; sorted by it, customers are in an order that is as good as shuffled.
    private static ulong Key(Dataset raw, ChurnQuestion question, int row, int seed)
    {
        var cells = question.IdentifierColumn is { } id && raw.TryGetColumn(id, out var identifier) && identifier.Format(row) is { } name
            ? name
            : string.Join('\0', raw.Columns.Select(column => column.Format(row)));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}\0{cells}")), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
