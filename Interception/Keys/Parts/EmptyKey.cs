using Interception.Keys.Canonical;

namespace Interception.Keys.Parts;

/// <summary>The key of a method without arguments, and the end of every other key.</summary>
internal readonly struct EmptyKey : IKey<EmptyKey>
{
    public int SizeBytes => 0;

    public static EmptyKey Read(ref KeySource source) => default;

    public EmptyKey Keep(KeySchema schema, int part) => this;

    public void Rebuild(KeySchema schema, object?[] arguments, Span<string> varyBy, int part)
    {
    }

    public void WriteTo(CanonicalBuffer buffer)
    {
    }

    public bool Equals(EmptyKey other) => true;

    public override bool Equals(object? obj) => obj is EmptyKey;

    public override int GetHashCode() => 0;

    public override string ToString() => nameof(EmptyKey);
}
