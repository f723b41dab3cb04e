using Interception.Refresh;
using Interception.Storage;
using Interception.Tests.Configuration;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Samples measure; they change nothing else.</summary>
[TestFixture]
internal sealed class VerifySampleTests
{
    [Test]
    public async Task Samples_LeaveTheHitsCreditAlone()
    {
        SettingsProvider settings = new SettingsProvider().Set(
            ("Methods:ISource.GetAsync:VerifyShare", "100%"), ("Methods:ISource.GetAsync:Expiry", "30d"));
        await using var host = new CacheHost(services => services.AddScoped<ISource, Source>()
            .AddInterception(new ConfigurationBuilder().Add(settings).Build()).DecorateWithCaching<ISource>());
        await HitASecondAsync(seconds: 2000);
        settings.Change(("Methods:ISource.GetAsync:VerifyShare", "0%"), ("Methods:ISource.GetAsync:Expiry", "30d"));
        int before = host.Origin.Runs;

        await HitASecondAsync(seconds: 3000);

        Assert.That(host.Origin.Runs - before, Is.GreaterThan(2), "the longest interval is ten minutes");

        async Task HitASecondAsync(int seconds)
        {
            for (int second = 0; second < seconds; second++)
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                await host.HitAsync();
            }
        }
    }

    [Test]
    public async Task Sample_Refused_LeavesTheNextCheckWhereItIs()
    {
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.CheckInterval, method.VerifyShare, method.MaxChecksPerSecond) =
            (CheckMode.Interval, TimeSpan.FromMinutes(5), 1, 0.001));
        await host.HitAsync(1);
        await host.HitAsync(2);
        await host.HitAsync(1);
        Entry other = host.MethodOf().Table.Entries.Single(one => ReferenceEquals(one.Evidence, Interception.Freshness.Evidence.None));
        long due = other.NextCheckAt;

        await host.HitAsync(2);

        Assert.That(other.NextCheckAt, Is.EqualTo(due));
    }

    [Test]
    public async Task Sample_Refused_IsNotCountedLater()
    {
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.VerifyShare, method.MaxChecksPerSecond) = (CheckMode.Off, 1, 0.01));
        await host.HitAsync(1);
        await host.HitAsync(2);
        await host.HitAsync(2);
        for (int i = 0; i < 50; i++)
        {
            await host.HitAsync(1);
        }

        host.Clock.Advance(TimeSpan.FromSeconds(200));
        host.Origin.Text = "new";
        await host.HitAsync(1);

        MethodMeasures measures = host.LaneOf(nameof(ISource.GetAsync)).Measures;
        Assert.That((measures.Verified, measures.VerifiedStale), Is.EqualTo((2L, 1L)), "one of each key was checked at once");
    }

    [Test]
    public async Task Samples_OfAFailingMethod_WaitUntilItIsAskedAgain()
    {
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.CheckInterval, method.VerifyShare) =
            (CheckMode.Interval, TimeSpan.FromSeconds(30), 1));
        await host.HitAsync();
        host.Origin.Before = (_, _) => throw new InvalidOperationException("The source is down.");

        for (int i = 0; i < 100; i++)
        {
            await host.HitAsync();
        }

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }
}
