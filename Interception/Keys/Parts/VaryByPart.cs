using Interception.Keys.Canonical;

namespace Interception.Keys.Parts;

/// <summary>The value of an <see cref="IVaryBy"/>.</summary>
internal readonly struct VaryByPart(string value) : IKey<VaryByPart>
{
    private readonly string _value = value;

    public int SizeBytes => _value.Length * sizeof(char);

    public static VaryByPart Read(ref KeySource source)
    {
        var part = new VaryByPart(source.NextVaryBy());
        KeySchema.RequireLength((long)part._value.Length * sizeof(char));
        return part;
    }

    public VaryByPart Keep(KeySchema schema, int part) => this;

    public void Rebuild(KeySchema schema, object?[] arguments, Span<string> varyBy, int part)
    {
        if (!varyBy.IsEmpty)
        {
            varyBy[part - schema.ArgumentCount] = _value;
        }
    }

    public void WriteTo(CanonicalBuffer buffer) => buffer.WriteString(_value);

    public bool Equals(VaryByPart other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is VaryByPart other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => nameof(VaryByPart);
}
