using System.Runtime.CompilerServices;

namespace Interception.Freshness;

/// <summary>Random numbers for samples on the way of a hit: a few instructions, nothing shared.</summary>
/// <remarks>Source: xorshift32, Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (2003). No secret may depend on them.</remarks>
internal static class ThreadRandom
{
    [ThreadStatic]
    private static uint _state;

    /// <summary>The next number, from 1 to 2^32 - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Next()
    {
        uint x = _state;
        x = x == 0 ? Seed() : x;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        return _state = x;
    }

    private static uint Seed() => (uint)Environment.CurrentManagedThreadId * 2654435769u; // 2^32 over the golden ratio: odd, so never 0.
}
