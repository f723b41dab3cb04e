using Interception.Keys;
using Interception.Keys.Canonical;

namespace Interception.Tests.Support;

/// <summary>A key that is a number and nothing else.</summary>
internal readonly record struct NumberKey(int Number) : IKey<NumberKey>
{
    public int SizeBytes => 0;

    public static implicit operator NumberKey(int number) => new(number);

    public static NumberKey Read(ref KeySource source) => throw new NotSupportedException();

    public NumberKey Keep(KeySchema schema, int part) => this;

    public void Rebuild(KeySchema schema, object?[] arguments, Span<string> varyBy, int part)
    {
    }

    public void WriteTo(CanonicalBuffer buffer) => throw new NotSupportedException();
}
