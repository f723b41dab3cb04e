using Interception.Keys.Canonical;
using Interception.Keys.Types;

namespace Interception.Keys;

/// <summary>The buffer, one per thread, in which arguments are encoded for a lookup.</summary>
internal sealed class KeyScratch
{
    [ThreadStatic]
    private static KeyScratch? _ofThread;

    private readonly CanonicalBuffer _buffer = new(KeySchema.MaxKeyBytes);
    private bool _isEncoding;

    /// <summary>Takes the thread's scratch, emptied: keys read before from it are no good any more.</summary>
    public static KeyScratch Take()
    {
        KeyScratch scratch = _ofThread ??= new KeyScratch();
        if (scratch._isEncoding)
        {
            // A getter of an argument calls a cached method: the outer call still needs its bytes.
            return new KeyScratch();
        }

        scratch._buffer.Reset();
        return scratch;
    }

    /// <summary>Encodes one argument behind those that are already there.</summary>
    /// <exception cref="NotEncodableException">It can't be encoded, or has a set or map with a comparer of its own.</exception>
    public ArraySegment<byte> Encode(CanonicalWriter writer, object? argument)
    {
        int start = _buffer.Position;
        _isEncoding = true;
        try
        {
            writer.Write(_buffer, argument);
        }
        finally
        {
            _isEncoding = false;
        }

        return Finish(start, writer);
    }

    /// <summary>The same without boxing it; what an argument's own getter throws comes as it is.</summary>
    public ArraySegment<byte> Encode<T>(CanonicalWriter<T> writer, T argument)
    {
        int start = _buffer.Position;
        _isEncoding = true;
        try
        {
            writer.Write(_buffer, argument);
        }
        finally
        {
            _isEncoding = false;
        }

        return Finish(start, writer);
    }

    private ArraySegment<byte> Finish(int start, CanonicalWriter writer) => _buffer.SawCustomComparer
        ? throw new NotEncodableException(
            $"A '{TypeNames.Full(writer.Type)}' holds a set or map with a comparer of its own, "
            + "which can't be part of a key.")
        : new ArraySegment<byte>(_buffer.Array, start, _buffer.Position - start);
}
