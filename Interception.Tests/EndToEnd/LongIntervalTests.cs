using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>An interval that is longer than its answers live: they are checked before they expire, as with a long MaxCheckInterval.</summary>
[TestFixture]
internal sealed class LongIntervalTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    [Property("Failure", "F14")]
    public async Task Interval_LongerThanExpiry_IsCheckedBeforeItExpires()
    {
        await using CacheHost host = CacheHost.OfSource(static method =>
            (method.Check, method.CheckInterval, method.Expiry) = (CheckMode.Interval, TimeSpan.FromHours(1), 10 * Minute));
        await host.HitAsync();
        host.Clock.Advance(7 * Minute);
        await host.HitAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(1));

        host.Clock.Advance(2 * Minute);
        await host.HitAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(2), "checked");
        host.Clock.Advance(5 * Minute);
        await host.HitAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(2), "14 minutes old, proven right 5 minutes ago");
    }

    [Test]
    public async Task Explain_IntervalLongerThanExpiry_SaysSo()
    {
        await using CacheHost host = CacheHost.OfSource(static method =>
            (method.Check, method.CheckInterval, method.Expiry) = (CheckMode.Interval, TimeSpan.FromHours(1), 10 * Minute));
        await host.HitAsync();

        CallExplanation? explanation = await host.Cache.ExplainAsync<ISource>(static source => source.GetAsync(1, default));

        Assert.That(explanation!.Reason, Is.EqualTo("it is checked before it expires: Expiry is 10m, CheckInterval 1h"));
        Assert.That(explanation.NextCheckIn, Is.EqualTo(8 * Minute));
    }
}
