using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ChurnChatBot.Tests.Teams.Package;

/// <summary>
/// The pixels of a PNG of eight-bit colours with transparency, not interlaced: what the icons are. Read by hand, so that a test of a
/// picture needs no library for pictures. Format: https://www.w3.org/TR/png/.
/// </summary>
internal sealed class PngPixels
{
    private const int BytesPerPixel = 4;
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private readonly byte[] _bytes;

    private PngPixels(int width, int height, byte[] bytes) => (Width, Height, _bytes) = (width, height, bytes);

    public int Width { get; }

    public int Height { get; }

    public IEnumerable<(int X, int Y, Rgba Color)> All =>
        from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) select (x, y, this[x, y]);

    public Rgba this[int x, int y]
    {
        get
        {
            var at = (y * Width + x) * BytesPerPixel;
            return new Rgba(_bytes[at], _bytes[at + 1], _bytes[at + 2], _bytes[at + 3]);
        }
    }

    public static PngPixels Read(byte[] file)
    {
        if (!file.AsSpan().StartsWith(Signature)) throw new InvalidDataException("Not a PNG.");
        using var packed = new MemoryStream();
        var (width, height) = (0, 0);
        for (var at = Signature.Length; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var content = file.AsSpan(at + 8, length);
            switch (Encoding.ASCII.GetString(file, at + 4, 4))
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
                    if (!content[8..].SequenceEqual<byte>([8, 6, 0, 0, 0])) throw new InvalidDataException("Not eight-bit RGBA without interlacing.");
                    break;
                case "IDAT":
                    packed.Write(content);
                    break;
            }

            at += length + 12;
        }

        packed.Position = 0;
        return new PngPixels(width, height, Unpack(packed, width * BytesPerPixel, height));
    }

    private static byte[] Unpack(Stream packed, int stride, int height)
    {
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        var pixels = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = unpacked.ReadByte();
            unpacked.ReadExactly(pixels, y * stride, stride);
            for (var x = 0; x < stride; x++)
            {
                var left = x < BytesPerPixel ? 0 : pixels[y * stride + x - BytesPerPixel];
                var above = y == 0 ? 0 : pixels[(y - 1) * stride + x];
                var corner = x < BytesPerPixel || y == 0 ? 0 : pixels[(y - 1) * stride + x - BytesPerPixel];
                pixels[y * stride + x] += (byte)Predicted(filter, left, above, corner);
            }
        }

        return pixels;
    }

    private static int Predicted(int filter, int left, int above, int corner) => filter switch
    {
        0 => 0,
        1 => left,
        2 => above,
        3 => (left + above) / 2,
        4 => Paeth(left, above, corner),
        _ => throw new InvalidDataException($"No filter has the number {filter}."),
    };

    private static int Paeth(int left, int above, int corner)
    {
        var (toLeft, toAbove, toCorner) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - 2 * corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}

internal readonly record struct Rgba(byte Red, byte Green, byte Blue, byte Alpha);
