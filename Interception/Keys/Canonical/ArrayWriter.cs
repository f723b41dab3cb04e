namespace Interception.Keys.Canonical;

/// <summary>Writes an array: its length and its items.</summary>
internal sealed class ArrayWriter<T>(CanonicalWriter<T> item) : CanonicalWriter<T[]?>
{
    public override void Write(CanonicalBuffer buffer, T[]? value)
    {
        if (buffer.WritePresence(value is not null))
        {
            buffer.WriteBits(value!.Length);
            item.WriteAll(buffer, new ReadOnlySpan<T>(value));
        }
    }
}
