using Interception.Keys.Types;

namespace Interception.Keys.Canonical;

/// <summary>Writes the values of one declared type in the canonical encoding, without boxing them.</summary>
/// <typeparam name="T">The declared type.</typeparam>
internal abstract class CanonicalWriter<T> : CanonicalWriter
{
    public sealed override Type Type => typeof(T);

    /// <summary>Writes one value.</summary>
    public abstract void Write(CanonicalBuffer buffer, T value);

    /// <summary>Writes values one after the other, without their number.</summary>
    public virtual void WriteAll(CanonicalBuffer buffer, ReadOnlySpan<T> values)
    {
        foreach (T value in values)
        {
            Write(buffer, value);
        }
    }

    public sealed override void Write(CanonicalBuffer buffer, object? value)
    {
        try
        {
            Write(buffer, (T)value!);
        }
        catch (Exception exception) when (exception is not (NotEncodableException or OutOfMemoryException))
        {
            // A getter or an enumerator of the user's threw. Its message may hold values, so only its type is passed on.
            throw new NotEncodableException(
                $"A '{TypeNames.Full(typeof(T))}' could not be read: {TypeNames.Full(exception.GetType())}.");
        }
    }
}
