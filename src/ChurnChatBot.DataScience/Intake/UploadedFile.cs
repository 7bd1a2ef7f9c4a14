namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// The bytes of a file, which are gone through more than once: to know them, to sample them, to read them. A stream that can
/// seek is read where it lies, another is held in memory.
/// </summary>
internal sealed class UploadedFile
{
    private readonly Stream _stream;
    private readonly long _origin;

    private UploadedFile(Stream stream)
    {
        _stream = stream;
        _origin = stream.Position;
        Length = stream.Length - _origin;
    }

    public long Length { get; }

    /// <summary>Null where the stream holds more than <paramref name="maxBytes"/>.</summary>
    public static UploadedFile? Open(Stream stream, long maxBytes, CancellationToken cancellation)
    {
        if (stream.CanSeek) return stream.Length - stream.Position > maxBytes ? null : new UploadedFile(stream);
        return CopyToMemory(stream, maxBytes, cancellation) is { } copy ? new UploadedFile(copy) : null;
    }

    /// <summary>Null where the stream holds more than <paramref name="maxBytes"/>.</summary>
    public static MemoryStream? CopyToMemory(Stream stream, long maxBytes, CancellationToken cancellation)
    {
        var copy = new MemoryStream();
        var block = new byte[1 << 16];
        for (var read = stream.Read(block); read > 0; read = stream.Read(block))
        {
            cancellation.ThrowIfCancellationRequested();
            if (copy.Length + read > maxBytes) return null;
            copy.Write(block, 0, read);
        }

        copy.Position = 0;
        return copy;
    }

    /// <summary>The file from its first byte. Closing the stream does not close the file; only one is read at a time.</summary>
    public Stream FromStart()
    {
        _stream.Position = _origin;
        return new UnownedStream(_stream, _origin);
    }

    public byte[] FirstBytes(int count)
    {
        var bytes = new byte[(int)Math.Min(count, Length)];
        FromStart().ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Passes everything on but the closing, and counts positions from where the file starts.</summary>
    private sealed class UnownedStream(Stream inner, long origin) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => inner.Length - origin;

        public override long Position
        {
            get => inner.Position - origin;
            set => inner.Position = value + origin;
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override long Seek(long offset, SeekOrigin from) =>
            inner.Seek(from == SeekOrigin.Begin ? offset + origin : offset, from) - origin;

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
