using System.Numerics;

namespace Interception.Freshness;

/// <summary>Counts hits in one number that many threads may share: exactly to 256, then ever fewer of them, each standing for more.</summary>
/// <remarks>
/// A counter that every hit writes would be what the processors fight over. After n hits this one has been written 256 log2(n / 256) times; it is right on
/// average, and off by 5 % or less two times in three. Two hits at one moment may count as one, and one at the moment when the count is taken may bring it back.
/// Source: Csűrös, "Approximate counting with a floating-point counter", COCOON 2010, after Morris, "Counting large numbers of events in small registers", CACM 21 (1978).
/// </remarks>
internal static class HitCount
{
    private const int ExactBits = 8;
    private const int Mask = (1 << ExactBits) - 1;

    /// <summary>How many hits a count stands for.</summary>
    public static double ToHits(int count)
    {
        int doublings = count >> ExactBits;
        return (Math.ScaleB(1, doublings) * ((count & Mask) + Mask + 1)) - (Mask + 1);
    }

    /// <summary>Counts a hit.</summary>
    /// <param name="count">The count, which is 0 to begin with.</param>
    /// <returns>Whether there are about twice as many hits now as when this was last so.</returns>
    public static bool Add(ref int count)
    {
        int known = Volatile.Read(ref count);
        int doublings = known >> ExactBits;
        if (doublings > 0 && (ThreadRandom.Next() & ((1u << Math.Min(doublings, 31)) - 1)) != 0)
        {
            return false;
        }

        Volatile.Write(ref count, known + 1);
        return doublings > 0 ? ((known + 1) & Mask) == 0 : BitOperations.IsPow2(known + 1);
    }
}
