namespace Interception.Keys.Types;

/// <summary>How a type is taken apart.</summary>
internal enum ShapeKind
{
    /// <summary>One value: a number, a string, a date, a byte array.</summary>
    Scalar,

    /// <summary>A <see cref="System.Nullable{T}"/>.</summary>
    Nullable,

    /// <summary>Items in an order that counts.</summary>
    Sequence,

    /// <summary>Items in an order that doesn't count.</summary>
    Set,

    /// <summary>Keys with values, in an order that doesn't count.</summary>
    Map,

    /// <summary>A class, struct or record: the state of its members. Tuples and KeyValuePair are objects too.</summary>
    Object,
}
