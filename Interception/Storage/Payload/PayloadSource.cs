namespace Interception.Storage.Payload;

/// <summary>A read-only stream over bytes in memory, of which each thread keeps one: every copy of an answer needs one for a moment.</summary>
/// <remarks>Not thread-safe. Disposing gives it back, so it must not be used after.</remarks>
internal sealed class PayloadSource : Stream
{
    [ThreadStatic]
    private static PayloadSource? _spare;

    private ReadOnlyMemory<byte> _rest;

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

    /// <summary>A stream over bytes, which are not copied.</summary>
    public static PayloadSource Of(ReadOnlyMemory<byte> bytes)
    {
        // Taken, not borrowed: what is read may run the user's code, which may come back here.
        PayloadSource stream = _spare ?? new PayloadSource();
        _spare = null;
        stream._rest = bytes;
        return stream;
    }

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..count].CopyTo(buffer);
        _rest = _rest[count..];
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
        _rest = default; // Whoever keeps it by mistake reads nothing.
        _spare = this;
        base.Dispose(disposing);
    }
}
