using System.Globalization;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>What an answer depends on besides its arguments is in its key, and is there again when it is checked.</summary>
[TestFixture]
internal sealed class VaryByTests
{
    private readonly AsyncLocal<string?> _tenant = new();

    [TearDown]
    public void ForgetTenant() => _tenant.Value = null;

    [Test, Property("Failure", "K15"), Property("Failure", "B4")]
    public async Task Tenants_Interleaved_NeverMixAndAreRestoredInChecks()
    {
        await using CacheHost host = Start(new AsyncLocalVaryBy("tenant", _tenant));
        string[] tenants = ["red", "green", "blue"];
        for (int round = 0; round < 3; round++)
        {
            host.Origin.Text = $"round{round}";
            string[] answers = await Task.WhenAll(tenants.SelectMany(tenant => Enumerable.Range(0, 5).Select(_ => AskAsync(host, tenant))));
            Assert.That(answers.Select((answer, i) => answer.StartsWith(tenants[i / 5], StringComparison.Ordinal)), Is.All.True);
            await host.IdleAsync();
        }

        foreach (string tenant in tenants)
        {
            Assert.That(await AskAsync(host, tenant), Is.EqualTo($"{tenant} round2-1"));
        }
    }

    [Test]
    public async Task Tenants_SyncMethod_NeverMixAndAreRestoredInChecks()
    {
        await using CacheHost host = Start(new AsyncLocalVaryBy("tenant", _tenant));
        var ambient = host.Get<IAmbient>();
        _tenant.Value = "red";
        ambient.Read(1);
        _tenant.Value = "green";
        Assert.That(ambient.Read(1), Is.EqualTo("green old-1"));
        _tenant.Value = "red";
        host.Origin.Text = "new";
        Assert.That(ambient.Read(1), Is.EqualTo("red old-1"));
        await host.IdleAsync();
        Assert.That(ambient.Read(1), Is.EqualTo("red new-1"));
        Assert.That(_tenant.Value, Is.EqualTo("red"), "the caller's own is left alone");
    }

    [Test]
    public async Task Culture_IsInTheKeyAndRestoredInChecks()
    {
        await using CacheHost host = Start("culture");
        var ambient = host.Get<IAmbient>();
        Assert.That(await InCultureAsync("de-DE", () => ambient.CultureAsync(1)), Is.EqualTo("de-DE 0,5 old-1"));
        Assert.That(await InCultureAsync("en-US", () => ambient.CultureAsync(1)), Is.EqualTo("en-US 0.5 old-1"));
        host.Origin.Text = "new";
        await InCultureAsync("de-DE", () => ambient.CultureAsync(1));
        await host.IdleAsync();

        Assert.That(await InCultureAsync("de-DE", () => ambient.CultureAsync(1)), Is.EqualTo("de-DE 0,5 new-1"));
    }

    [Test]
    public async Task GetValue_TwoOfOneName_IsAskedOfTheOneRegisteredLast()
    {
        var nobody = new AsyncLocal<string?> { Value = "nobody" };
        await using CacheHost host = Start(["tenant"], [new AsyncLocalVaryBy("tenant", nobody), new AsyncLocalVaryBy("tenant", _tenant)]);

        Assert.That(await AskAsync(host, "red"), Is.EqualTo("red old-1"));
        Assert.That(await AskAsync(host, "green"), Is.EqualTo("green old-1"));
    }

    [Test]
    public async Task GetValue_Null_RunsUncachedWithoutAWord()
    {
        await using CacheHost host = Start(new AsyncLocalVaryBy("tenant", _tenant));
        using var requests = host.Collect<long>("interception.requests");

        Assert.That(await host.Get<IAmbient>().ReadAsync(1), Is.EqualTo(" old-1"));
        Assert.That(await host.Get<IAmbient>().ReadAsync(1), Is.EqualTo(" old-1"));

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        Assert.That(requests.GetMeasurementSnapshot().Select(one => one.Tags["result"]), Is.EqualTo((string[])["bypass", "bypass"]));
        Assert.That(host.EventNames(), Is.Empty);
    }

    [Test]
    public async Task GetValue_Throws_RunsUncachedAndSaysSoOnceASecond()
    {
        await using CacheHost host = Start(new BrokenVaryBy { FailsToRead = true });
        await host.Get<IAmbient>().ReadAsync(1);
        await host.Get<IAmbient>().ReadAsync(1);

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        Assert.That(host.EventNames(), Is.EqualTo((string[])["VaryByFailed"]));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Get<IAmbient>().ReadAsync(1);
        Assert.That(host.EventNames(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Restore_Throws_RunsUncachedAndSaysSo([Values] bool isAsync)
    {
        await using CacheHost host = Start(new BrokenVaryBy { FailsToRestore = true });
        var ambient = host.Get<IAmbient>();

        Assert.That(isAsync ? await ambient.ReadAsync(1) : ambient.Read(1), Is.EqualTo(" old-1"));
        Assert.That(isAsync ? await ambient.ReadAsync(1) : ambient.Read(1), Is.EqualTo(" old-1"));

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        Assert.That(host.EventNames(), Is.EqualTo((string[])["VaryByFailed"]));
        Assert.That(host.OwnLogs().Single().Exception, Is.TypeOf<InvalidOperationException>().With.Message.EqualTo("No request."));
    }

    [Test]
    public async Task Restore_ThrowsWhileOthersWait_AllRunUncachedUntilItWorksAgain([Values] bool isAsync)
    {
        using var valve = new Valve();
        var varyBy = new BrokenVaryBy { FailsToRestore = true, Restoring = valve.Hold };
        await using CacheHost host = Start(varyBy);
        using var requests = host.Collect<long>("interception.requests");
        Task<string> first = AskAsync();
        await valve.ArrivedAsync();
        Task<string> second = AskAsync();
        await requests.WaitForMeasurementsAsync(2).Soon();

        valve.Open();

        Assert.That(await Task.WhenAll(first, second).Soon(), Is.All.EqualTo(" old-1"), "no time has passed");
        varyBy.FailsToRestore = false;
        Assert.That((await AskAsync().Soon(), await AskAsync().Soon()), Is.EqualTo((" old-1", " old-1")));
        Assert.That(requests.GetMeasurementSnapshot().Select(one => one.Tags["result"]), Is.EqualTo((string[])["miss", "miss", "miss", "hit"]));

        Task<string> AskAsync() => Task.Run(async () => isAsync ? await host.Get<IAmbient>().ReadAsync(1) : host.Get<IAmbient>().Read(1));
    }

    [Test]
    public async Task Restore_SecondFails_TakesTheFirstBack()
    {
        var first = new BrokenVaryBy { Name = "first" };
        var second = new BrokenVaryBy { Name = "second", FailsToRestore = true };
        await using CacheHost host = Start(first, second);

        await host.Get<IAmbient>().ReadAsync(1);

        Assert.That(first.Restored, Is.EqualTo(1));
        Assert.That(first.Undone, Is.EqualTo(1));
    }

    [Test]
    public async Task Refresh_RestoreThrows_CachesNothingAndKeepsTheAnswer([Values] bool isCached)
    {
        var varyBy = new BrokenVaryBy { FailsToRestore = !isCached };
        await using CacheHost host = Start(varyBy);
        await host.Get<IAmbient>().ReadAsync(1);
        varyBy.FailsToRestore = true;

        Assert.That(await host.Cache.RefreshAsync<IAmbient>(ambient => ambient.ReadAsync(1)), Is.EqualTo(RefreshResult.NotCached));
        Assert.That(await host.Cache.PeekAsync<IAmbient>(ambient => ambient.ReadAsync(1)), isCached ? Is.Not.Null : Is.Null);
    }

    [Test]
    public async Task Invalidate_ValuesGiven_DropsThatTenantsAnswerOnly()
    {
        await using CacheHost host = Start(new AsyncLocalVaryBy("tenant", _tenant));
        await AskAsync(host, "red");
        await AskAsync(host, "green");
        host.Origin.Text = "new";

        await host.Cache.InvalidateAsync<IAmbient>(
            ambient => ambient.ReadAsync(1), new CallOptions { VaryBy = new Dictionary<string, string> { ["tenant"] = "red" } });

        Assert.That(await AskAsync(host, "red"), Is.EqualTo("red new-1"));
        Assert.That(await AskAsync(host, "green"), Is.EqualTo("green old-1"));
    }

    private static async Task<string> InCultureAsync(string culture, Func<Task<string>> call)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture); // An async method's own: it ends with it.
        return await call();
    }

    private async Task<string> AskAsync(CacheHost host, string tenant)
    {
        _tenant.Value = tenant;
        await Task.Yield();
        return await host.Get<IAmbient>().ReadAsync(1);
    }

    private CacheHost Start(params IVaryBy[] varyBys) => Start([.. varyBys.Select(one => one.Name)], varyBys);

    private CacheHost Start(string builtIn) => Start([builtIn], []);

    private CacheHost Start(string[] names, IVaryBy[] varyBys) => new(services =>
    {
        Array.ForEach(varyBys, one => services.AddSingleton(one));
        services.AddSingleton(_tenant).AddScoped<IAmbient, Ambient>().AddInterception(all =>
        {
            all.Defaults.VaryBy = names;
            all.Defaults.Check = CheckMode.EveryHit;
            all.Methods["IAmbient.ReadAsync"] = new MethodOptions();
            all.Methods["IAmbient.Read"] = new MethodOptions();
            all.Methods["IAmbient.CultureAsync"] = new MethodOptions();
        }).DecorateWithCaching<IAmbient>();
    });

    private sealed class BrokenVaryBy : IVaryBy, IDisposable
    {
        public string Name { get; init; } = "broken";

        public bool FailsToRead { get; init; }

        public bool FailsToRestore { get; set; }

        public Action? Restoring { get; init; }

        public int Restored { get; private set; }

        public int Undone { get; private set; }

        public string GetValue(IServiceProvider caller) => FailsToRead ? throw new InvalidOperationException("No request.") : "value";

        public IDisposable Restore(string value, IServiceProvider run)
        {
            Restored++;
            Restoring?.Invoke();
            return FailsToRestore ? throw new InvalidOperationException("No request.") : this;
        }

        public void Dispose() => Undone++;
    }
}
