using Interception.Freshness;
using Interception.Storage;
using Interception.Tests.Configuration;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>A reload of what steers checks keeps what is cached, and what is known of it.</summary>
[TestFixture]
internal sealed class FreshnessReloadTests
{
    private const string Method = "Methods:ISource.GetAsync:";

    [TestCase("StaleTarget", "5%")]
    [TestCase("CheckBudget", "50%")]
    [TestCase("MaxChecksPerSecond", "3")]
    [TestCase("WaitWhenLikelyStale", "50%")]
    [TestCase("VerifyShare", "0.01%")]
    [TestCase("MinCheckInterval", "2s")]
    [TestCase("MaxCheckInterval", "1h")]
    [TestCase("CheckInterval", "1h")]
    [TestCase("Check", "Off")]
    public async Task Reload_KeepsTheEntryAndItsEvidence(string setting, string value)
    {
        (CacheHost host, SettingsProvider settings) = Start((Method + "Expiry", "1h"));
        await using CacheHost _ = host;
        await host.HitAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        await host.HitAsync();
        Entry entry = host.EntryOf();
        Evidence known = entry.Evidence;
        Assert.That(known, Is.Not.EqualTo(Evidence.None));

        settings.Change((Method + "Expiry", "1h"), (Method + setting, value));

        Assert.That(host.EntryOf(), Is.SameAs(entry));
        Assert.That(entry.Evidence, Is.SameAs(known));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task MaxCheckInterval_Shortened_HoldsForLiveEntries()
    {
        (CacheHost host, SettingsProvider settings) = Start((Method + "Expiry", "1h"), (Method + "MinCheckInterval", "30m"));
        await using CacheHost _ = host;
        await host.HitAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await host.HitAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(1));

        settings.Change((Method + "Expiry", "1h"), (Method + "MaxCheckInterval", "10s"));

        await host.HitAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task Reload_WhileAMethodIsLeftAlone_TheExistingPauseStays()
    {
        (CacheHost host, SettingsProvider settings) = Start((Method + "Check", "EveryHit"));
        await using CacheHost _ = host;
        await host.HitAsync();
        host.Origin.Before = (_, _) => throw new InvalidOperationException("The source is down.");
        await host.HitAsync(); // Left alone for a second.
        host.Clock.Advance(TimeSpan.FromMilliseconds(600));

        settings.Change((Method + "Check", "EveryHit"), (Method + "Expiry", "1h"));

        await host.HitAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(2), "before the second is over");
        host.Clock.Advance(TimeSpan.FromMilliseconds(400));
        await host.HitAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(3), "when it is over");
    }

    [Test]
    public async Task WaitWhenLikelyStale_Lowered_HoldsForLiveEntries()
    {
        (string, string?)[] method = [(Method + "Expiry", "1d"), (Method + "MaxCheckInterval", "1d")];
        (CacheHost host, SettingsProvider settings) = Start([.. method, (Method + "WaitWhenLikelyStale", "100%")]);
        await using CacheHost _ = host;
        await host.HitAsync();

        settings.Change([.. method, (Method + "WaitWhenLikelyStale", "50%")]);

        host.Origin.Text = "new";
        host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.That(await host.Source.GetAsync(1, default).Soon(), Is.EqualTo("new-1"));
    }

    private static (CacheHost Host, SettingsProvider Settings) Start(params (string, string?)[] settings)
    {
        SettingsProvider provider = new SettingsProvider().Set(settings);
        var host = new CacheHost(services => services
            .AddScoped<ISource, Source>()
            .AddInterception(new ConfigurationBuilder().Add(provider).Build())
            .DecorateWithCaching<ISource>());
        return (host, provider);
    }
}
