using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>What a check leaves behind besides the answer.</summary>
[TestFixture]
internal sealed class CheckConclusionTests
{
    [Test]
    public async Task Check_TakesItsTime_IsCountedByIt([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource();
        using var durations = host.Collect<double>("interception.check.duration");
        TimeSpan run = TimeSpan.FromSeconds(1);
        host.Origin.Before = (_, _) =>
        {
            host.Clock.Advance(run);
            return Task.CompletedTask;
        };
        host.Origin.BeforeSync = (_, _) => host.Clock.Advance(run);
        await AskAsync(host, isAsync);
        run = TimeSpan.FromSeconds(3);

        await AskAsync(host, isAsync);

        CheckLane lane = host.LaneOf(isAsync ? nameof(ISource.GetAsync) : nameof(ISource.Get));
        Assert.That(lane.RunTimes.Usual, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(lane.Measures.MeanRunTime, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(durations.LastMeasurement!.Value, Is.EqualTo(3));
    }

    [Test]
    public async Task Check_AnswerHasChanged_TellsHowLongItMayHaveBeenWrong()
    {
        await using CacheHost host = CacheHost.OfSource();
        using var staleness = host.Collect<double>("interception.staleness");
        await host.HitAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(7));
        host.Origin.Text = "new";

        await host.HitAsync();

        Assert.That(staleness.GetMeasurementSnapshot().Select(one => one.Value), Is.EqualTo((double[])[7]));
    }

    [Test]
    public async Task Check_ComesToNothing_IsCountedByWhy([Values] bool isCancelled)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        using var checks = host.Collect<long>("interception.checks");
        await host.HitAsync();
        host.Origin.After = _ => valve.HoldAsync();
        host.Origin.Text = "new";
        await host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();

        if (isCancelled)
        {
            host.Queue.Dispose();
        }
        else
        {
            await host.Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default));
            valve.Open();
        }

        await host.IdleAsync();
        Assert.That(checks.GetMeasurementSnapshot().Select(one => one.Tags["result"]), Is.EqualTo((string[])[isCancelled ? "cancelled" : "superseded"]));
    }

    [Test]
    public async Task Check_AnswerChangesAtAllChecksButOne_IsNotCalledAlwaysDifferent()
    {
        await using CacheHost host = CacheHost.OfSource();
        for (int hit = 0; hit < 2 * ChurnWatch.ChangesInARow; hit++)
        {
            host.Origin.Text = hit == ChurnWatch.ChangesInARow ? host.Origin.Text : $"text {hit}";
            await host.HitAsync();
        }

        Assert.That(host.EventNames(), Has.None.EqualTo("AlwaysDifferent"));
        host.Origin.Text = "text of one check too many";
        await host.HitAsync();
        Assert.That(host.EventNames(), Has.Exactly(1).EqualTo("AlwaysDifferent"));
    }

    [Test]
    public async Task Check_OthersSeeTheNewAnswer_ItsCheckIsPlannedAlready()
    {
        TimeSpan interval = TimeSpan.FromMinutes(1);
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.CheckInterval) = (CheckMode.Interval, interval));
        WatchedMethod method = WatchedMethod.Open(host, isAsync: true);
        await method.AskAsync(1).Soon();
        var old = (Entry)method.SlotOf(1)!;
        List<(string? Answer, TimeSpan Planned)> seen = [];
        method.Table.Left += _ => seen.Add(Look((Entry)method.SlotOf(1)!));
        host.Origin.Text = "new";

        await host.Runtime.Services.Checker.CheckAsync(method.Method.Lane, old, null, isDemanded: true, CancellationToken.None).Soon();

        Assert.That(seen, Is.EqualTo(((string?, TimeSpan)[])[("new-1", interval)]));

        static (string? Answer, TimeSpan Planned) Look(Entry entry) => ((string?)entry.Answer.Value, TimeSpan.FromTicks(entry.NextCheckAt - entry.ProvenAt));
    }

    [Test]
    public async Task Check_InsideAnother_NoHitHasAskedForIt([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off);
        await AskAsync(host, isAsync);
        await AskAsync(host, isAsync);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        host.Origin.Text = "new";
        RunFlow outer = new RunFlow<NumberKey>(null, RunNumber.Next(), new MethodTable<NumberKey>(null!, new MemoryBound(10, 10_000)), 1);
        outer.Begin();

        await AskAsync(host, isAsync);
        outer.End();

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        StaleReckoning reckoning = host.LaneOf(isAsync ? nameof(ISource.GetAsync) : nameof(ISource.Get)).Freshness.Reckon([], host.Runtime.Services.Clock.Now);
        Assert.That(reckoning.StaleHits, Is.InRange(0.1, 0.6), "it may have come at any time of that minute");
    }

    [Test]
    public async Task Check_AskedForByHand_CostsNoBudget()
    {
        await using CacheHost host = CacheHost.OfSource(method =>
        {
            (method.Check, method.Expiry, method.WaitWhenLikelyStale) = (CheckMode.Adaptive, TimeSpan.FromDays(10), 1);
            method.MaxCheckInterval = TimeSpan.FromDays(5);
        });
        for (int refresh = 0; refresh < 100; refresh++)
        {
            host.Origin.Text = $"text {refresh}";
            await host.Cache.RefreshAsync<ISource>(source => source.GetAsync(1, default)).Soon();
            await host.HitAsync();
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.That(host.Origin.Runs, Is.EqualTo(100), "none but those");
        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Freshness.Costs.Price, Is.LessThan(1), "too many answers are stale, and nothing has been spent");
    }

    private static async Task AskAsync(CacheHost host, bool isAsync)
    {
        _ = isAsync ? await host.Source.GetAsync(1, default) : host.Source.Get(1, default);
        await host.IdleAsync();
    }
}
