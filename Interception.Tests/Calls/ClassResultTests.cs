using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>Results of class services of which no copy can be made, while several callers wait for them.</summary>
[TestFixture]
internal sealed class ClassResultTests
{
    internal class Sets(Origin origin, Valve valve)
    {
        public virtual async Task<HashSet<string>> FindAsync(int id)
        {
            // A comparer of its own is what a copy would lose.
            HashSet<string> found = new(StringComparer.OrdinalIgnoreCase) { origin.Ask(id, default)! };
            await valve.HoldAsync();
            return found;
        }
    }

    [Test]
    public async Task Miss_ResultCannotBeCopied_EveryWaiterGetsARunOfItsOwn([Values] ServiceLifetime lifetime)
    {
        using var valve = new Valve();
        await using CacheHost host = new(services =>
        {
            services.AddSingleton(valve).Add(new ServiceDescriptor(typeof(Sets), typeof(Sets), lifetime));
            services.AddInterception(static all => all.Methods["Sets.FindAsync"] = new MethodOptions()).DecorateWithCaching<Sets>();
        });
        var sets = host.Get<Sets>();
        Task<HashSet<string>>[] calls = [.. Enumerable.Range(0, 5).Select(_ => sets.FindAsync(1))];
        await valve.ArrivedAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        valve.Open();

        HashSet<string>[] results = await Task.WhenAll(calls).Soon();

        Assert.That(results, Is.All.EqualTo((string[])["old-1"]));
        Assert.That(results.Distinct(ReferenceEqualityComparer.Instance).Count(), Is.EqualTo(5));
        Assert.That(host.Origin.Runs, Is.EqualTo(5));
        Assert.That(host.EventNames(), Is.EqualTo((string[])["ResultNotCached"]));
    }
}
