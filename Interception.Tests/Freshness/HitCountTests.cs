using Interception.Freshness;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class HitCountTests
{
    private static readonly int[] Milestones = [300, 1000, 5000, 30_000, 200_000, 1_000_000];

    [SetUp]
    public void Begin() => Chance.SeedThread(1);

    [Test]
    public void Add_To256_IsExact()
    {
        int count = 0;
        for (int hits = 1; hits <= 256; hits++)
        {
            HitCount.Add(ref count);
            Assert.That(HitCount.ToHits(count), Is.EqualTo(hits));
        }
    }

    [Test]
    public void Add_ManyHits_IsRightOnAverageAndOffByFivePercentOrLessTwoTimesInThree()
    {
        const int runs = 200;
        var sums = new double[Milestones.Length];
        var near = new int[Milestones.Length];
        for (int run = 0; run < runs; run++)
        {
            double[] counted = CountTo(seed: (uint)(run * 7919) + 1);
            for (int i = 0; i < Milestones.Length; i++)
            {
                sums[i] += counted[i];
                near[i] += Math.Abs(counted[i] - Milestones[i]) <= 0.05 * Milestones[i] ? 1 : 0;
            }
        }

        for (int i = 0; i < Milestones.Length; i++)
        {
            // The mean of 200 runs has a fourteenth of the error of one: 0.3 %.
            Assert.That(sums[i] / runs, Is.EqualTo(Milestones[i]).Within(1).Percent);
            Assert.That(near[i], Is.GreaterThanOrEqualTo(runs * 2 / 3), $"{Milestones[i]} hits");
        }
    }

    [Test]
    public void Add_ManyHits_SaysSoAboutOncePerDoubling()
    {
        var told = new List<int>();
        int count = 0;
        for (int hits = 1; hits <= 1_000_000; hits++)
        {
            if (HitCount.Add(ref count))
            {
                told.Add(hits);
            }
        }

        Assert.That(told.Take(9), Is.EqualTo(new[] { 1, 2, 4, 8, 16, 32, 64, 128, 256 }));
        Assert.That(told.Skip(8).Zip(told.Skip(9), (first, next) => (double)next / first), Is.All.InRange(1.7, 3.2));
        Assert.That(told, Has.Count.InRange(19, 21));
    }

    [Test]
    public void ToHits_HigherCount_IsMore()
    {
        for (int count = 0; count < 20_000; count++)
        {
            Assert.That(HitCount.ToHits(count + 1), Is.GreaterThan(HitCount.ToHits(count)));
        }
    }

    /// <remarks>
    /// The median: a thread that loses its processor between reading and writing takes back what the other has counted meanwhile. That is rare.
    /// </remarks>
    [Test]
    public void Add_TwoThreads_LosesFewHits()
    {
        const int hits = 1_000_000, runs = 5;
        double[] counted = [.. Enumerable.Range(0, runs).Select(run => CountByTwo((uint)run, hits)).Order()];

        Assert.That(counted[runs / 2], Is.EqualTo(hits).Within(10).Percent);
    }

    private static double CountByTwo(uint run, int hits)
    {
        int count = 0;
        using var start = new Barrier(2);
        Thread[] threads =
        [
            .. new[] { (2 * run) + 1, (2 * run) + 2 }.Select(seed => new Thread(() =>
            {
                Chance.SeedThread(seed * 7919);
                start.SignalAndWait();
                for (int i = 0; i < hits / 2; i++)
                {
                    HitCount.Add(ref count);
                }
            })),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return HitCount.ToHits(count);
    }

    /// <summary>What is counted at each milestone.</summary>
    private static double[] CountTo(uint seed)
    {
        Chance.SeedThread(seed);
        int count = 0, hits = 0;
        var counted = new double[Milestones.Length];
        for (int i = 0; i < Milestones.Length; i++)
        {
            for (; hits < Milestones[i]; hits++)
            {
                HitCount.Add(ref count);
            }

            counted[i] = HitCount.ToHits(count);
        }

        return counted;
    }
}
