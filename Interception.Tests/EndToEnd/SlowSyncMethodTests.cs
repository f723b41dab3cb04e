using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>A synchronous method blocks the thread that it is run on: its checks take a few threads, and never a caller's.</summary>
[TestFixture]
internal sealed class SlowSyncMethodTests
{
    [Test, Property("Failure", "B21"), Property("Failure", "B3")]
    public async Task Check_SyncMethodBlocks_TakesItsShareOfTheWorkersAndNoCallersThread()
    {
        const int keys = 50;
        const int share = 2;
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => method.MaxConcurrentChecks = share, all => all.Refresh.Concurrency = 2 * share);
        for (int i = 0; i < keys; i++)
        {
            host.Source.Get(i, default);
        }

        await host.Source.GetAsync(1, default);
        using var checks = host.Collect<long>("interception.checks");
        host.Origin.BeforeSync = (_, _) => valve.Hold();

        string?[] served = [.. Enumerable.Range(0, keys).Select(i => host.Source.Get(i, default))]; // Would never end, if one waited.
        await valve.ArrivedAsync(share);
        host.Origin.Text = "new";
        await host.Source.GetAsync(1, default);
        await checks.WaitForMeasurementsAsync(1).Soon();

        Assert.That(served, Is.EqualTo(Enumerable.Range(0, keys).Select(i => $"old-{i}")));
        Assert.That(host.Queue.Length, Is.EqualTo(keys - share), "all others wait");
        Assert.That(await host.Source.GetAsync(1, default), Is.EqualTo("new-1"), "another method is checked meanwhile");
        valve.Open();
        await host.IdleAsync();
        Assert.That(host.Source.Get(0, default), Is.EqualTo("new-0"));
    }
}
