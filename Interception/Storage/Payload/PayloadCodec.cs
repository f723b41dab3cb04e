using Interception.Keys;
using Interception.Keys.Canonical;

namespace Interception.Storage.Payload;

/// <summary>Turns values of one declared type into bytes and back. What comes back shares nothing with what went in.</summary>
/// <remarks>Thread-safe. <see cref="PayloadCodecs"/> makes one for each type.</remarks>
internal abstract class PayloadCodec : IArgumentCodec
{
    /// <summary>Writes a value as a payload.</summary>
    /// <exception cref="Exception">
    /// The value can't be copied: its run-time type is not one that the declared type names, it contains a cycle, or
    /// somebody changes it meanwhile. Which exception is up to protobuf-net; whoever calls treats all alike.
    /// </exception>
    public abstract byte[] Serialize(object? value);

    /// <summary>Reads a payload, each time into new objects.</summary>
    /// <exception cref="Exception">The bytes are no payload of this type. Hostile ones fail too, at little cost.</exception>
    public object? Deserialize(ReadOnlyMemory<byte> bytes)
    {
        // From a stream, never from memory: in memory protobuf-net 3.4.40 trusts a string's length once a nested message
        // has run past its end, and 16 bytes make it allocate 1.8 GB. A stream is read piece by piece as bytes arrive.
        using PayloadSource stream = PayloadSource.Of(bytes);
        return Read(stream);
    }

    /// <summary>
    /// Writes how payloads are laid out: a codec that writes something else here may misread this one's payloads.
    /// </summary>
    public abstract void WriteLayout(CanonicalBuffer buffer);

    protected abstract object? Read(Stream stream);
}
