using Interception.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Interception.Tests.EndToEnd;

/// <summary>The rule that the library began with: each hit asks for a check, and nothing of that is unbounded.</summary>
[TestFixture]
internal sealed class EveryHitTests
{
    [Test, Property("Failure", "B1")]
    public async Task Hit_ThousandTimesWhileARunIsBlocked_CausesOneCheck()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        using MetricCollector<long> checks = host.Collect<long>("interception.checks");
        await host.Source.GetAsync(1, default);
        host.Origin.Before = (_, _) => valve.HoldAsync();

        for (int i = 0; i < 1000; i++)
        {
            Assert.That(await host.Source.GetAsync(1, default), Is.EqualTo("old-1"));
        }

        await valve.ArrivedAsync();
        valve.Open();
        await host.IdleAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        Assert.That(checks.GetMeasurementSnapshot(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Hit_ThousandTimesBehindAnotherBlockedCheck_QueuesOneCheck()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(options: all => all.Refresh.Concurrency = 1);
        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(2, default);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        await host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();

        for (int i = 0; i < 1000; i++)
        {
            await host.Source.GetAsync(2, default);
        }

        Assert.That(host.Queue.Length, Is.EqualTo(1));
        Assert.That(host.Queue.Refused, Is.Zero);
    }

    [Test, Property("Failure", "B2")]
    public async Task Hit_HundredThousandKeysWhileRunsAreBlocked_KeepsTheQueueAtItsCapacityAndCountsRefusals()
    {
        const int keys = 100_000;
        const int capacity = 1024;
        const int running = 2;
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        using MetricCollector<long> refused = host.Collect<long>("interception.checks.refused");
        await FillAsync(host, keys);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        await host.Source.GetAsync(0, default);
        await host.Source.GetAsync(1, default);
        await valve.ArrivedAsync(running);

        int answered = 0;
        for (int i = running; i < keys; i++)
        {
            answered += await host.Source.GetAsync(i, default) is null ? 0 : 1;
        }

        Assert.That(answered, Is.EqualTo(keys - running));
        Assert.That(host.Queue.Length, Is.EqualTo(capacity));
        Assert.That(host.Queue.Refused, Is.EqualTo(keys - capacity - running));
        Assert.That(refused.GetMeasurementSnapshot().Sum(one => one.Value), Is.EqualTo(keys - capacity - running));
        Assert.That(host.EventNames(), Has.Exactly(1).EqualTo("QueueFull"));

        valve.Open();
        await host.IdleAsync();
        Assert.That(host.Queue.Length, Is.Zero);
        Assert.That(host.Origin.Runs, Is.EqualTo(keys + capacity + running));
        await host.Source.GetAsync(keys - 1, default); // Was refused before.
        await host.IdleAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(keys + capacity + running + 1));
    }

    private static async Task FillAsync(CacheHost host, int keys)
    {
        for (int i = 0; i < keys; i++)
        {
            await host.Source.GetAsync(i, default);
        }
    }
}
