using Interception.Storage;
using Interception.Tests.Configuration;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>A method that is observed answers as if nothing stood before it, and the report says what was seen.</summary>
[TestFixture]
internal sealed class ObserveTests
{
    private readonly AsyncLocal<string?> _tenant = new();

    [TearDown]
    public void ForgetTenant() => _tenant.Value = null;

    [Test]
    public async Task Calls_EachShape_AllReachTheMethodAndNothingIsKept()
    {
        await using CacheHost host = Start();
        for (int i = 0; i < 3; i++)
        {
            host.Origin.Text = $"text{i}";
            Assert.That(await host.Source.GetAsync(1, default), Is.EqualTo($"text{i}-1"));
            Assert.That(await host.Source.GetValueAsync(1, default), Is.EqualTo($"text{i}-1"));
            Assert.That(host.Source.Get(1, default), Is.EqualTo($"text{i}-1"));
            Assert.That(await host.Source.ListAsync(1), Is.EqualTo((string[])[$"text{i}-1", "second"]));
        }

        Assert.That(host.Origin.Runs, Is.EqualTo(12));
        Assert.That(host.Runtime.Services.Bound.Count, Is.Zero);
        Assert.That(host.Cache.Report().Methods, Is.Empty);
        Assert.That(host.Cache.Report().Observed.Select(one => (one.Calls, one.RepeatShare, one.DifferingShare)), Has.Exactly(4).EqualTo((3L, 2d / 3, 1d)));
    }

    [Test]
    public async Task Call_Fails_TheCallerGetsTheMethodsOwnExceptionAndItIsCounted()
    {
        await using CacheHost host = Start();
        var own = new InvalidOperationException("Mine.");
        host.Origin.Before = (_, _) => throw own;
        host.Origin.BeforeSync = (_, _) => throw own;

        Assert.That(await Assert.ThrowsAsync<InvalidOperationException>(() => host.Source.GetAsync(1, default)), Is.SameAs(own));
        Assert.That(await Assert.ThrowsAsync<InvalidOperationException>(() => host.Source.GetValueAsync(1, default).AsTask()), Is.SameAs(own));
        Assert.That(Assert.Throws<InvalidOperationException>(() => host.Source.Get(1, default)), Is.SameAs(own));

        Assert.That(host.Cache.Report().Observed.Sum(one => one.Failed), Is.EqualTo(3));
        Assert.That(host.Cache.Report().Observed.Sum(one => one.Calls), Is.EqualTo(3));
    }

    [Test]
    public async Task Call_Pending_IsMeasuredUntilItEnds([Values] bool isValueTask)
    {
        using var valve = new Valve();
        await using CacheHost host = Start();
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<string?> call = isValueTask ? host.Source.GetValueAsync(1, default).AsTask() : host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();
        Assert.That(host.Cache.Report().Observed.Sum(one => one.Calls), Is.Zero);

        host.Clock.Advance(TimeSpan.FromMilliseconds(70));
        valve.Open();

        Assert.That(await call.Soon(), Is.EqualTo("old-1"));
        Assert.That(host.Cache.Report().Observed.Single(one => one.Calls == 1).MeanRunTime, Is.EqualTo(TimeSpan.FromMilliseconds(70)).Within(TimeSpan.FromMilliseconds(1)));
    }

    [Test]
    public async Task LazyResult_IsRunOnce()
    {
        int items = 0;
        await using var host = new CacheHost(services => services
            .AddSingleton<ILazy>(new Lazy(() => items++))
            .AddInterception(all => all.Methods[$"{nameof(ILazy)}.{nameof(ILazy.Read)}"] = new MethodOptions { Mode = CacheMode.Observe })
            .AddInterception(all => all.Methods[$"{nameof(ILazy)}.{nameof(ILazy.ReadAsync)}"] = new MethodOptions { Mode = CacheMode.Observe })
            .DecorateWithCaching<ILazy>());

        Assert.That(host.Get<ILazy>().Read().ToArray(), Is.EqualTo((int[])[0, 1]));
        Assert.That((await host.Get<ILazy>().ReadAsync()).ToArray(), Is.EqualTo((int[])[2, 3]));

        Assert.That(items, Is.EqualTo(4));
        Assert.That(host.Cache.Report().Observed.Sum(one => one.Calls), Is.EqualTo(2));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task ResultsDependOnTheTenant_IsNamedUnlessItIsInTheKey(bool isInTheKey)
    {
        await using var host = new CacheHost(services => services
            .AddSingleton(_tenant).AddSingleton<IVaryBy>(new AsyncLocalVaryBy("tenant", _tenant)).AddScoped<IAmbient, Ambient>()
            .AddInterception(all => all.Methods["IAmbient.Read"] = new MethodOptions
            {
                Mode = CacheMode.Observe,
                VaryBy = isInTheKey ? ["tenant"] : [],
            })
            .DecorateWithCaching<IAmbient>());
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            _tenant.Value = random.Next(2) == 0 ? "red" : "green";
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            host.Get<IAmbient>().Read(random.Next(3));
        }

        MethodObservation seen = host.Cache.Report().Observed.Single();

        Assert.That(seen.MissingVaryBy, isInTheKey ? Is.Empty : Is.EqualTo((string[])["tenant"]));
        Assert.That(seen.Verdict, isInTheKey ? Is.Not.EqualTo(CachingVerdict.AddVaryBy) : Is.EqualTo(CachingVerdict.AddVaryBy));
        Assert.That(seen.DifferingShare, isInTheKey ? Is.Zero : Is.EqualTo(0.5).Within(0.1));
        Assert.That(seen.Reason, isInTheKey ? Does.Not.Contain("tenant") : Does.Contain("tenant"));
    }

    [Test]
    public async Task ManyKeys_TheMemoryIsBounded()
    {
        await using CacheHost host = Start();
        for (int i = 0; i < 20_000; i++)
        {
            host.Source.Get(i, default);
            host.Source.Get(i, default);
        }

        MethodObservation seen = host.Cache.Report().Observed.Single(one => one.Calls > 0);

        Assert.That(seen.Calls, Is.EqualTo(40_000));
        Assert.That(seen.RepeatShare, Is.EqualTo(0.5).Within(1e-9), "both calls of a key are followed, or none");
        Assert.That(seen.EstimatedBytes / 20_000, Is.InRange(500, 700));
    }

    [Test]
    public async Task Mode_Changes_TheSameProxyFollows()
    {
        var settings = new SettingsProvider();
        await using var host = new CacheHost(services => services
            .AddScoped<ISource, Source>()
            .AddInterception(new ConfigurationBuilder().Add(settings).Build())
            .DecorateWithCaching<ISource>());
        const string mode = "Methods:ISource.GetAsync:Mode";
        settings.Change((mode, "Observe"));
        await AskTwiceAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        Assert.That(host.Cache.Report().Observed.Single().Calls, Is.EqualTo(2));

        settings.Change((mode, "Cache"));
        await AskTwiceAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(3));
        Assert.That(host.Cache.Report().Observed, Is.Empty);

        settings.Change((mode, "Observe"));
        await AskTwiceAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(5));
        Assert.That(host.Runtime.Services.Bound.Count, Is.Zero);

        settings.Change((mode, "Observe"), ("Methods:ISource.Get:Mode", "Cache"));
        Assert.That(host.Cache.Report().Observed.Single().Calls, Is.EqualTo(2), "another method's settings have changed, not its own");

        async Task AskTwiceAsync()
        {
            await host.Source.GetAsync(1, default);
            await host.Source.GetAsync(1, default);
        }
    }

    [Test]
    public async Task Report_InWords_SaysWhatWasSeenAndTheVerdict()
    {
        await using CacheHost host = Start();
        host.Origin.BeforeSync = (_, _) => host.Clock.Advance(TimeSpan.FromMilliseconds(40));
        for (int i = 0; i < 400; i++)
        {
            host.Source.Get(i % 4, default);
        }

        string text = host.Cache.Report().ToString();

        Assert.That(text, Does.Contain("ISource.Get"));
        Assert.That(text, Does.Contain("ISource.Get: Cache - 99 % of the calls would be answered from the cache, 0.0 % of those stale"));
        Assert.That(text, Does.Contain("ISource.GetAsync: ObserveLonger - 0 calls say too little"));
    }

    private static CacheHost Start() => CacheHost.OfSource(method => (method.Mode, method.Check) = (CacheMode.Observe, null));

    public interface ILazy
    {
        IEnumerable<int> Read();

        Task<IEnumerable<int>> ReadAsync();
    }

    private sealed class Lazy(Func<int> next) : ILazy
    {
        public IEnumerable<int> Read() => Enumerable.Range(0, 2).Select(_ => next());

        public Task<IEnumerable<int>> ReadAsync() => Task.FromResult(Read());
    }
}
