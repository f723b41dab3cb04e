using Interception.Keys.Canonical;

namespace Interception.Keys.Parts;

/// <summary>A value that may be missing.</summary>
internal readonly struct NullablePart<TPart> : IKey<NullablePart<TPart>>
    where TPart : struct, IKey<TPart>
{
    private readonly bool _isPresent;
    private readonly TPart _inner;

    /// <summary>A value that is there; without one, the default is what stands for it.</summary>
    public NullablePart(TPart inner)
    {
        _isPresent = true;
        _inner = inner;
    }

    public int SizeBytes => 1 + _inner.SizeBytes;

    public static NullablePart<TPart> Read(ref KeySource source)
    {
        if (!source.IsNextNull)
        {
            return new NullablePart<TPart>(TPart.Read(ref source));
        }

        source.NextArgument();
        return default;
    }

    public NullablePart<TPart> Keep(KeySchema schema, int part) => _isPresent ? new(_inner.Keep(schema, part)) : this;

    public void Rebuild(KeySchema schema, object?[] arguments, Span<string> varyBy, int part)
    {
        if (_isPresent)
        {
            _inner.Rebuild(schema, arguments, varyBy, part);
            return;
        }

        arguments[schema.PositionOf(part)] = null;
    }

    public void WriteTo(CanonicalBuffer buffer)
    {
        if (buffer.WritePresence(_isPresent))
        {
            _inner.WriteTo(buffer);
        }
    }

    public bool Equals(NullablePart<TPart> other) => _isPresent == other._isPresent && _inner.Equals(other._inner);

    public override bool Equals(object? obj) => obj is NullablePart<TPart> other && Equals(other);

    public override int GetHashCode() => _isPresent ? _inner.GetHashCode() : 0;

    public override string ToString() => nameof(NullablePart<>);
}
