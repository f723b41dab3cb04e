using Interception.Configuration;
using Interception.Keys.Canonical;
using Interception.Observation;
using Interception.Refresh;

namespace Interception.Tests.Observation;

/// <summary>The cache played without answers: what would be a hit, stale, a miss, a check.</summary>
[TestFixture]
internal sealed class ShadowTests
{
    private const int Ticks = 10_000_000;

    [Test]
    public void Play_EveryHit_OneCheckAtATimeAndWhatItFindsIsSeenWhenItEnds()
    {
        Shadow shadow = Start(CheckMode.EveryHit);
        ShadowEntry? entry = shadow.Play(null, Call(0, content: 1));
        entry = shadow.Play(entry, Call(10, content: 2)); // Stale, and asks for a check until 11.
        entry = shadow.Play(entry, Call(10.5, content: 2)); // Stale: the check still runs.
        entry = shadow.Play(entry, Call(11, content: 2)); // Right, and asks for the next.

        Assert.That((shadow.Misses, shadow.Hits, shadow.StaleHits, shadow.Checks), Is.EqualTo((1L, 3L, 2L, 2L)));
        Assert.That(entry!.Content, Is.EqualTo(Call(0, content: 2).Content));
    }

    [Test]
    public void Play_CallsThatBeganBeforeTheFirstHasEnded_AreMisses()
    {
        Shadow shadow = Start(CheckMode.EveryHit);
        ShadowEntry? entry = shadow.Play(null, Call(0, content: 1));
        entry = shadow.Play(entry, Call(0.5, content: 1));
        shadow.Play(entry, Call(1, content: 1));

        Assert.That((shadow.Misses, shadow.Hits), Is.EqualTo((2L, 1L)));
    }

    [Test]
    public void Play_Interval_ChecksNotBeforeIt()
    {
        Shadow shadow = Start(CheckMode.Interval);
        ShadowEntry? entry = shadow.Play(null, Call(0, content: 1));
        foreach (double seconds in (double[])[10, 29, 30, 40, 59, 60])
        {
            entry = shadow.Play(entry, Call(seconds, content: 1));
        }

        Assert.That((shadow.Hits, shadow.StaleHits, shadow.Checks), Is.EqualTo((6L, 0L, 2L)));
    }

    [Test]
    public void Play_OlderThanExpiry_IsAMiss()
    {
        Shadow shadow = Start(CheckMode.Off);
        ShadowEntry? entry = shadow.Play(null, Call(0, content: 1));
        entry = shadow.Play(entry, Call(599, content: 2));
        entry = shadow.Play(entry, Call(600, content: 2));

        Assert.That((shadow.Misses, shadow.Hits, shadow.StaleHits), Is.EqualTo((2L, 1L, 1L)));
        Assert.That(entry!.Content, Is.EqualTo(Call(0, content: 2).Content));
    }

    [Test]
    public void Play_ResultThatIsNotKept_IsAMissEachTime()
    {
        Shadow shadow = Start(CheckMode.EveryHit);
        ShadowEntry? entry = shadow.Play(null, Call(0, content: 0) with { IsStorable = false });
        Assert.That(entry, Is.Null);
        shadow.Play(entry, Call(5, content: 0) with { IsStorable = false });

        Assert.That((shadow.Misses, shadow.Hits), Is.EqualTo((2L, 0L)));
    }

    [Test]
    public void Play_Adaptive_WaitsForWhatIsLikelyStale()
    {
        Shadow shadow = Start(CheckMode.Adaptive, expiry: TimeSpan.FromHours(10));
        ShadowEntry? entry = null;
        for (int i = 0; i < 15; i++)
        {
            entry = shadow.Play(entry, Call(100 * i, content: (ulong)i));
        }

        entry = shadow.Play(entry, Call(50_000, content: 9999)); // Each look has found a change; by now another is certain.

        Assert.That(shadow.Waits, Is.Positive);
        Assert.That(shadow.Checks, Is.GreaterThanOrEqualTo(shadow.Waits));
        Assert.That(shadow.Misses + shadow.Hits + shadow.Waits, Is.EqualTo(16));
        Assert.That(entry!.Content, Is.EqualTo(Call(0, content: 9999).Content));
    }

    private static Shadow Start(CheckMode check, TimeSpan? expiry = null) =>
        new(new MethodRules(new MethodLayer { Check = check, Expiry = expiry, CheckBudget = 1 }.ToPolicy(isEnabled: true, concurrency: 4)));

    /// <summary>A call that takes a second.</summary>
    private static SeenCall Call(double seconds, ulong content) => new(
        Key: 1, KeyBytes: 8, StartedAt: (long)(seconds * Ticks), EndedAt: (long)((seconds + 1) * Ticks), new ContentDigest(content, 10), IsStorable: true, []);
}
