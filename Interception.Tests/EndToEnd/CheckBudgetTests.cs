using Interception.Composition;
using Interception.Refresh;
using Interception.Tests.Configuration;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Checks keep within their budgets, whatever is asked of them.</summary>
[TestFixture]
internal sealed class CheckBudgetTests
{
    private const string Method = "Methods:ISource.GetAsync:";
    private const string Other = "Methods:ISource.GetValueAsync:";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    [Test, Property("Failure", "B11")]
    public async Task CheckBudget_AnswersChangeAtEachHit_ChecksStayWithinItAndTheCredit()
    {
        await using CacheHost host = CacheHost.OfSource(method =>
        {
            (method.Check, method.StaleTarget, method.WaitWhenLikelyStale) = (CheckMode.Adaptive, 0.0001, 1);
            (method.MinCheckInterval, method.MaxCheckInterval) = (Step, Step);
        });
        await host.HitAsync();
        for (int hits = 1; hits <= 3000; hits++)
        {
            host.Origin.Text = $"text {hits}";
            host.Clock.Advance(Step);
            await host.HitAsync(hits % 5);
            Assert.That(host.Origin.Runs - 5, Is.LessThanOrEqualTo((0.1 * hits) + 20));
        }

        Assert.That(host.Origin.Runs, Is.GreaterThan(100), "or there would have been no demand");
    }

    [Test, Property("Failure", "D13"), Property("Failure", "B1")]
    public async Task MaxChecksPerSecond_HeavyDemand_HoldsInEveryMode(
        [Values(CheckMode.Adaptive, CheckMode.EveryHit, CheckMode.Interval)] CheckMode mode, [Values(2, 10)] double bound, [Values] bool isOverall)
    {
        await using CacheHost host = CacheHost.OfSource(
            method =>
            {
                (method.Check, method.CheckBudget, method.WaitWhenLikelyStale) = (mode, 1, 1);
                (method.CheckInterval, method.MinCheckInterval, method.MaxCheckInterval) = (Step, Step, Step);
                method.MaxChecksPerSecond = isOverall ? null : bound;
            },
            all => all.Refresh.MaxChecksPerSecond = isOverall ? bound : null);

        await WarmAsync(host);
        int checks = await ChecksInAMinuteAsync(host, isOverall);

        Assert.That(checks, Is.InRange(0.8 * bound * 60, 1.05 * bound * 60));
    }

    [Test]
    public async Task MaxChecksPerSecond_Refused_IsCountedAndNoTrouble()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.MaxChecksPerSecond = 1);
        using var refused = host.Collect<long>("interception.checks.refused");
        CheckLane lane = host.LaneOf(nameof(ISource.GetAsync));
        await host.HitAsync(1);
        await host.HitAsync(2);
        await host.HitAsync(1);
        Assert.That(lane.Measures.OverBudget, Is.Zero);

        await host.HitAsync(2);

        Assert.That(lane.Measures.OverBudget, Is.EqualTo(1));
        Assert.That(refused.LastMeasurement!.Tags["result"], Is.EqualTo("budget"));
        Assert.That(refused.LastMeasurement.Tags["method"], Is.EqualTo("ISource.GetAsync"));
        Assert.That((lane.Measures.Refused, host.Queue.Refused), Is.EqualTo((0, 0)));
        Assert.That(new CheckHealth(host.Runtime).FindTroubles(), Is.Empty);

        await host.HitAsync(2);
        Assert.That(lane.Measures.OverBudget, Is.EqualTo(1), "it is left alone for a second");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.HitAsync(2);
        Assert.That(host.Origin.Runs, Is.EqualTo(4));
    }

    /// <remarks>Of the ten checks that may be made at once, one that lost its place in the queue to another method is made after all.</remarks>
    [Test]
    public async Task MaxChecksPerSecond_QueuedCheckGivesItsPlaceAway_IsNotSpent([Values] bool isOverall)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(
            method => (method.Check, method.MaxChecksPerSecond) = (CheckMode.EveryHit, isOverall ? null : 10),
            all => (all.Refresh.Concurrency, all.Refresh.QueueCapacity, all.Refresh.MaxChecksPerSecond) = (1, 2, isOverall ? 10 : null));
        await WarmAsync(host);
        await host.HitAsync(0); // The budget counts from its first check.
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        int before = host.Origin.Runs;
        host.Origin.Before = (_, _) => valve.HoldAsync();
        await host.Source.GetAsync(0, default);
        await valve.ArrivedAsync();
        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(2, default);

        await host.Source.GetValueAsync(0, default);

        Assert.That((host.LaneOf(nameof(ISource.GetAsync)).Measures.Refused, host.Queue.Refused), Is.EqualTo((1, 1)));
        host.Origin.Before = null;
        valve.Open();
        await host.IdleAsync();
        for (int id = 3; id < 20; id++)
        {
            await host.HitAsync(id);
        }

        int others = isOverall ? 0 : 1; // Of the other method, which has a budget of its own then.
        Assert.That(host.Origin.Runs - before - others, Is.EqualTo(10));
    }

    [TestCase(Method + "MaxChecksPerSecond", false)]
    [TestCase("Refresh:MaxChecksPerSecond", true)]
    public async Task MaxChecksPerSecond_Reloaded_HoldsAtOnce(string setting, bool isOverall)
    {
        (string, string?)[] always = [(Method + "Check", "EveryHit"), (Other + "Check", "EveryHit")];
        SettingsProvider settings = new SettingsProvider().Set(always);
        await using var host = new CacheHost(services => services
            .AddScoped<ISource, Source>()
            .AddInterception(new ConfigurationBuilder().Add(settings).Build())
            .DecorateWithCaching<ISource>());
        await WarmAsync(host);
        Assert.That(await ChecksInAMinuteAsync(host, isOverall), Is.GreaterThanOrEqualTo(6000), "there is no bound");

        settings.Change([.. always, (setting, "2")]);
        Assert.That(await ChecksInAMinuteAsync(host, isOverall), Is.InRange(110, 126));
        settings.Change([.. always, (setting, "4")]);
        Assert.That(await ChecksInAMinuteAsync(host, isOverall), Is.InRange(220, 252));
        settings.Change(always);
        host.Clock.Advance(TimeSpan.FromMinutes(1)); // What was refused is left alone for a while.
        Assert.That(await ChecksInAMinuteAsync(host, isOverall), Is.GreaterThanOrEqualTo(5900));
    }

    private static async Task WarmAsync(CacheHost host)
    {
        for (int id = 0; id < 20; id++)
        {
            await host.Source.GetAsync(id, default);
            await host.Source.GetValueAsync(id, default);
        }

        await host.IdleAsync();
    }

    /// <summary>Asks for 20 answers of one method, or of two, in turn.</summary>
    private static async Task<int> ChecksInAMinuteAsync(CacheHost host, bool areTwo)
    {
        int before = host.Origin.Runs;
        for (int i = 0; i < 6000; i++)
        {
            host.Clock.Advance(Step);
            host.Origin.Text = $"text {i}";
            await host.HitAsync(i % 20);
            if (areTwo)
            {
                await host.Source.GetValueAsync(i % 20, default);
            }
        }

        await host.IdleAsync();
        return host.Origin.Runs - before;
    }
}
