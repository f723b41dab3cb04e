using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>Who asks an asynchronous method for an answer that is likely stale waits for its check, within limits.</summary>
[TestFixture]
internal sealed class LikelyStaleTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task Hit_LikelyStale_AllCallersGetTheNewAnswerOfOneRun([Values] bool isValueTask)
    {
        using var valve = new Valve();
        await using CacheHost host = await StartAsync();
        using var requests = host.Collect<long>("interception.requests");
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<string?> Ask() => isValueTask ? host.Source.GetValueAsync(1, default).AsTask() : host.Source.GetAsync(1, default);

        Task<string?> first = Ask();
        await valve.ArrivedAsync();
        Task<string?> second = Ask();

        Assert.That((first.IsCompleted, second.IsCompleted), Is.EqualTo((false, false)));
        valve.Open();
        Assert.That(await first.Soon(), Is.EqualTo("new-1"));
        Assert.That(await second.Soon(), Is.EqualTo("new-1"));
        await host.IdleAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(3), "two to begin with, and one check");
        Assert.That(requests.GetMeasurementSnapshot().Select(one => one.Tags["result"]), Is.EqualTo((string[])["wait", "wait"]));
        Assert.That(host.LaneOf(isValueTask ? nameof(ISource.GetValueAsync) : nameof(ISource.GetAsync)).Measures.Waits, Is.EqualTo(2));
    }

    [Test]
    public async Task Hit_CheckHangs_ServesTheOldAnswerWhenTheLeaseIsOver()
    {
        using var valve = new Valve();
        await using CacheHost host = await StartAsync();
        host.Origin.Before = (_, _) => valve.HoldAsync();
        TimeSpan lease = host.LaneOf(nameof(ISource.GetAsync)).Lease;
        Task<string?> call = host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();

        host.Clock.Advance(lease - TimeSpan.FromMilliseconds(1));
        Assert.That(call.IsCompleted, Is.False);
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That(lease, Is.EqualTo(Second));
        Assert.That(await call.Soon(), Is.EqualTo("old-1"));
        valve.Open();
        await host.IdleAsync();
        Assert.That(await host.Source.GetAsync(1, default), Is.EqualTo("new-1"), "the check has gone on");
    }

    [Test]
    public async Task Hit_CheckThrows_ServesTheOldAnswerAndNobodyWaitsForThePausedMethod()
    {
        using var valve = new Valve();
        await using CacheHost host = await StartAsync();
        host.Origin.Before = (_, _) => throw new InvalidOperationException("The source is down.");

        Assert.That(await host.Source.GetAsync(1, default).Soon(), Is.EqualTo("old-1"));
        await host.IdleAsync();
        int runs = host.Origin.Runs;
        host.Origin.Before = (_, _) => valve.HoldAsync();
        AssertServedAtOnce(host);
        await host.IdleAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(runs), "the method is left alone");

        host.Clock.Advance(Second);
        AssertServedAtOnce(host);
        await valve.ArrivedAsync();
        valve.Open();
        await host.IdleAsync();
        Assert.That(await host.Source.GetAsync(1, default), Is.EqualTo("new-1"));
    }

    [Test]
    public async Task Hit_CallerGivesUp_EndsItsOwnWaitAlone()
    {
        using var valve = new Valve();
        using var giveUp = new CancellationTokenSource();
        await using CacheHost host = await StartAsync();
        CancellationToken ofTheRun = default;
        host.Origin.Before = (_, token) =>
        {
            ofTheRun = token;
            return valve.HoldAsync();
        };
        Task<string?> impatient = host.Source.GetAsync(1, giveUp.Token);
        Task<string?> patient = host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();

        await giveUp.CancelAsync();

        Assert.That(async () => await impatient.Soon(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((patient.IsCompleted, ofTheRun.IsCancellationRequested), Is.EqualTo((false, false)));
        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Measures.Waits, Is.EqualTo(1), "it has waited, if in vain");
        valve.Open();
        Assert.That(await patient.Soon(), Is.EqualTo("new-1"));
    }

    [Test]
    public async Task Hit_NoBudgetLeft_IsServedAtOnce()
    {
        await using CacheHost host = await StartAsync(method => method.MaxChecksPerSecond = 0.001);
        await host.Source.GetAsync(2, default);
        host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.That(await host.Source.GetAsync(2, default).Soon(), Is.EqualTo("new-2"), "the one check that there is");
        await host.IdleAsync();
        int runs = host.Origin.Runs;

        AssertServedAtOnce(host);

        await host.IdleAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(runs));
    }

    [Test]
    public async Task Hit_InsideARun_NeverWaits()
    {
        using var valve = new Valve();
        await using CacheHost host = await StartAsync();
        bool? isServedAtOnce = null;
        host.Origin.Before = (id, _) =>
        {
            if (id != 3)
            {
                return valve.HoldAsync();
            }

            Task<string?> inner = host.Source.GetAsync(1, default);
            isServedAtOnce = inner.IsCompletedSuccessfully;
            return Task.CompletedTask;
        };

        await host.Source.GetAsync(3, default).Soon();

        Assert.That(isServedAtOnce, Is.True);
        await valve.ArrivedAsync();
    }

    [Test]
    public async Task Hit_WaitWhenLikelyStaleIsAll_NobodyEverWaits()
    {
        using var valve = new Valve();
        await using CacheHost host = await StartAsync(method => method.WaitWhenLikelyStale = 1);
        host.Origin.Before = (_, _) => valve.HoldAsync();

        AssertServedAtOnce(host);

        await valve.ArrivedAsync();
    }

    private static void AssertServedAtOnce(CacheHost host)
    {
        Task<string?> call = host.Source.GetAsync(1, default);
        Assert.That(call.IsCompletedSuccessfully, Is.True);
        Assert.That(call.Result, Is.EqualTo("old-1"));
    }

    /// <summary>A host whose answers are two hours old, where one change in five minutes is expected.</summary>
    public static async Task<CacheHost> StartAsync(Action<MethodOptions>? settings = null)
    {
        CacheHost host = CacheHost.OfSource(method =>
        {
            (method.Check, method.Expiry, method.RunTimeout) = (CheckMode.Adaptive, TimeSpan.FromDays(1), TimeSpan.FromDays(1));
            settings?.Invoke(method);
        });
        for (int call = 0; call <= 100; call++)
        {
            await host.Source.GetAsync(1, default); // Often enough that waiting is worth its price, also by what is known of it later.
        }

        await host.Source.GetValueAsync(1, default);
        if (settings is not null)
        {
            await host.Source.ListAsync(1);
        }

        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Origin.Text = "new";
        return host;
    }
}
