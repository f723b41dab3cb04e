namespace Interception.Keys;

/// <summary>Copies arguments of one type: to bytes once, and back to a fresh object for each run.</summary>
/// <remarks>
/// Thread-safe. It may throw, and need not be exact: every copy is compared with its original before it is used.
/// </remarks>
internal interface IArgumentCodec
{
    /// <summary>Turns an argument into bytes.</summary>
    byte[] Serialize(object? value);

    /// <summary>Turns the bytes into an object that nobody else holds.</summary>
    object? Deserialize(ReadOnlyMemory<byte> bytes);
}
