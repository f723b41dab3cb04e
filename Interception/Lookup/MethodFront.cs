using Interception.Keys;

namespace Interception.Lookup;

/// <summary>
/// What a method of a typed front asks first: the answers of one cached method, by a key made of arguments that nobody has boxed.
/// </summary>
/// <remarks>
/// It outlives reloads, which may put another cached method behind it, or none. Thread-safe: a call sees the old or the new.
/// </remarks>
internal abstract class MethodFront
{
    /// <summary>How the keys are made that the front's code makes.</summary>
    public abstract KeySchema Schema { get; }

    /// <summary>Puts a cached method behind it; one whose keys are made of other parameters is not asked.</summary>
    public abstract void Follow(CachedMethod? method);
}

/// <summary>A <see cref="MethodFront"/> for keys of one type.</summary>
/// <param name="schema">How the keys are made.</param>
internal sealed class MethodFront<TKey>(KeySchema schema) : MethodFront
    where TKey : struct, IKey<TKey>
{
    private volatile Hits<TKey>? _hits;

    public override KeySchema Schema { get; } = schema;

    /// <summary>What answers calls at this moment: one call asks it for all that it needs. Null if calls must go the whole way.</summary>
    public Hits<TKey>? Hits => _hits;

    public override void Follow(CachedMethod? method) =>
        _hits = method is CachedMethod<TKey> same && Schema.ReadsLike(same.Table.Schema) ? same.Hits : null;
}
