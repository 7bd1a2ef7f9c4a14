using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>How the characters of a text file are written, found from all of its bytes.</summary>
/// <param name="NulCharacters">NUL characters to leave out, with the line of the first.</param>
/// <param name="FirstOddLine">The line of the first byte that is no UTF-8, or 0.</param>
internal sealed record TextEncoding(Encoding Encoding, string Name, long NulCharacters, long FirstNulLine, long FirstOddLine)
{
    private const int BlockLength = 1 << 18;
    private const int GuessLength = 1 << 22;

    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Null where the bytes are no text in any encoding known here.</summary>
    public static TextEncoding? Detect(UploadedFile file, CancellationToken cancellation)
    {
        var head = file.FirstBytes(BlockLength);
        if (head is [0xFF, 0xFE, ..]) return new TextEncoding(Encoding.Unicode, "UTF-16", 0, 0, 0);
        if (head is [0xFE, 0xFF, ..]) return new TextEncoding(Encoding.BigEndianUnicode, "UTF-16", 0, 0, 0);
        if (LooksLikeUtf16(head, 1)) return new TextEncoding(Encoding.Unicode, "UTF-16", 0, 0, 0);
        if (LooksLikeUtf16(head, 0)) return new TextEncoding(Encoding.BigEndianUnicode, "UTF-16", 0, 0, 0);
        if (IsBinary(head)) return null;
        var (nuls, firstNulLine, firstOddLine) = Survey(file, cancellation);
        if (firstOddLine == 0) return new TextEncoding(Encoding.UTF8, "UTF-8", nuls, firstNulLine, 0);
        if (IsMostlyUtf8(file)) return new TextEncoding(Encoding.UTF8, "UTF-8", nuls, firstNulLine, firstOddLine);
        var (encoding, name) = LooksLikeChinese(file) ? (54936, "GB18030") : (1252, "Windows-1252");
        return new TextEncoding(Encoding.GetEncoding(encoding), name, nuls, firstNulLine, firstOddLine);
    }

    public TextReader Open(UploadedFile file)
    {
        var text = new StreamReader(file.FromStart(), Encoding, detectEncodingFromByteOrderMarks: true, BlockLength);
        return NulCharacters > 0 ? new NulFreeReader(text) : text;
    }

    // Latin text in UTF-16 has a NUL in every other byte.
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> head, int parity)
    {
        if (head.Length < 4) return false;
        var (here, there) = (0, 0);
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] != 0) continue;
            if (i % 2 == parity) here++;
            else there++;
        }

        return here > 0.35 * head.Length && there < 0.01 * head.Length;
    }

    // Control characters besides tab, line ends and form feed are rare in text; a stray NUL is no reason to refuse a file.
    private static bool IsBinary(ReadOnlySpan<byte> head)
    {
        var odd = 0;
        foreach (var value in head)
        {
            if (value < 32 && value is not (9 or 10 or 12 or 13)) odd++;
        }

        return odd > 0 && odd > 0.02 * head.Length && odd > Math.Min(8, head.Length / 4);
    }

    private static (long Nuls, long FirstNulLine, long FirstOddLine) Survey(UploadedFile file, CancellationToken cancellation)
    {
        long nuls = 0, firstNulLine = 0, firstOddLine = 0, line = 1;
        var block = new byte[BlockLength];
        var kept = 0;
        using var stream = file.FromStart();
        for (var read = stream.Read(block, kept, block.Length - kept); read > 0 || kept > 0; read = stream.Read(block, kept, block.Length - kept))
        {
            cancellation.ThrowIfCancellationRequested();
            var filled = block.AsSpan(0, kept + read);
            var whole = read == 0 ? filled.Length : WholeCharacters(filled);
            var bytes = filled[..whole];
            if (bytes.IndexOf((byte)0) is >= 0 and var nul)
            {
                if (nuls == 0) firstNulLine = line + bytes[..nul].Count((byte)'\n');
                nuls += bytes.Count((byte)0);
            }

            if (firstOddLine == 0 && !Utf8.IsValid(bytes)) firstOddLine = line + bytes[..FirstInvalid(bytes)].Count((byte)'\n');
            line += bytes.Count((byte)'\n');
            kept = filled.Length - whole;
            filled[whole..].CopyTo(block);
        }

        return (nuls, firstNulLine, firstOddLine);
    }

    // The length without a character of several bytes that the block's end cuts.
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var value = bytes[^back];
            if ((value & 0xC0) == 0x80) continue;
            var length = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : value >= 0xC0 ? 2 : 1;
            return length > back ? bytes.Length - back : bytes.Length;
        }

        return bytes.Length;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var used) == OperationStatus.Done) at += used;
        return at;
    }

    // A few broken bytes in a file that is otherwise full of well-formed characters: the file is UTF-8 and was cut or patched.
    private static bool IsMostlyUtf8(UploadedFile file)
    {
        ReadOnlySpan<byte> bytes = file.FirstBytes(GuessLength);
        var (wellFormed, broken) = (0, 0);
        while (bytes.Length > 0)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var used);
            if (status != OperationStatus.Done) broken++;
            else if (used > 1) wellFormed++;
            bytes = bytes[Math.Max(1, used)..];
        }

        return wellFormed >= 10 * Math.Max(1, broken);
    }

    // Chinese in GB18030 comes in pairs whose both bytes are high; a Latin letter with an accent mostly stands alone.
    private static bool LooksLikeChinese(UploadedFile file)
    {
        var bytes = file.FirstBytes(GuessLength);
        var (paired, high) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80) continue;
            high++;
            if (i + 1 == bytes.Length || bytes[i] is < 0xA1 or 0xFF || bytes[i + 1] is < 0xA1 or 0xFF) continue;
            high++;
            paired += 2;
            i++;
        }

        return high > 0 && paired >= 0.9 * high;
    }

    /// <summary>Leaves out NUL characters.</summary>
    private sealed class NulFreeReader(TextReader inner) : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            while (true)
            {
                var read = inner.Read(buffer, index, count);
                if (read == 0) return 0;
                var kept = 0;
                for (var i = 0; i < read; i++)
                {
                    if (buffer[index + i] != '\0') buffer[index + kept++] = buffer[index + i];
                }

                if (kept > 0) return kept;
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
