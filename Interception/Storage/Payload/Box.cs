namespace Interception.Storage.Payload;

/// <summary>
/// The root of every payload. protobuf-net can't tell a null root from an empty one, and takes no bare value or
/// collection in some shapes; as a member of this box each of them is an ordinary member.
/// </summary>
internal sealed class Box<T>
{
    public T? Value;
}
