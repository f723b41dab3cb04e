using Interception.Tests.Configuration;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Some calls are sent past the cache, so that the report says what caching saves today.</summary>
[TestFixture]
internal sealed class HoldoutTests
{
    private const int Calls = 400;

    private static readonly TimeSpan RunTime = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Rounding = TimeSpan.FromMicroseconds(1);

    public interface ILines
    {
        IEnumerable<int> Read();
    }

    [Test]
    public async Task Calls_HalfAreHeldOut_AreTimedBesideTheOthers([Values] bool isAsync)
    {
        await using CacheHost host = Start(0.5);
        Delay(host);

        await AskAsync(host, isAsync);

        HoldoutReport holdout = host.Cache.Report().Methods.Single(one => one.Holdout is not null).Holdout!;
        Assert.That(holdout.UncachedCalls + holdout.CachedCalls, Is.EqualTo(Calls));
        Assert.That(holdout.UncachedCalls, Is.EqualTo(Calls / 2).Within(70), "seven standard deviations");
        Assert.That(host.Origin.Runs, Is.EqualTo(holdout.UncachedCalls + 1), "one miss");
        Assert.That(holdout.UncachedTime, Is.EqualTo(RunTime).Within(Rounding));
        Assert.That(holdout.CachedTime, Is.EqualTo(RunTime / holdout.CachedCalls).Within(Rounding));
        Assert.That(holdout.SavedPerCall, Is.EqualTo(holdout.UncachedTime - holdout.CachedTime));

        // The one miss among n timed calls: variance of the mean is t^2 / n^2, but for n and n - 1.
        double n = holdout.CachedCalls;
        Assert.That(
            holdout.SavedPerCallError.TotalMilliseconds,
            Is.EqualTo(1.96 * RunTime.TotalMilliseconds * Math.Sqrt(1 - (1 / n)) / Math.Sqrt(n * (n - 1))).Within(0.001));
    }

    [Test]
    public async Task Calls_FewAreHeldOut_TheOthersAreAnsweredAsAlways()
    {
        await using CacheHost host = Start(0.01);
        using var requests = host.Collect<long>("interception.requests");

        for (int i = 0; i < 5; i++)
        {
            await AskAsync(host, isAsync: true);
        }

        HoldoutReport holdout = host.Cache.Report().Methods.Single(one => one.Holdout is not null).Holdout!;
        Assert.That(holdout.UncachedCalls, Is.InRange(2, 60));
        Assert.That(host.Origin.Runs, Is.EqualTo(holdout.UncachedCalls + 1));
        Dictionary<object, long> results = requests.GetMeasurementSnapshot()
            .GroupBy(one => one.Tags["result"]!).ToDictionary(one => one.Key, one => one.Sum(part => part.Value));
        Assert.That(results["holdout"], Is.EqualTo(holdout.UncachedCalls));
        Assert.That(results.Values.Sum(), Is.EqualTo(5 * Calls));
    }

    [Test]
    public async Task Calls_NoneAreHeldOut_AreNotTimed()
    {
        await using CacheHost host = Start(0);

        await AskAsync(host, isAsync: true);

        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        Assert.That(host.Cache.Report().Methods.Select(one => one.Holdout), Is.All.Null);
    }

    [Test]
    public async Task Calls_Failing_FailAsTheMethodDoesAndAreTimed([Values] bool isAsync)
    {
        await using CacheHost host = Start(0.5);
        host.Origin.Before = (_, _) => Fail();
        host.Origin.BeforeSync = (_, _) => Fail();

        for (int i = 0; i < Calls; i++)
        {
            Assert.That(
                async () => isAsync ? await host.Source.GetAsync(1, default) : host.Source.Get(1, default),
                Throws.InvalidOperationException.With.Message.EqualTo("The source is down."));
        }

        HoldoutReport holdout = host.Cache.Report().Methods.Single(one => one.Holdout is not null).Holdout!;
        Assert.That(holdout.UncachedCalls + holdout.CachedCalls, Is.EqualTo(Calls));
        Assert.That(holdout.UncachedTime, Is.EqualTo(RunTime).Within(Rounding));
        Assert.That(holdout.CachedTime, Is.EqualTo(RunTime).Within(Rounding));

        Task Fail()
        {
            host.Clock.Advance(RunTime);
            throw new InvalidOperationException("The source is down.");
        }
    }

    [Test]
    public async Task Calls_FromInsideARun_AreLeftAlone()
    {
        await using var host = new CacheHost(services => services
            .AddScoped<ISource, Source>()
            .AddScoped<ISum, Sum>()
            .AddInterception(all => all.Methods["ISource.GetAsync"] = all.Methods["ISum.AddAsync"] = HalfHeldOut)
            .DecorateWithCaching<ISource>()
            .DecorateWithCaching<ISum>());
        for (int i = 0; i < 20; i++)
        {
            await host.Cache.RefreshAsync<ISum>(sum => sum.AddAsync(i)); // Each in a run.
        }

        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        Assert.That(host.Cache.Report().Methods.Select(one => one.Holdout), Is.All.Null);
    }

    [Test]
    public async Task Calls_OfALazySequence_AreTimedUntilItIsRead()
    {
        await using CacheHost host = new(services => services
            .AddSingleton<ILines>(provider => new Lines(() => ((CacheHost)provider.GetRequiredService<Holder>().Value!).Clock.Advance(RunTime)))
            .AddSingleton<Holder>()
            .AddInterception(all => all.Methods["ILines.Read"] = HalfHeldOut)
            .DecorateWithCaching<ILines>());
        host.Get<Holder>().Value = host;

        for (int i = 0; i < Calls; i++)
        {
            Assert.That(host.Get<ILines>().Read(), Is.EqualTo((int[])[1, 2]));
        }

        Assert.That(host.Cache.Report().Methods.Single().Holdout!.UncachedTime, Is.EqualTo(RunTime).Within(Rounding));
    }

    [Test]
    public async Task Reload_ShareChanges_CountsAtOnce()
    {
        SettingsProvider settings = new SettingsProvider().Set(("Methods:ISource.GetAsync:Check", "Off"));
        await using var host = new CacheHost(services => services.AddScoped<ISource, Source>()
            .AddInterception(new ConfigurationBuilder().Add(settings).Build()).DecorateWithCaching<ISource>());
        await AskAsync(host, isAsync: true);
        Assert.That(host.Origin.Runs, Is.EqualTo(1));

        settings.Change(("Methods:ISource.GetAsync:Check", "Off"), ("Methods:ISource.GetAsync:HoldoutShare", "50%"));
        await AskAsync(host, isAsync: true);
        int runs = host.Origin.Runs;
        settings.Change(("Methods:ISource.GetAsync:Check", "Off"), ("Methods:ISource.GetAsync:HoldoutShare", "0%"));
        await AskAsync(host, isAsync: true);

        Assert.That(runs, Is.EqualTo(1 + (Calls / 2)).Within(70));
        Assert.That(host.Origin.Runs, Is.EqualTo(runs));
        Assert.That(host.Cache.Report().Methods.Single(one => one.Hits > 0).Holdout!.UncachedCalls, Is.EqualTo(runs - 1), "what was measured stays");
    }

    private static MethodOptions HalfHeldOut => new() { Check = CheckMode.Off, HoldoutShare = 0.5 };

    private static CacheHost Start(double share) =>
        CacheHost.OfSource(method => (method.Check, method.HoldoutShare) = (CheckMode.Off, share));

    private static void Delay(CacheHost host)
    {
        host.Origin.Before = (_, _) =>
        {
            host.Clock.Advance(RunTime);
            return Task.CompletedTask;
        };
        host.Origin.BeforeSync = (_, _) => host.Clock.Advance(RunTime);
    }

    private static async Task AskAsync(CacheHost host, bool isAsync)
    {
        for (int i = 0; i < Calls; i++)
        {
            Assert.That(isAsync ? await host.Source.GetAsync(1, default) : host.Source.Get(1, default), Is.EqualTo("old-1"));
        }
    }

    public interface ISum
    {
        Task<int> AddAsync(int number);
    }

    internal sealed class Sum(ISource source) : ISum
    {
        public async Task<int> AddAsync(int number) => number + (await source.GetAsync(1, default))!.Length;
    }

    internal sealed class Holder
    {
        public object? Value { get; set; }
    }

    internal sealed class Lines(Action read) : ILines
    {
        public IEnumerable<int> Read()
        {
            yield return 1;
            read();
            yield return 2;
        }
    }
}
