using NUnit.Framework;
using static Interception.Tests.Keys.KeyZoo;

namespace Interception.Tests.Keys;

[TestFixture]
internal sealed class KeyAllocationTests
{
    private const int Rounds = 20_000;

    [Test]
    public void Lookup_Scalars_AllocatesNothing() => AssertAllocatesNothing("Pair", [1, "region"]);

    [Test]
    public void Lookup_EncodedArgument_AllocatesNothing() =>
        AssertAllocatesNothing("Encoded", [new Filter { Text = "text", Ids = [1, 2, 3], Limit = 1 }, new byte[20], null]);

    private static void AssertAllocatesNothing(string method, object?[] arguments)
    {
        KeyProbe probe = KeyProbe.For(Schema(method, varyByCount: 1));
        probe.Add(arguments, "en");
        Assert.That(Look(probe, arguments), Is.EqualTo(Rounds));

        long before = GC.GetAllocatedBytesForCurrentThread();
        int hits = Look(probe, arguments);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That((hits, allocated), Is.EqualTo((Rounds, 0L)));
    }

    private static int Look(KeyProbe probe, object?[] arguments)
    {
        int hits = 0;
        for (int i = 0; i < Rounds; i++)
        {
            hits += probe.Contains(arguments, "en") ? 1 : 0;
        }

        return hits;
    }
}
