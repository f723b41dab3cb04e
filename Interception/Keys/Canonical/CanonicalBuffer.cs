using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Interception.Keys.Canonical;

/// <summary>Takes a canonical encoding: keeps its bytes, or feeds them to a hash without keeping them.</summary>
/// <remarks>
/// Scalars are written as they lie in memory, which is little-endian wherever .NET runs apart from s390x.
/// Not thread-safe. Reusable after <see cref="Reset"/>; a buffer that has become large is then let go.
/// </remarks>
internal sealed class CanonicalBuffer
{
    /// <summary>How deep objects may nest. Deeper ones are taken for cycles.</summary>
    public const int MaxDepth = 128;

    private const int InitialBytes = 256;
    private const int FlushBytes = 64 * 1024;
    private const int KeptBytes = 256 * 1024;

    private readonly int _limitBytes;
    private readonly XxHash128? _hash;
    private byte[] _bytes = new byte[InitialBytes];
    private int _count;
    private long _flushed;
    private int _holds;
    private int _depth;

    /// <summary>Creates a buffer that keeps what is written.</summary>
    /// <param name="limitBytes">The most bytes it takes; what exceeds them is a <see cref="NotEncodableException"/>.</param>
    public CanonicalBuffer(int limitBytes = int.MaxValue) => _limitBytes = limitBytes;

    private CanonicalBuffer(XxHash128 hash)
    {
        _limitBytes = int.MaxValue;
        _hash = hash;
    }

    /// <summary>Whether a set or map was written whose comparer is not the default one.</summary>
    public bool SawCustomComparer { get; set; }

    /// <summary>The bytes written since the last reset, flushed ones included.</summary>
    public long LengthBytes => _flushed + _count;

    /// <summary>The bytes that are still here: all of them, unless the buffer feeds a hash.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    /// <summary>The array behind <see cref="Written"/>. Growing replaces it and leaves the old one as it was.</summary>
    public byte[] Array => _bytes;

    /// <summary>The number of bytes in <see cref="Written"/>.</summary>
    public int Position => _count;

    /// <summary>
    /// Creates a buffer that feeds a hash and keeps no more than 64 KiB, except inside sets and maps, which it must sort.
    /// </summary>
    public static CanonicalBuffer ForHash() => new(new XxHash128());

    /// <summary>Forgets everything written.</summary>
    public void Reset()
    {
        if (_bytes.Length > KeptBytes)
        {
            _bytes = new byte[InitialBytes];
        }

        _count = 0;
        _flushed = 0;
        _holds = 0;
        _depth = 0;
        SawCustomComparer = false;
        _hash?.Reset();
    }

    /// <summary>The hash of everything written. Only for a buffer from <see cref="ForHash"/>.</summary>
    public UInt128 FinishHash()
    {
        Flush();
        return _hash!.GetCurrentHashAsUInt128();
    }

    /// <summary>Writes a value as it lies in memory. The type must have no padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteBits<T>(T value)
        where T : unmanaged => MemoryMarshal.Write(Reserve(Unsafe.SizeOf<T>()), in value);

    /// <summary>Writes whether something nullable is there, and returns it.</summary>
    public bool WritePresence(bool isPresent)
    {
        Reserve(1)[0] = isPresent ? (byte)1 : (byte)0;
        return isPresent;
    }

    /// <summary>Writes presence, length and UTF-16 code units: lone surrogates stay what they are.</summary>
    public void WriteString(string? value)
    {
        if (WritePresence(value is not null))
        {
            WriteBits(value!.Length);
            WriteRaw(MemoryMarshal.AsBytes(value.AsSpan()));
        }
    }

    /// <summary>Writes bytes without a length.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        if (_hash is not null && _holds == 0 && bytes.Length > FlushBytes)
        {
            Flush();
            _hash.Append(bytes);
            _flushed += bytes.Length;
            return;
        }

        bytes.CopyTo(Reserve(bytes.Length));
    }

    /// <summary>Makes room for bytes that the caller fills in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int bytes)
    {
        int start = _count;
        if ((uint)bytes > (uint)(_bytes.Length - start) || bytes > _limitBytes - start)
        {
            MakeRoom(bytes);
            start = _count;
        }

        _count = start + bytes;
        return _bytes.AsSpan(start, bytes);
    }

    /// <summary>Steps into an object; throws if objects nest too deep.</summary>
    public void Enter(Type type)
    {
        if (++_depth > MaxDepth)
        {
            throw new NotEncodableException(
                $"'{Types.TypeNames.Full(type)}' nests deeper than {MaxDepth} levels, or contains itself.");
        }
    }

    /// <summary>Steps out of an object.</summary>
    public void Leave() => _depth--;

    /// <summary>Keeps all bytes from here on where they can be sorted, until the same number of releases.</summary>
    public void Hold() => _holds++;

    /// <summary>Ends a <see cref="Hold"/>.</summary>
    public void Release() => _holds--;

    /// <summary>The bytes of a held region, to be rearranged in place.</summary>
    public Span<byte> Held(int start) => _bytes.AsSpan(start, _count - start);

    private void MakeRoom(int bytes)
    {
        if (_hash is not null && _holds == 0)
        {
            Flush();
        }

        long needed = (long)_count + bytes;
        if (needed > _limitBytes || needed > System.Array.MaxLength)
        {
            int limit = Math.Min(_limitBytes, System.Array.MaxLength);
            throw new NotEncodableException($"The encoding is longer than {limit} bytes.");
        }

        if (needed > _bytes.Length)
        {
            // A hashing buffer starts at the size at which it is flushed: it grows further only while it holds a set or map.
            long size = Math.Max(Math.Max(needed, 2L * _bytes.Length), _hash is null ? 0 : FlushBytes);
            System.Array.Resize(ref _bytes, (int)Math.Min(size, System.Array.MaxLength));
        }
    }

    private void Flush()
    {
        _hash!.Append(_bytes.AsSpan(0, _count));
        _flushed += _count;
        _count = 0;
    }
}
