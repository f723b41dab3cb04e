using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interception.Tests.EndToEnd;

/// <summary>Whoever waits for a check that is not made after all is answered all the same.</summary>
[TestFixture]
internal sealed class LikelyStaleEndTests
{
    [Test]
    public async Task Hit_HostStopsMeanwhile_ServesTheOldAnswer([Values] bool hasBegun)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(LikelyStaleSoon, all => all.Refresh.Concurrency = 1);
        for (int id = 0; id < 2; id++)
        {
            await host.HitAsync(id);
        }

        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Origin.Before = (_, token) => valve.HoldAsync().WaitAsync(token);
        Task<string?> running = host.Source.GetAsync(0, default);
        await valve.ArrivedAsync();
        Task<string?> queued = host.Source.GetAsync(1, default);
        Assert.That((running.IsCompleted, queued.IsCompleted), Is.EqualTo((false, false)));

        using var hurry = new CancellationTokenSource();
        Task stop = StopAsync(host, hurry.Token);
        await hurry.CancelAsync();

        Assert.That(await (hasBegun ? running : queued).Soon(), Is.EqualTo(hasBegun ? "old-0" : "old-1"));
        await stop.Soon();
        await Task.WhenAll(running, queued).Soon();
    }

    [Test]
    public async Task Hit_MoreUrgentCheckTakesItsPlaceInTheQueue_ServesTheOldAnswer()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(LikelyStaleSoon, all => (all.Refresh.Concurrency, all.Refresh.QueueCapacity) = (1, 1));
        for (int id = 0; id < 3; id++)
        {
            await host.HitAsync(id);
        }

        for (int hit = 0; hit < 200; hit++)
        {
            await host.Source.GetAsync(2, default);
        }

        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<string?> running = host.Source.GetAsync(0, default);
        await valve.ArrivedAsync();
        Task<string?> robbed = host.Source.GetAsync(1, default);
        Assert.That(robbed.IsCompleted, Is.False);

        Task<string?> urgent = host.Source.GetAsync(2, default);

        Assert.That(await robbed.Soon(), Is.EqualTo("old-1"));
        Assert.That(urgent.IsCompleted, Is.False);
        Assert.That(host.Queue.Refused, Is.EqualTo(1));
        host.Origin.Text = "new";
        valve.Open();
        Assert.That(await urgent.Soon(), Is.EqualTo("new-2"));
        await running.Soon();
    }

    private static void LikelyStaleSoon(MethodOptions method) =>
        (method.Check, method.Expiry, method.RunTimeout) = (CheckMode.Adaptive, TimeSpan.FromDays(1), TimeSpan.FromDays(1));

    private static async Task StopAsync(CacheHost host, CancellationToken hurry)
    {
        foreach (IHostedLifecycleService service in host.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StoppedAsync(hurry);
        }
    }
}
