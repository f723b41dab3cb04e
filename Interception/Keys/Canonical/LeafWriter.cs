namespace Interception.Keys.Canonical;

/// <summary>Writes values that have no parts, by a function for their type.</summary>
internal sealed class LeafWriter<T>(Action<CanonicalBuffer, T> write) : CanonicalWriter<T>
{
    public override void Write(CanonicalBuffer buffer, T value) => write(buffer, value);
}
