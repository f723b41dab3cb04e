namespace Interception.Keys.Canonical;

/// <summary>Writes a <see cref="Nullable{T}"/>: whether it is there, and if so its value.</summary>
internal sealed class NullableWriter<T>(CanonicalWriter<T> inner) : CanonicalWriter<T?>
    where T : struct
{
    public override void Write(CanonicalBuffer buffer, T? value)
    {
        if (buffer.WritePresence(value.HasValue))
        {
            inner.Write(buffer, value.GetValueOrDefault());
        }
    }
}
