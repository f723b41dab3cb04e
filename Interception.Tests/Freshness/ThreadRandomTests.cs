using Interception.Freshness;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class ThreadRandomTests
{
    private const int Draws = 1_000_000;

    [Test]
    public void Next_ManyDraws_IsNeverZeroAndHalfOfEachBitIsSet()
    {
        Chance.SeedThread(1);
        var set = new int[32];
        int zeros = 0;
        for (int i = 0; i < Draws; i++)
        {
            uint next = ThreadRandom.Next();
            zeros += next == 0 ? 1 : 0;
            for (int bit = 0; bit < set.Length; bit++)
            {
                set[bit] += (int)(next >> bit) & 1;
            }
        }

        Assert.That(zeros, Is.Zero);
        Assert.That(set.Select(count => (double)count / Draws), Is.All.EqualTo(0.5).Within(0.002)); // Four times the error of a fair coin.
    }

    /// <summary>A hit counts where the lowest bits are all 0: that must come as often as it says.</summary>
    [Test]
    public void Next_LowBits_AreAllZeroAsOftenAsByChance([Values(1, 2, 4, 6, 8, 10)] int bits)
    {
        Chance.SeedThread(1);
        double expected = Math.ScaleB(Draws, -bits);
        int found = 0;
        for (int i = 0; i < Draws; i++)
        {
            found += (ThreadRandom.Next() & ((1u << bits) - 1)) == 0 ? 1 : 0;
        }

        Assert.That(found, Is.EqualTo(expected).Within(4 * Math.Sqrt(expected)));
    }

    [Test]
    public void Next_NewThreads_BeginDifferently()
    {
        var first = new uint[8];
        for (int i = 0; i < first.Length; i++)
        {
            int place = i;
            var thread = new Thread(() => first[place] = ThreadRandom.Next());
            thread.Start();
            thread.Join();
        }

        Assert.That(first, Is.Unique);
        Assert.That(first, Has.None.Zero);
    }
}
