using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>A run that began before an invalidation, or before another run, has nothing to say after it.</summary>
[TestFixture]
internal sealed class FenceTests
{
    public enum Scope
    {
        Call,
        Method,
        Tag,
    }

    [Test]
    public async Task Invalidate_DuringAMiss_ItsResultIsHandedOutAndNotStored([Values] Scope scope)
    {
        using var valve = new Valve();
        await using CacheHost host = Start();
        host.Origin.After = _ => valve.HoldAsync();
        Task<string?> call = host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();

        await InvalidateAsync(host, scope);
        valve.Open();

        Assert.That(await call.Soon(), Is.EqualTo("old-1"));
        Assert.That(await PeekAsync(host), Is.Null);
    }

    [Test, Property("Failure", "B14")]
    public async Task Invalidate_DuringACheck_ItsResultIsNotStored([Values] Scope scope, [Values] bool isChanged)
    {
        using var valve = new Valve();
        await using CacheHost host = Start();
        await host.Source.GetAsync(1, default);
        host.Origin.Text = isChanged ? "new" : "old";
        host.Origin.After = _ => valve.HoldAsync();
        await host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();

        await InvalidateAsync(host, scope);
        valve.Open();
        await host.IdleAsync();

        Assert.That(await PeekAsync(host), Is.Null);
    }

    [Test]
    public async Task Invalidate_LeavesOtherCallsAlone()
    {
        await using CacheHost host = Start();
        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(2, default);

        await InvalidateAsync(host, Scope.Call);

        Assert.That(await PeekAsync(host), Is.Null);
        Assert.That(await PeekAsync(host, id: 2), Is.Not.Null);
    }

    [Test]
    public async Task Invalidate_MethodThatIsNotCached_SaysSo()
    {
        await using CacheHost host = Start();

        Assert.That(
            () => host.Cache.InvalidateMethodAsync<ISource>("GetPage").AsTask(),
            Throws.ArgumentException.With.Message.StartsWith("'ISource.GetPage' is not cached; name it in Interception:Methods or mark it [Cached]."));
    }

    [Test, Property("Failure", "B13")]
    public async Task Check_OlderThanARefreshByHand_NeverOverwritesIt()
    {
        using var valve = new Valve();
        await using CacheHost host = Start();
        await host.Source.GetAsync(1, default);
        host.Origin.Text = "older";
        host.Origin.After = _ => valve.HoldAsync();
        await host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();
        host.Origin.After = null;
        host.Origin.Text = "newer";

        Assert.That(await RefreshAsync(host), Is.EqualTo(RefreshResult.Changed));
        valve.Open();
        await host.IdleAsync();

        Assert.That((await PeekAsync(host))!.Value, Is.EqualTo("newer-1"));
    }

    [Test]
    public async Task Refresh_OlderCheckOverwroteMeanwhile_StoresItsNewerAnswer()
    {
        using var check = new Valve();
        using var refresh = new Valve();
        await using CacheHost host = Start();
        await host.Source.GetAsync(1, default);
        host.Origin.Text = "between";
        host.Origin.After = _ => check.HoldAsync();
        await host.Source.GetAsync(1, default);
        await check.ArrivedAsync();
        host.Origin.Text = "old";
        host.Origin.After = _ => refresh.HoldAsync();
        Task<RefreshResult> newer = RefreshAsync(host);
        await refresh.ArrivedAsync();
        check.Open();
        await host.IdleAsync();
        Assert.That((await PeekAsync(host))!.Value, Is.EqualTo("between-1"));

        refresh.Open();

        Assert.That(await newer.Soon(), Is.EqualTo(RefreshResult.Changed));
        Assert.That((await PeekAsync(host))!.Value, Is.EqualTo("old-1"), "what the run that began last has seen");
    }

    [Test]
    public async Task Peek_ShowsValueAgeAndPendingCheckAndCountsNothing()
    {
        using var valve = new Valve();
        await using CacheHost host = Start();
        Assert.That(await PeekAsync(host), Is.Null);
        Assert.That(host.Origin.Runs, Is.Zero);
        await host.Source.GetAsync(1, default);
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        using var requests = host.Collect<long>("interception.requests");

        Assert.That(await PeekAsync(host), Is.EqualTo(new CachedAnswer("old-1", TimeSpan.FromSeconds(3), IsCheckPending: false)));
        Assert.That(requests.GetMeasurementSnapshot(), Is.Empty);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        await host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();
        Assert.That((await PeekAsync(host))!.IsCheckPending, Is.True);
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    private static CacheHost Start() => CacheHost.OfSource(method => method.Tags = ["city"]);

    private static Task<CachedAnswer?> PeekAsync(CacheHost host, int id = 1) =>
        host.Cache.PeekAsync<ISource>(source => source.GetAsync(id, default)).Soon();

    private static Task<RefreshResult> RefreshAsync(CacheHost host, bool isAsync = true) => isAsync
        ? host.Cache.RefreshAsync<ISource>(source => source.GetAsync(1, default)).AsTask()
        : host.Cache.RefreshAsync<ISource>(source => source.Get(1, default)).AsTask();

    private static ValueTask InvalidateAsync(CacheHost host, Scope scope) => scope switch
    {
        Scope.Call => host.Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default)),
        Scope.Method => host.Cache.InvalidateMethodAsync<ISource>(nameof(ISource.GetAsync)),
        _ => host.Cache.InvalidateTagAsync("city"),
    };
}
