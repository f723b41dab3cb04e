using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Interception.Keys.Types;

/// <summary>Says why a type can't be taken apart and put together again, and what to do about it.</summary>
internal static class Refusal
{
    /// <summary>The reason against a type that is none of the known ones; <see langword="null"/> if its members decide.</summary>
    public static string? Of(Type type)
    {
        string name = TypeNames.Full(type);
        if (type.IsPointer || type.IsFunctionPointer || type.IsByRef)
        {
            return $"'{name}' is a pointer; only data can be cached";
        }

        if (type.IsByRefLike)
        {
            return $"'{name}' is a ref struct, which can't be kept; use an array";
        }

        if (type.ContainsGenericParameters)
        {
            return $"'{name}' is an open generic type; close it";
        }

        if (type.IsArray)
        {
            return $"'{name}' is a multi-dimensional array; use a one-dimensional one, with the dimensions beside it";
        }

        return OfData(type, name);
    }

    /// <summary>
    /// The reason against a member that does not show what it holds; <see langword="null"/> if its type decides.
    /// </summary>
    public static string? OfMember(MemberInfo member) => member switch
    {
        FieldInfo field when field.IsDefined(typeof(FixedBufferAttribute), inherit: false) => FixedBuffer(field.FieldType),
        PropertyInfo { GetMethod: null } => "the contract maps a property that can't be read; give it a getter",
        _ => null,
    };

    /// <summary>The reason against state that a contract leaves out.</summary>
    public static string Unmapped(Type type) =>
        $"the contract of '{TypeNames.Full(type)}' does not map it, so it would be lost in a copy; "
        + "map it with [ProtoMember] or [DataMember], or mark it [ProtoIgnore] or [IgnoreDataMember]";

    /// <summary>The reason against a collection in a collection.</summary>
    public static string Nested(Type outer) =>
        $"'{TypeNames.Full(outer)}' nests a collection in a collection; wrap the inner one in a class";

    /// <summary>The reason against a derived type that is named where it does not belong.</summary>
    public static string ForeignSubtype(Type subtype, Type type) =>
        $"'{TypeNames.Full(subtype)}' is named as a derived type but does not derive from "
        + $"'{TypeNames.Full(type)}'; remove the attribute";

    /// <summary>The reason against a nullable collection.</summary>
    public static string NullableCollection(Type type) =>
        $"'{TypeNames.Full(type)}' is a nullable collection; use List or an array";

    /// <summary>The reason against a type that names no subtypes and has no state of its own.</summary>
    public static string NoSubtypes(Type type) =>
        $"'{TypeNames.Full(type)}' has no known derived types; use a concrete type, or name them with [JsonDerivedType] on it";

    /// <summary>The reason against a graph of types that does not end.</summary>
    public static string TooDeep(Type type) =>
        $"'{TypeNames.Full(type)}' is made of too many types, or of itself without end; use a plainer type";

    /// <summary>The reason against a type that reflection can't load.</summary>
    public static string Unreadable(Type type, Exception exception) =>
        $"'{TypeNames.Full(type)}' can't be examined ({exception.GetType().Name}: {exception.Message}); use another type";

    private static string? OfData(Type type, string name)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return $"'{name}' is a delegate; only data can be cached";
        }

        if (typeof(Type).IsAssignableFrom(type))
        {
            return $"'{name}' names code, not data; use its name as a string";
        }

        if (type.IsDefined(typeof(InlineArrayAttribute), inherit: false))
        {
            return FixedBuffer(type);
        }

        if (type == typeof(object) || type == typeof(ValueType))
        {
            return NoSubtypes(type);
        }

        if (KnownTypes.IsPlainPair(type))
        {
            return null;
        }

        if (KnownTypes.IsFramework(type))
        {
            return $"'{name}' is a framework type that can't be copied; use a type of your own that holds what counts";
        }

        return !type.IsInterface && typeof(IEnumerable).IsAssignableFrom(type)
            ? $"'{name}' is a collection class of its own, whose extra state would be lost in a copy; "
                + "use List, or a class that holds one"
            : null;
    }

    private static string FixedBuffer(Type type) => $"'{TypeNames.Full(type)}' is a fixed-size buffer; use an array";
}
