using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Results of which no copy can be made: nobody goes without an answer, and nobody shares one.</summary>
[TestFixture]
internal sealed class UncacheableResultTests
{
    public interface ISets
    {
        Task<HashSet<string>> FindAsync(int id);

        HashSet<string> Find(int id);
    }

    [Test]
    public async Task Miss_ResultCannotBeCopied_LeaderGetsItAndTheOthersCallTheMethod()
    {
        using var valve = new Valve();
        await using CacheHost host = Start(valve);
        var sets = host.Get<ISets>();
        Task<HashSet<string>>[] calls = [.. Enumerable.Range(0, 5).Select(_ => sets.FindAsync(1))];
        await valve.ArrivedAsync();
        valve.Open();

        HashSet<string>[] results = await Task.WhenAll(calls).Soon();

        Assert.That(results.Distinct(ReferenceEqualityComparer.Instance).Count(), Is.EqualTo(5));
        Assert.That(host.Origin.Runs, Is.EqualTo(5));
        Assert.That(await host.Cache.PeekAsync<ISets>(one => one.FindAsync(1)), Is.Null);
        Assert.That(host.EventNames(), Has.Exactly(1).EqualTo("ResultNotCached"));
    }

    [Test]
    public async Task Miss_SyncResultCannotBeCopied_EachCallRunsTheMethod()
    {
        using var valve = new Valve();
        valve.Open();
        await using CacheHost host = Start(valve);
        var sets = host.Get<ISets>();

        HashSet<string> first = sets.Find(1);
        Assert.That(sets.Find(1), Is.Not.SameAs(first));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    private static CacheHost Start(Valve valve) => new(services => services
        .AddSingleton(valve)
        .AddScoped<ISets, Sets>()
        .AddInterception(all =>
        {
            all.Methods["ISets.FindAsync"] = new MethodOptions();
            all.Methods["ISets.Find"] = new MethodOptions();
        })
        .DecorateWithCaching<ISets>());

    private sealed class Sets(Origin origin, Valve valve) : ISets
    {
        public async Task<HashSet<string>> FindAsync(int id)
        {
            HashSet<string> found = Find(id);
            await valve.HoldAsync();
            return found;
        }

        // A comparer of its own is what a copy would lose.
        public HashSet<string> Find(int id) => new(StringComparer.OrdinalIgnoreCase) { origin.Ask(id, default)! };
    }
}
