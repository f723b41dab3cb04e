namespace Interception.Keys.Canonical;

/// <summary>Writes the values of one declared type in the canonical encoding.</summary>
/// <remarks>
/// The encoding is injective and prefix-free: equal bytes mean equal content, bit for bit, and no encoding is the beginning
/// of another one. It is the same in every process, culture and time zone. Thread-safe.
/// </remarks>
internal abstract class CanonicalWriter
{
    /// <summary>The declared type.</summary>
    public abstract Type Type { get; }

    /// <summary>Writes one value.</summary>
    /// <exception cref="NotEncodableException">The value can't be encoded.</exception>
    public abstract void Write(CanonicalBuffer buffer, object? value);
}
