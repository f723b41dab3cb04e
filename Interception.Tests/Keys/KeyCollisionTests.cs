using static Interception.Tests.Keys.KeyZoo;

namespace Interception.Tests.Keys;

/// <summary>Different calls whose hashes are equal, found by trying: of 600,000 keys dozens of pairs share one of 2^32 hashes.</summary>
[TestFixture]
internal sealed class KeyCollisionTests
{
    private const int Tries = 600_000;

    [TestCase(false)]
    [TestCase(true)]
    [Property("Failure", "K11")]
    public void Lookup_AnotherCallOfTheSameHash_Misses(bool isEncoded)
    {
        KeyProbe probe = KeyProbe.For(Schema(isEncoded ? "Encoded" : "Pair"));
        (int One, int Other)[] pairs = [.. Collisions(probe, isEncoded).Take(3)];
        Assert.That(pairs, Has.Length.EqualTo(3));

        foreach ((int one, int other) in pairs)
        {
            probe.Add(Arguments(one, isEncoded));
            Assert.That(probe.Hash(Arguments(other, isEncoded)), Is.EqualTo(probe.Hash(Arguments(one, isEncoded))));
            Assert.That(probe.Contains(Arguments(one, isEncoded)), Is.True);
            Assert.That(probe.Contains(Arguments(other, isEncoded)), Is.False);
        }
    }

    private static IEnumerable<(int One, int Other)> Collisions(KeyProbe probe, bool isEncoded)
    {
        var byHash = new Dictionary<int, int>(Tries);
        for (int i = 0; i < Tries; i++)
        {
            int hash = probe.Hash(Arguments(i, isEncoded));
            if (!byHash.TryAdd(hash, i))
            {
                yield return (byHash[hash], i);
            }
        }
    }

    private static object?[] Arguments(int i, bool isEncoded) =>
        isEncoded ? [null, BitConverter.GetBytes(i), null] : [1, $"region {i}"];
}
