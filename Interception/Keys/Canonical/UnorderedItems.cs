using System.Buffers;
using System.Runtime.InteropServices;

namespace Interception.Keys.Canonical;

/// <summary>Writes items whose order does not count: their number, then their encodings sorted by bytes.</summary>
internal sealed class UnorderedItems : IDisposable
{
    private readonly CanonicalBuffer _buffer;
    private readonly int _start;
    private readonly List<int> _starts = [];

    public UnorderedItems(CanonicalBuffer buffer)
    {
        _buffer = buffer;
        _buffer.Hold();
        _buffer.WriteBits(0);
        _start = _buffer.Position;
    }

    /// <summary>What is written from here on is the next item.</summary>
    public void Begin() => _starts.Add(_buffer.Position);

    /// <summary>Sorts the items and fills in their number.</summary>
    public void Complete()
    {
        int count = _starts.Count;
        MemoryMarshal.Write(_buffer.Held(_start - sizeof(int)), in count);
        if (count < 2)
        {
            return;
        }

        Span<byte> region = _buffer.Held(_start);
        byte[] unsorted = ArrayPool<byte>.Shared.Rent(region.Length);
        region.CopyTo(unsorted);
        int to = 0;
        foreach ((int start, int length) in Sorted(unsorted, region.Length))
        {
            unsorted.AsSpan(start, length).CopyTo(region[to..]);
            to += length;
        }

        ArrayPool<byte>.Shared.Return(unsorted);
    }

    public void Dispose() => _buffer.Release();

    private (int Start, int Length)[] Sorted(byte[] bytes, int end)
    {
        var slices = new (int Start, int Length)[_starts.Count];
        for (int i = slices.Length - 1; i >= 0; i--)
        {
            int start = _starts[i] - _start;
            slices[i] = (start, end - start);
            end = start;
        }

        Array.Sort(slices, (a, b) => bytes.AsSpan(a.Start, a.Length).SequenceCompareTo(bytes.AsSpan(b.Start, b.Length)));
        return slices;
    }
}
