using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ChurnChatBot.DataScience.Export.Onnx;

/// <summary>
/// One message in the wire format of Protocol Buffers (https://protobuf.dev/programming-guides/encoding), as far as ONNX needs it.
/// A message within a message is finished first and then copied, so that its length is known; ONNX nests six deep, so every byte
/// is copied at most that often. Names of the fields stand where they are written; their numbers are those of onnx.proto.
/// </summary>
internal sealed class ProtobufMessage
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ProtobufMessage Add(int field, long value)
    {
        Tag(field, Varint);
        Append((ulong)value);
        return this;
    }

    public ProtobufMessage Add(int field, float value)
    {
        Tag(field, Fixed32);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public ProtobufMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    public ProtobufMessage Add(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, LengthDelimited);
        Append((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public ProtobufMessage Add(int field, ProtobufMessage value)
    {
        Tag(field, LengthDelimited);
        Append((ulong)value._bytes.WrittenCount);
        _bytes.Write(value._bytes.WrittenSpan);
        return this;
    }

    /// <summary>Whole numbers one after another in one field, "packed".</summary>
    public ProtobufMessage Add(int field, ReadOnlySpan<long> values)
    {
        var packed = new ProtobufMessage();
        foreach (var value in values) packed.Append((ulong)value);
        return Add(field, packed);
    }

    /// <summary>Doubles as the raw little-endian bytes of a tensor.</summary>
    public ProtobufMessage AddRaw(int field, ReadOnlySpan<double> values)
    {
        if (BitConverter.IsLittleEndian) return Add(field, MemoryMarshal.AsBytes(values));
        var bytes = new byte[values.Length * sizeof(double)];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        return Add(field, bytes);
    }

    public void WriteTo(Stream output) => output.Write(_bytes.WrittenSpan);

    private void Tag(int field, int wireType) => Append((ulong)((field << 3) | wireType));

    // Seven bits a byte, the lowest first; the high bit says that more follow. A negative number takes all ten bytes.
    private void Append(ulong value)
    {
        var bytes = _bytes.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        _bytes.Advance(length);
    }
}
