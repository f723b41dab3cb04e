using System.Reflection;
using Interception.Keys.Types;

namespace Interception.Storage.Payload;

/// <summary>What objects of exactly one type are made of, as far as their immutability is concerned.</summary>
internal sealed class TypeParts
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Neither by its fields nor by what the framework promises is the type immutable.</summary>
    public bool IsMutable { get; private init; }

    /// <summary>A struct with a field that can be assigned: harmless where it is copied, not where it is boxed.</summary>
    public bool IsMutableWhenBoxed { get; private init; }

    /// <summary>The fields, those of base classes too.</summary>
    public IReadOnlyList<FieldInfo> Fields { get; private init; } = [];

    /// <summary>The items of an immutable collection, or the value in a <see cref="Nullable{T}"/>.</summary>
    public Type? ItemType { get; private init; }

    public static TypeParts Of(Type type)
    {
        if (ImmutableTypes.IsValue(type))
        {
            return new TypeParts();
        }

        if ((Nullable.GetUnderlyingType(type) ?? ImmutableTypes.ItemTypeOf(type)) is { } itemType)
        {
            return new TypeParts { ItemType = itemType };
        }

        return ShowsItsState(type) && AllFields(type) is { } fields ? OfFields(type, fields) : new TypeParts { IsMutable = true };
    }

    private static TypeParts OfFields(Type type, List<FieldInfo> fields)
    {
        bool isAssignable = fields.Exists(field => !field.IsInitOnly);
        return new TypeParts
        {
            IsMutable = isAssignable && !type.IsValueType,
            IsMutableWhenBoxed = isAssignable && type.IsValueType,
            Fields = fields,
        };
    }

    // Pointers, arrays and delegates hide what they refer to. ref structs can't be results.
    private static bool ShowsItsState(Type type) =>
        type is { IsPointer: false, IsFunctionPointer: false, IsArray: false, IsByRefLike: false }
        && !typeof(Delegate).IsAssignableFrom(type);

    /// <summary>
    /// All fields down to object; null when a class of the framework, whose insides promise nothing, is among the bases.
    /// </summary>
    private static List<FieldInfo>? AllFields(Type type)
    {
        var fields = new List<FieldInfo>();
        Type? level = type;
        while (level != typeof(object) && level != typeof(ValueType))
        {
            if (level is null || (KnownTypes.IsFramework(level) && !KnownTypes.IsPlainPair(level)))
            {
                return null;
            }

            fields.AddRange(level.GetFields(Declared));
            level = level.BaseType;
        }

        // An object that is nothing but an object says nothing of what it is for (a lock, a marker).
        return type == typeof(object) ? null : fields;
    }
}
