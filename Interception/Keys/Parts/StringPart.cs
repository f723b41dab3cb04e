using System.Runtime.CompilerServices;
using Interception.Keys.Canonical;

namespace Interception.Keys.Parts;

/// <summary>A string, compared code unit by code unit; null is not empty.</summary>
internal readonly struct StringPart(string? value) : IKey<StringPart>
{
    private readonly string? _value = value;

    public int SizeBytes => _value is null ? 0 : _value.Length * sizeof(char);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StringPart Read(ref KeySource source)
    {
        // Before it is hashed: ten million characters take longer than many a method.
        var part = new StringPart(Unsafe.As<string?>(source.NextArgument()));
        KeySchema.RequireLength(part._value is null ? 0 : (long)part._value.Length * sizeof(char));
        return part;
    }

    public StringPart Keep(KeySchema schema, int part) => this;

    public void Rebuild(KeySchema schema, object?[] arguments, Span<string> varyBy, int part) =>
        arguments[schema.PositionOf(part)] = _value;

    public void WriteTo(CanonicalBuffer buffer) => buffer.WriteString(_value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(StringPart other) =>
        ReferenceEquals(_value, other._value)
        || (_value is not null && other._value is not null && _value.AsSpan().SequenceEqual(other._value));

    public override bool Equals(object? obj) => obj is StringPart other && Equals(other);

    // Marvin, which the framework seeds per process.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetHashCode() => _value is null ? 0 : _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => nameof(StringPart);
}
