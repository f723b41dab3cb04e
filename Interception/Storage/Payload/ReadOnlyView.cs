using System.Collections.ObjectModel;

namespace Interception.Storage.Payload;

/// <summary>Puts a list that is declared read-only behind a view that really is.</summary>
internal static class ReadOnlyView
{
    /// <summary>
    /// The item type of a declared <c>IReadOnlyList</c>, <c>IReadOnlyCollection</c> or <c>IEnumerable</c>; else null.
    /// </summary>
    public static Type? ItemTypeOf(Type declaredType)
    {
        if (!declaredType.IsConstructedGenericType)
        {
            return null;
        }

        Type definition = declaredType.GetGenericTypeDefinition();
        bool isReadOnly = definition == typeof(IReadOnlyList<>)
            || definition == typeof(IReadOnlyCollection<>)
            || definition == typeof(IEnumerable<>);
        return isReadOnly ? declaredType.GetGenericArguments()[0] : null;
    }

    /// <summary>Whether the value is one of the framework's plain lists, which a view can stand in for.</summary>
    /// <remarks>Sets are not: they answer Contains by a comparer of their own, and a view would not.</remarks>
    public static bool CanStandInFor(object value)
    {
        Type type = value.GetType();
        return type.IsSZArray
            || (type.IsConstructedGenericType
                && type.GetGenericTypeDefinition() is var definition
                && (definition == typeof(List<>) || definition == typeof(ReadOnlyCollection<>)));
    }

    /// <summary>A view over a private copy of the items.</summary>
    public static ReadOnlyCollection<T> Over<T>(IEnumerable<T> items) => new([.. items]);
}
