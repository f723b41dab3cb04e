using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>Refreshing a call by hand: what it says, and what it meets.</summary>
[TestFixture]
internal sealed class RefreshByHandTests
{
    [Test]
    public async Task Refresh_SaysWhatItFound([Values] bool isAsync)
    {
        await using CacheHost host = Start();

        Assert.That(await RefreshAsync(host, isAsync), Is.EqualTo(RefreshResult.Added));
        Assert.That(await RefreshAsync(host, isAsync), Is.EqualTo(RefreshResult.Unchanged));
        host.Origin.Text = "new";
        Assert.That(await RefreshAsync(host, isAsync), Is.EqualTo(RefreshResult.Changed));
        Assert.That(isAsync ? await host.Source.GetAsync(1, default) : host.Source.Get(1, default), Is.EqualTo("new-1"));
    }

    [Test]
    public async Task Refresh_NullWhereNullsAreNotCached_SaysSo([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource(method => method.CacheNull = false);
        host.Origin.Text = null;
        Assert.That(await RefreshAsync(host, isAsync), Is.EqualTo(RefreshResult.NotCached));

        host.Origin.Text = "old";
        await RefreshAsync(host, isAsync);
        host.Origin.Text = null;
        Assert.That(await RefreshAsync(host, isAsync), Is.EqualTo(RefreshResult.NotCached));
        Assert.That(await PeekAsync(host), Is.Null);
    }

    [Test]
    public async Task Refresh_InvalidatedMeanwhile_SaysSo([Values] bool isChanged)
    {
        using var valve = new Valve();
        await using CacheHost host = Start();
        await host.Source.GetAsync(1, default);
        host.Origin.Text = isChanged ? "new" : "old";
        host.Origin.After = _ => valve.HoldAsync();
        Task<RefreshResult> refresh = RefreshAsync(host);
        await valve.ArrivedAsync();
        await host.Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default));
        valve.Open();

        Assert.That(await refresh.Soon(), Is.EqualTo(RefreshResult.NotCached));
    }

    [Test]
    public async Task Refresh_MethodThrows_PassesItOnAndKeepsTheAnswer([Values] bool isAsync, [Values] bool isCached)
    {
        await using CacheHost host = Start();
        if (isCached)
        {
            await RefreshAsync(host, isAsync);
        }

        host.Origin.Before = (_, _) => throw new ArgumentException("No such city.");
        host.Origin.BeforeSync = (_, _) => throw new ArgumentException("No such city.");

        Assert.That(() => RefreshAsync(host, isAsync), Throws.TypeOf<ArgumentException>().With.Message.EqualTo("No such city."));
        host.Origin.Before = null;
        host.Origin.BeforeSync = null;
        Assert.That(isAsync ? await host.Source.GetAsync(1, default) : host.Source.Get(1, default), Is.EqualTo("old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task Refresh_AnotherRunInFlight_WaitsForItAndRunsAfterIt([Values] bool isAsync, [Values] bool fails)
    {
        using var valve = new Valve();
        await using CacheHost host = Start();
        host.Origin.Before = async (_, _) =>
        {
            await valve.HoldAsync();
            ThrowIf(fails);
        };
        host.Origin.BeforeSync = (_, _) =>
        {
            valve.Hold();
            ThrowIf(fails);
        };
        using var requests = host.Collect<long>("interception.requests");
        Task<string?> first = isAsync ? host.Source.GetAsync(1, default) : Task.Run(() => host.Source.Get(1, default));
        await valve.ArrivedAsync();
        Task<RefreshResult> refresh = RefreshAsync(host, isAsync);
        await requests.WaitForMeasurementsAsync(isAsync ? 1 : 2).Soon(); // It has come to the gate.
        (host.Origin.Before, host.Origin.BeforeSync) = (null, null);
        valve.Open();

        Assert.That(await refresh.Soon(), Is.EqualTo(fails ? RefreshResult.Added : RefreshResult.Unchanged));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        await first.ContinueWith(static _ => { }, TaskScheduler.Default).Soon();
    }

    [Test]
    public async Task Refresh_AnswerHasExpired_RunsOnceAndAddsIt([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Expiry = TimeSpan.FromHours(1));
        Assert.That(await RefreshAsync(host, isAsync), Is.EqualTo(RefreshResult.Added));
        host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.That(await RefreshAsync(host, isAsync), Is.EqualTo(RefreshResult.Added));

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task Refresh_AnotherRunHasTakenItsPlace_SaysThatNothingIsCached()
    {
        using var own = new Valve();
        using var other = new Valve();
        await using CacheHost host = Start();
        host.Origin.After = _ => own.HoldAsync();
        Task<RefreshResult> refresh = RefreshAsync(host);
        await own.ArrivedAsync();
        await host.Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default));
        (host.Origin.After, host.Origin.Before) = (null, (_, _) => other.HoldAsync());
        Task<string?> call = host.Source.GetAsync(1, default);
        await other.ArrivedAsync();

        own.Open();

        Assert.That(await refresh.Soon(), Is.EqualTo(RefreshResult.NotCached));
        other.Open();
        await call.Soon();
    }

    [Test]
    public async Task Refresh_OfACallInsideItsOwnRun_CachesNothingAndEnds([Values] bool isAsync)
    {
        await using CacheHost host = Start();
        RefreshResult? inner = null;
        host.Origin.Before = async (_, _) => inner = await RefreshAsync(host).Soon();
        host.Origin.BeforeSync = (_, _) => inner = RefreshAsync(host, isAsync: false).Soon().Result;

        string? answer = await Task.Run(() => isAsync ? host.Source.GetAsync(1, default) : Task.FromResult(host.Source.Get(1, default))).Soon();

        Assert.That(answer, Is.EqualTo("old-1"));
        Assert.That(inner, Is.EqualTo(RefreshResult.NotCached));
    }

    private static void ThrowIf(bool fails)
    {
        if (fails)
        {
            throw new InvalidOperationException("The source is down.");
        }
    }

    private static CacheHost Start() => CacheHost.OfSource(method => method.Tags = ["city"]);

    private static Task<CachedAnswer?> PeekAsync(CacheHost host, int id = 1) =>
        host.Cache.PeekAsync<ISource>(source => source.GetAsync(id, default)).Soon();

    private static Task<RefreshResult> RefreshAsync(CacheHost host, bool isAsync = true) => isAsync
        ? host.Cache.RefreshAsync<ISource>(source => source.GetAsync(1, default)).AsTask()
        : host.Cache.RefreshAsync<ISource>(source => source.Get(1, default)).AsTask();
}
