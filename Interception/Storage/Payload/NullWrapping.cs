using System.Runtime.CompilerServices;
using ProtoBuf.Meta;

namespace Interception.Storage.Payload;

/// <summary>Tells protobuf-net to keep null apart from empty, and to keep null items.</summary>
/// <remarks>
/// protobuf-net 3.4 offers both only as attributes on the member; on a model they are internal properties. A test fails
/// when a new version renames them.
/// </remarks>
internal static class NullWrapping
{
    /// <summary>A null collection stays null, an empty one stays empty, and what the constructor put in is replaced.</summary>
    public static void Collection(ValueMember member)
    {
        member.OverwriteList = true;
        SetNullWrappedCollection(member, true);
    }

    /// <summary>Null items, or null values of a dictionary, stay null.</summary>
    public static void Items(ValueMember member) => SetNullWrappedValue(member, true);

    /// <summary>What a member is told: to wrap its items, as groups, and itself, as a group.</summary>
    public static bool[] Of(ValueMember member) =>
    [
        GetNullWrappedValue(member), GetNullWrappedValueGroup(member),
        GetNullWrappedCollection(member), GetNullWrappedCollectionGroup(member),
    ];

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_NullWrappedCollection")]
    private static extern void SetNullWrappedCollection(ValueMember member, bool value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_NullWrappedValue")]
    private static extern void SetNullWrappedValue(ValueMember member, bool value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_NullWrappedValue")]
    private static extern bool GetNullWrappedValue(ValueMember member);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_NullWrappedValueGroup")]
    private static extern bool GetNullWrappedValueGroup(ValueMember member);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_NullWrappedCollection")]
    private static extern bool GetNullWrappedCollection(ValueMember member);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_NullWrappedCollectionGroup")]
    private static extern bool GetNullWrappedCollectionGroup(ValueMember member);
}
