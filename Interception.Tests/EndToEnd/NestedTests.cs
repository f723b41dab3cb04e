using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Cached calls inside runs of cached methods.</summary>
[TestFixture]
internal sealed class NestedTests
{
    public interface IOuter
    {
        Task<string> ReadAsync(int id);

        string Read(int id);
    }

    [Test]
    public async Task Check_CallsACachedMethod_ReadsThroughItsStaleEntry([Values] bool isAsync, [Values] bool isSingleton)
    {
        await using CacheHost host = Start(isSingleton);
        var outer = host.Get<IOuter>();
        await ReadAsync(outer, isAsync);
        host.Origin.Text = "new";
        using var checks = host.Collect<long>("interception.checks");

        Assert.That(await ReadAsync(outer, isAsync), Is.EqualTo("outer old-1"));
        await host.IdleAsync();

        Assert.That(await ReadAsync(outer, isAsync), Is.EqualTo("outer new-1"));
        await host.IdleAsync();
        CachedAnswer? inner = isAsync
            ? await host.Cache.PeekAsync<ISource>(source => source.GetAsync(1, default))
            : await host.Cache.PeekAsync<ISource>(source => source.Get(1, default));
        Assert.That(inner!.Value, Is.EqualTo("new-1"), "the inner answer was checked on the way");
        string innerMethod = isAsync ? "ISource.GetAsync" : "ISource.Get";
        Assert.That(
            checks.GetMeasurementSnapshot().Where(one => Equals(one.Tags["method"], innerMethod)).Select(one => one.Tags["result"]),
            Is.EqualTo((string[])["changed", "unchanged"]));
    }

    [Test]
    public async Task Check_InnerEntryAlreadyProvenInIt_IsServedFromTheCache()
    {
        await using CacheHost host = Start(isSingleton: false, innerReads: 3);
        await host.Get<IOuter>().ReadAsync(1);
        Assert.That(host.Origin.Runs, Is.EqualTo(1));

        await host.Get<IOuter>().ReadAsync(1);
        await host.IdleAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(2), "one inner run a check");
    }

    [Test]
    public async Task Check_InnerMethodThrows_FailsAndKeepsBothAnswers([Values] bool isAsync)
    {
        await using CacheHost host = Start(isSingleton: false);
        await ReadAsync(host.Get<IOuter>(), isAsync);
        host.Origin.Before = (_, _) => throw new InvalidOperationException("The source is down.");
        host.Origin.BeforeSync = (_, _) => throw new InvalidOperationException("The source is down.");

        await ReadAsync(host.Get<IOuter>(), isAsync);
        await host.IdleAsync();

        Assert.That(await ReadAsync(host.Get<IOuter>(), isAsync), Is.EqualTo("outer old-1"));
    }

    [Test]
    public async Task Miss_CallsACachedMethod_MayBeServedItsEntry([Values] bool isAsync, [Values] bool isSingleton)
    {
        await using CacheHost host = Start(isSingleton);
        _ = isAsync ? await host.Source.GetAsync(1, default) : host.Source.Get(1, default);
        host.Origin.Text = "new";

        Assert.That(await ReadAsync(host.Get<IOuter>(), isAsync), Is.EqualTo("outer old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    private static async Task<string> ReadAsync(IOuter outer, bool isAsync) => isAsync ? await outer.ReadAsync(1) : outer.Read(1);

    private static CacheHost Start(bool isSingleton, int innerReads = 1) => new(services =>
    {
        ServiceLifetime lifetime = isSingleton ? ServiceLifetime.Singleton : ServiceLifetime.Scoped;
        services.Add(new ServiceDescriptor(typeof(ISource), typeof(Source), lifetime));
        services.Add(new ServiceDescriptor(typeof(IOuter), typeof(Outer), lifetime));
        services.AddSingleton(new Reads(innerReads));
        services.AddInterception(all =>
        {
            all.Methods["ISource.GetAsync"] = new MethodOptions { Check = CheckMode.Off };
            all.Methods["ISource.Get"] = new MethodOptions { Check = CheckMode.Off };
            all.Methods["IOuter.ReadAsync"] = new MethodOptions { Check = CheckMode.EveryHit };
            all.Methods["IOuter.Read"] = new MethodOptions { Check = CheckMode.EveryHit };
        }).DecorateWithCaching<ISource>().DecorateWithCaching<IOuter>();
    });

    internal sealed record Reads(int Count);

    private sealed class Outer(ISource source, Reads reads) : IOuter
    {
        public async Task<string> ReadAsync(int id)
        {
            for (int i = 1; i < reads.Count; i++)
            {
                await source.GetAsync(id, default);
            }

            return $"outer {await source.GetAsync(id, default)}";
        }

        public string Read(int id) => $"outer {source.Get(id, default)}";
    }
}
