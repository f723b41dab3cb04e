using Interception.Keys;

namespace Interception.Tests.Keys;

[TestFixture]
internal sealed class KeyHashTests
{
    // Each of 2^32 upper halves turns up in another hash, whatever the seed: the multiplier is odd.
    [Test]
    public void OfBits_NumbersOfOneLowerHalf_NeverShareAHash() =>
        Assert.That(Enumerable.Range(0, 1000).Select(number => KeyHash.OfBits((ulong)number << 32)), Is.Unique);

    [Test]
    public void Combine_SecondHashesDiffer_NeverIsTheSame() =>
        Assert.That(Enumerable.Range(0, 1000).Select(second => KeyHash.Combine(1, second)), Is.Unique);

    [Test]
    public void Combine_FirstHashesDiffer_HardlyEverIsTheSame() =>
        Assert.That(Enumerable.Range(0, 1000).Select(first => KeyHash.Combine(first, 1)).Distinct().Count(), Is.GreaterThan(990));

    // 63 bits of it are random: without them anybody could choose arguments that collide.
    [Test, Property("Failure", "K12")]
    public void OfBits_SeedThatOneCouldGuess_IsNotIts([Values(0UL, 1UL)] ulong seed)
    {
        ulong[] numbers = [1, 2, 3, 4];

        Assert.That(numbers.Select(KeyHash.OfBits), Is.Not.EqualTo(numbers.Select(number => Hash(number, seed))));
    }

    private static int Hash(ulong bits, ulong seed)
    {
        ulong mixed = unchecked((bits ^ seed) * 0x9E3779B97F4A7C15UL);
        return unchecked((int)(mixed >> 32) ^ (int)mixed);
    }
}
