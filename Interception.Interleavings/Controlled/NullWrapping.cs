using ProtoBuf.Meta;

namespace Interception.Storage.Payload;

/// <summary>Stands for the library's, whose accessors have no body and break the rewriting. Answers of scenarios are numbers, which need none of it.</summary>
internal static class NullWrapping
{
    public static void Collection(ValueMember member) => throw new NotSupportedException("Answers of scenarios hold no collections.");

    public static void Items(ValueMember member) => throw new NotSupportedException("Answers of scenarios hold no collections.");

    public static bool[] Of(ValueMember member) => [false, false, false, false];
}
