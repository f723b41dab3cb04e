using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Interception.Keys;

/// <summary>Hashes the parts of keys, seeded once per process so that nobody can choose arguments that collide.</summary>
internal static class KeyHash
{
    // The golden ratio in 64 bits, the multiplier of Fibonacci hashing (Knuth, TAOCP 3, section 6.4).
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) | 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int OfBits(ulong bits)
    {
        ulong mixed = (bits ^ (ulong)Seed) * Golden;
        return (int)(mixed >> 32) ^ (int)mixed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int OfBits(ulong low, ulong high) => Combine(OfBits(low), OfBits(high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Combine(int first, int second) => OfBits((uint)first | ((ulong)(uint)second << 32));

    public static int OfBytes(ReadOnlySpan<byte> bytes) => OfBits(XxHash3.HashToUInt64(bytes, Seed));
}
