using Interception.Keys;
using Interception.Runs;

namespace Interception.Lookup;

/// <summary>One call on its way through a miss.</summary>
/// <param name="Key">Its key: as it was read, which is good on this thread until the next key is read, or kept.</param>
/// <param name="VaryBy">Its VaryBy values.</param>
/// <param name="Arguments">Its arguments, which belong to the caller.</param>
/// <param name="Caller">The scope that calls.</param>
/// <param name="Run">The run that it is made inside, or null.</param>
internal readonly record struct Call<TKey>(TKey Key, string[] VaryBy, object?[] Arguments, Caller Caller, RunFlow? Run)
    where TKey : struct, IKey<TKey>
{
    /// <summary>Whether a check is made of it, so that answers of earlier runs won't do.</summary>
    public bool IsInCheck => Run is { FreshAfter: > 0 };
}
