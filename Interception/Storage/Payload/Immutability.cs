using System.Collections;
using System.Collections.Concurrent;

namespace Interception.Storage.Payload;

/// <summary>Judges whether a value can never change, so that all callers may share it.</summary>
/// <remarks>
/// Judged is what the value really is, not what it is declared as: an unsealed readonly member may hold a mutable derived
/// object. Where the types alone decide, nothing is walked; else only the open members are. No code of the user's types
/// runs: fields are read, and only the framework's own immutable collections are enumerated. What can't be proven is mutable.
/// <para>Thread-safe. The verdict on a type is cached.</para>
/// </remarks>
internal sealed class Immutability
{
    /// <summary>How deep values are walked, 64 levels. What lies deeper counts as mutable.</summary>
    public const int MaxDepth = 64;

    private readonly ConcurrentDictionary<Type, TypeVerdict> _verdicts = new();

    /// <summary>Whether a value, handed over as its own type, can never change. Null can't.</summary>
    public bool IsImmutable(object? value) => IsImmutable(value?.GetType() ?? typeof(object), value);

    /// <summary>Whether a value that stands in a place of <paramref name="declaredType"/> can never change.</summary>
    /// <remarks>
    /// A struct in a place of its own type is copied by whoever reads it; boxed, in a place of an interface type or of
    /// object, it is shared like any other object, and its own fields must be readonly too.
    /// </remarks>
    public bool IsImmutable(Type declaredType, object? value)
    {
        Walk walk = default;
        return Holds(declaredType, value, ref walk);
    }

    /// <summary>Whether all items of a list can never change.</summary>
    public bool AreImmutable<T>(IReadOnlyList<T> items)
    {
        Walk walk = default;
        foreach (T item in items)
        {
            if (!Holds(typeof(T), item, ref walk))
            {
                return false;
            }
        }

        return true;
    }

    private bool Holds(Type declaredType, object? value, ref Walk walk)
    {
        if (value is null)
        {
            return true;
        }

        Type type = value.GetType();
        TypeVerdict verdict = _verdicts.GetOrAdd(type, TypeVerdict.Of);
        if (verdict.IsMutable || (verdict.IsMutableWhenBoxed && !declaredType.IsValueType))
        {
            return false;
        }

        return !verdict.IsOpen || HoldsInside(verdict, value, ref walk);
    }

    private bool HoldsInside(TypeVerdict verdict, object value, ref Walk walk)
    {
        if (!value.GetType().IsValueType && !walk.See(value))
        {
            // Being judged further up, or found immutable before.
            return true;
        }

        if (walk.Depth == MaxDepth)
        {
            return false;
        }

        walk.Depth++;
        bool holds = HoldFields(verdict, value, ref walk) && HoldItems(verdict, value, ref walk);
        walk.Depth--;
        return holds;
    }

    private bool HoldFields(TypeVerdict verdict, object value, ref Walk walk)
    {
        foreach (OpenField field in verdict.OpenFields)
        {
            if (!Holds(field.DeclaredType, field.Read(value), ref walk))
            {
                return false;
            }
        }

        return true;
    }

    private bool HoldItems(TypeVerdict verdict, object value, ref Walk walk)
    {
        if (verdict.OpenItemType is not { } itemType || ImmutableTypes.IsUninitializedArray(value))
        {
            return true;
        }

        foreach (object? item in (IEnumerable)value)
        {
            if (!Holds(itemType, item, ref walk))
            {
                return false;
            }
        }

        return true;
    }

    private struct Walk
    {
        private HashSet<object>? _seen;

        public int Depth { get; set; }

        /// <summary>Whether an object is seen for the first time. Most values have none that is looked into, and need no set.</summary>
        public bool See(object value) => (_seen ??= new HashSet<object>(ReferenceEqualityComparer.Instance)).Add(value);
    }
}
