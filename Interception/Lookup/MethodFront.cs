using System.Runtime.CompilerServices;
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

    public override void Follow(CachedMethod? method) =>
        _hits = method is CachedMethod<TKey> same && Schema.ReadsLike(same.Table.Schema) ? same.Hits : null;

    /// <summary>Answers a call from memory.</summary>
    /// <param name="key">Its key, as good as a key that was read.</param>
    /// <param name="answer">What the method returns, in its own return type.</param>
    /// <returns>False if the call must go the whole way.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAnswer(in TKey key, out object? answer)
    {
        if (_hits is { } hits)
        {
            return hits.TryAnswer(key, out answer);
        }

        answer = null;
        return false;
    }
}
