using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>What one slow method can't do to the others.</summary>
[TestFixture]
internal sealed class SlowMethodTests
{
    [Test, Property("Failure", "B3")]
    public async Task Check_SlowMethodHoldsAllPlaces_GivesOneToAnotherMethod()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(
            method => method.MaxConcurrentChecks = 1, all => (all.Refresh.Concurrency, all.Refresh.QueueCapacity) = (2, 4));
        for (int i = 0; i < 8; i++)
        {
            await host.Source.GetAsync(i, default);
        }

        await host.Source.GetValueAsync(100, default);
        host.Origin.Before = (id, _) => id < 100 ? valve.HoldAsync() : Task.CompletedTask;
        await host.Source.GetAsync(0, default);
        await valve.ArrivedAsync();
        for (int i = 1; i < 8; i++)
        {
            await host.Source.GetAsync(i, default);
        }

        Assert.That((host.Queue.Length, host.Queue.Refused), Is.EqualTo((4, 3)));
        using var checks = host.Collect<long>("interception.checks");
        host.Origin.Text = "new";
        await host.Source.GetValueAsync(100, default);
        Assert.That(host.Queue.Refused, Is.EqualTo(4), "the place was the slow method's");
        await checks.WaitForMeasurementsAsync(1).Soon();

        Assert.That(await host.Source.GetValueAsync(100, default), Is.EqualTo("new-100"));
        valve.Open();
        await host.IdleAsync();
    }

    [Test]
    public async Task Refresh_InsideACheck_OfACallWhoseRunIsOlder_CachesNothingAndEnds([Values] bool isAsync)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        await host.Source.GetAsync(1, default);
        Task<RefreshResult>? refresh = null;
        host.Origin.BeforeSync = (_, _) => valve.Hold();
        host.Origin.Before = async (id, _) =>
        {
            if (id == 2)
            {
                await valve.HoldAsync();
                return;
            }

            refresh = isAsync
                ? host.Cache.RefreshAsync<ISource>(source => source.GetAsync(2, default)).AsTask()
                : host.Cache.RefreshAsync<ISource>(source => source.Get(2, default)).AsTask();
            await refresh.Soon();
        };
        ISource source = host.Source;
        Task<string?> older = isAsync ? source.GetAsync(2, default) : Task.Run(() => source.Get(2, default));
        await valve.ArrivedAsync();

        await host.Source.GetAsync(1, default);
        await host.IdleAsync();

        Assert.That(await refresh!, Is.EqualTo(RefreshResult.NotCached));
        valve.Open();
        Assert.That(await older.Soon(), Is.EqualTo("old-2"));
    }
}
