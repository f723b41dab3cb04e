using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>An answer is checked as often as it is worth it.</summary>
[TestFixture]
internal sealed class AdaptiveTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    [Test]
    public async Task Check_AnswerNeverChanges_ComesEverMoreRarely()
    {
        await using CacheHost host = Start();

        TimeSpan[] gaps = await GapsAsync(host, Second, hits: 3600 * 4);

        Assert.That(gaps[0], Is.LessThan(Most / 2));
        Assert.That(gaps[^1], Is.EqualTo(Most).Within(Most * 0.11));
        Assert.That(gaps, Is.All.LessThanOrEqualTo(Most * 1.06));
        Assert.That(Mean(gaps[^4..]), Is.GreaterThan(Mean(gaps[..4])));
    }

    [Test]
    public async Task Check_AnswerKeepsChanging_ComesEverMoreOftenWithinTheMinimum()
    {
        await using CacheHost host = Start();
        int changes = 0;

        TimeSpan[] gaps = await GapsAsync(host, Second / 20, hits: 20 * 600, () => host.Origin.Text = $"text {changes++}");

        Assert.That(Mean(gaps[^10..]), Is.LessThan(gaps[0] / 2));
        Assert.That(gaps, Is.All.GreaterThanOrEqualTo(Second));
        Assert.That(Mean(gaps[^10..]), Is.LessThan(2 * Second));
    }

    [Test]
    public async Task Check_TwoThousandHitsASecond_ComesOnceASecondAtMost()
    {
        await using CacheHost host = Start();
        int changes = 0;

        TimeSpan[] gaps = await GapsAsync(host, Second / 2000, hits: 2000 * 60, () => host.Origin.Text = $"text {changes++}");

        Assert.That(host.Origin.Runs, Is.InRange(30, 61));
        Assert.That(gaps, Is.All.GreaterThanOrEqualTo(Second));
    }

    [Test]
    public async Task Check_NobodyAsks_NeverComes()
    {
        await using CacheHost host = Start();
        await host.HitAsync();
        for (int minute = 0; minute < 120; minute++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await host.IdleAsync();
        }

        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task Hit_AfterMaxCheckInterval_AsksForACheckEvenIfItIsWorthLittle([Values(1, 17, 333)] int second)
    {
        await using CacheHost host = Start(method => (method.MaxCheckInterval, method.StaleTarget) = (10 * Second, 1));
        host.Clock.Advance(second * Second); // Due times are spread by the time of the proof.
        await host.HitAsync();

        host.Clock.Advance(8 * Second);
        await host.HitAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        host.Clock.Advance(2.5 * Second);
        await host.HitAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    private static TimeSpan Mean(TimeSpan[] gaps) => TimeSpan.FromTicks((long)gaps.Average(gap => gap.Ticks));

    /// <summary>Hits the answer steadily.</summary>
    /// <returns>The times between the runs.</returns>
    private static async Task<TimeSpan[]> GapsAsync(CacheHost host, TimeSpan pause, int hits, Action? beforeEach = null)
    {
        List<DateTimeOffset> runs = [];
        host.Origin.Before = (_, _) =>
        {
            runs.Add(host.Clock.GetUtcNow());
            return Task.CompletedTask;
        };
        for (int i = 0; i < hits; i++)
        {
            beforeEach?.Invoke();
            await host.HitAsync();
            host.Clock.Advance(pause);
        }

        return [.. runs.Zip(runs.Skip(1), (one, next) => next - one)];
    }

    private static CacheHost Start(Action<MethodOptions>? settings = null) => CacheHost.OfSource(method =>
    {
        (method.Check, method.Expiry, method.MinCheckInterval, method.MaxCheckInterval) = (CheckMode.Adaptive, TimeSpan.FromDays(1), Second, Most);
        method.WaitWhenLikelyStale = 1;
        settings?.Invoke(method);
    });
}
