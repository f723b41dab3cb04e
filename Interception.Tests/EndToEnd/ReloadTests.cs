using Interception.Tests.Configuration;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Changed settings hold at once, for what is cached, what runs and what waits.</summary>
[TestFixture]
internal sealed class ReloadTests
{
    private const string Method = "Methods:ISource.GetAsync:";

    private static readonly (string, string?)[] Off = [(Method + "Check", "Off"), (Method + "Expiry", "10m")];

    [Test]
    [Property("Failure", "F11")]
    public async Task Expiry_Shortened_HoldsForLiveEntries()
    {
        (CacheHost host, SettingsProvider settings) = Start(Off);
        await using CacheHost _ = host;
        await host.Source.GetAsync(1, default);
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        settings.Change((Method + "Check", "Off"), (Method + "Expiry", "3m"));
        await host.Source.GetAsync(1, default);
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        settings.Change((Method + "Check", "Off"), (Method + "Expiry", "1m"));
        await host.Source.GetAsync(1, default);
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task CheckInterval_Shortened_HoldsForLiveEntries()
    {
        (CacheHost host, SettingsProvider settings) = Start((Method + "CheckInterval", "5m"));
        await using CacheHost _ = host;
        await host.Source.GetAsync(1, default);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(host);
        Assert.That(host.Origin.Runs, Is.EqualTo(1));

        settings.Change((Method + "CheckInterval", "30s"));

        await AskAsync(host);
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [TestCase("Results", "Copy")]
    [TestCase("VaryBy:0", "culture")]
    [TestCase("Mode", "Off")]
    [TestCase("CacheNull", "false")]
    [Property("Failure", "F10")]
    public async Task Shape_Changed_DropsEntriesAndFencesRuns(string setting, string value)
    {
        using var valve = new Valve();
        (CacheHost host, SettingsProvider settings) = Start(Off);
        await using CacheHost _ = host;
        await host.Source.GetAsync(1, default);
        Assert.That(host.Runtime.Services.Bound.Count, Is.EqualTo(1));
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<string?> inFlight = host.Source.GetAsync(2, default);
        await valve.ArrivedAsync();

        settings.Change([.. Off, (Method + setting, value)]);

        Assert.That(host.Runtime.Services.Bound.Count, Is.Zero);
        valve.Open();
        Assert.That(await inFlight.Soon(), Is.EqualTo("old-2"));
        Assert.That(host.Runtime.Services.Bound.Count, Is.Zero, "the run in flight stored nothing");
        await host.Source.GetAsync(1, default);
        Assert.That(host.Origin.Runs, Is.EqualTo(3));
    }

    [Test]
    [Property("Failure", "F12")]
    public async Task Enabled_False_SendsEveryCallToItsMethodUntilItIsTrueAgain()
    {
        using var valve = new Valve();
        (CacheHost host, SettingsProvider settings) = Start((Method + "Check", "EveryHit"));
        await using CacheHost _ = host;
        await host.Source.GetAsync(1, default);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        await host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();

        settings.Change((Method + "Check", "EveryHit"), ("Enabled", "false"));

        Assert.That(host.Runtime.Services.Bound.Count, Is.Zero);
        valve.Open();
        await host.IdleAsync();
        Assert.That(host.Runtime.Services.Bound.Count, Is.Zero, "the check in flight stored nothing");
        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(1, default);
        Assert.That(host.Origin.Runs, Is.EqualTo(4));

        settings.Change((Method + "Check", "Off"), ("Enabled", "true"));
        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(1, default);
        Assert.That(host.Origin.Runs, Is.EqualTo(5));
    }

    [TestCase(Method + "Check", "Off")]
    [TestCase(Method + "Mode", "Off")]
    [TestCase("Enabled", "false")]
    [Property("Failure", "F12")]
    public async Task SwitchedOff_WhileChecksWait_RunsNoneOfThem(string setting, string value)
    {
        using var valve = new Valve();
        (string, string?)[] always = [(Method + "Expiry", "1h"), ("Refresh:Concurrency", "1")];
        (CacheHost host, SettingsProvider settings) = Start([.. always, (Method + "Check", "EveryHit")]);
        await using CacheHost _ = host;
        await HitAsync(host, 5);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        await HitAsync(host, 5);
        await valve.ArrivedAsync();
        Assert.That((host.Queue.Length, host.Origin.Runs), Is.EqualTo((4, 6)), "one runs, four wait");

        settings.Change([.. always, (setting, value)]);
        valve.Open();
        await host.IdleAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(6));
    }

    [Test]
    public async Task Refresh_BoundsChanged_HoldForTheQueue()
    {
        using var valve = new Valve();
        (string, string?)[] method = [(Method + "Check", "EveryHit"), (Method + "MaxConcurrentChecks", "8")];
        (CacheHost host, SettingsProvider settings) = Start([.. method, ("Refresh:Concurrency", "1"), ("Refresh:QueueCapacity", "2")]);
        await using CacheHost _ = host;
        await AskAsync(host, 8);
        int warm = host.Origin.Runs;
        host.Origin.Before = (_, _) => valve.HoldAsync();
        await host.Source.GetAsync(0, default);
        await valve.ArrivedAsync();
        await HitAsync(host, 8);
        Assert.That(host.Queue.Length, Is.EqualTo(2));
        Assert.That(host.Queue.Refused, Is.EqualTo(5));

        settings.Change([.. method, ("Refresh:Concurrency", "3"), ("Refresh:QueueCapacity", "4")]);
        await valve.ArrivedAsync(2);
        Assert.That(host.Queue.Length, Is.Zero, "both that waited run");
        await HitAsync(host, 8);
        Assert.That(host.Queue.Length, Is.EqualTo(4));

        valve.Open();
        await host.IdleAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(warm + 7));
    }

    private static async Task AskAsync(CacheHost host, int keys = 0)
    {
        await HitAsync(host, keys);
        await host.Source.GetAsync(1, default);
        await host.IdleAsync();
    }

    private static async Task HitAsync(CacheHost host, int keys)
    {
        for (int i = 0; i < keys; i++)
        {
            await host.Source.GetAsync(i, default);
        }
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
