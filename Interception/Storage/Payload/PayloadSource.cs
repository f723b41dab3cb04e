namespace Interception.Storage.Payload;

/// <summary>A read-only stream over bytes in memory, of which each thread keeps one: every copy of an answer needs one for a moment.</summary>
/// <remarks>Not thread-safe. Disposing gives it back, so it must not be used after.</remarks>
internal sealed class PayloadSource : Stream
{
    [ThreadStatic]
    private static PayloadSource? _spare;

    private byte[] _bytes = [];
    private int _length, _read;

    private PayloadSource()
    {
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>A stream over the first bytes of an array, which is not copied.</summary>
    public static PayloadSource Of(byte[] bytes, int length)
    {
        // Taken, not borrowed: what is read may run the user's code, which may come back here.
        PayloadSource stream = _spare ?? new PayloadSource();
        _spare = null;
        (stream._bytes, stream._length, stream._read) = (bytes, length, 0);
        return stream;
    }

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _length - _read);
        _bytes.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        (_bytes, _length, _read) = ([], 0, 0); // Whoever keeps it by mistake reads nothing.
        _spare = this;
        base.Dispose(disposing);
    }
}
