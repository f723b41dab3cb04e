using System.Runtime.CompilerServices;
using Interception.Keys.Canonical;

namespace Interception.Keys.Parts;

/// <summary>One part, and the rest of the key.</summary>
internal readonly struct KeyPair<THead, TTail>(THead head, TTail tail) : IKey<KeyPair<THead, TTail>>
    where THead : struct, IKey<THead>
    where TTail : struct, IKey<TTail>
{
    private readonly THead _head = head;
    private readonly TTail _tail = tail;

    public int SizeBytes => _head.SizeBytes + _tail.SizeBytes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static KeyPair<THead, TTail> Read(ref KeySource source)
    {
        THead head = THead.Read(ref source);
        return new KeyPair<THead, TTail>(head, TTail.Read(ref source));
    }

    public KeyPair<THead, TTail> Keep(KeySchema schema, int part) =>
        new(_head.Keep(schema, part), _tail.Keep(schema, part + 1));

    public void Rebuild(KeySchema schema, object?[] arguments, Span<string> varyBy, int part)
    {
        _head.Rebuild(schema, arguments, varyBy, part);
        _tail.Rebuild(schema, arguments, varyBy, part + 1);
    }

    public void WriteTo(CanonicalBuffer buffer)
    {
        _head.WriteTo(buffer);
        _tail.WriteTo(buffer);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(KeyPair<THead, TTail> other) => _head.Equals(other._head) && _tail.Equals(other._tail);

    public override bool Equals(object? obj) => obj is KeyPair<THead, TTail> other && Equals(other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetHashCode() =>
        typeof(TTail) == typeof(EmptyKey) ? _head.GetHashCode() : KeyHash.Combine(_head.GetHashCode(), _tail.GetHashCode());

    public override string ToString() => nameof(KeyPair<,>);
}
