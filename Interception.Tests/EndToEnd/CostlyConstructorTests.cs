using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>A service whose constructor costs something: each check constructs it, so checks are bounded, and hits are free.</summary>
[TestFixture]
internal sealed class CostlyConstructorTests
{
    [Test]
    [Property("Failure", "D13")]
    public async Task Hits_ConstructorIsCostly_ConstructOncePerCheckAndWithinTheBudget()
    {
        var tally = new Tally();
        await using CacheHost host = new(services => services
            .AddSingleton(tally)
            .AddScoped<IQuotes, Quotes>()
            .AddInterception(static all => all.Methods["IQuotes.Find"] = new MethodOptions { Check = CheckMode.EveryHit, MaxChecksPerSecond = 2 })
            .DecorateWithCaching<IQuotes>());
        using var checks = host.Collect<long>("interception.checks");
        var quotes = host.Get<IQuotes>();

        for (int i = 0; i < 1200; i++)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(50));
            Assert.That(quotes.Find(1), Is.EqualTo("one:1"));
            await host.IdleAsync();
        }

        Assert.That(tally.Created, Is.InRange(30, 1 + 126), "in a minute");
        Assert.That(checks.GetMeasurementSnapshot().Sum(static one => one.Value), Is.EqualTo(tally.Created - 1), "the metric tells");
    }
}
