using System.Reflection;
using Interception.Tests.Specimens;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Corpus;

/// <summary>Ordinary services, as web applications have them: the report at start-up has nothing against any of them, and all are cached.</summary>
[TestFixture, Property("Row", "R23")]
internal sealed class CorpusTests
{
    private static readonly ITheme[] All =
    [
        new CatalogueTheme(), new PricingTheme(), new PlacesTheme(), new PeopleTheme(), new ContentTheme(), new OperationsTheme(),
        new DataTheme(), new MoneyTheme(), new TravelTheme(), new CityTheme(),
    ];

    [Test]
    public async Task Start_OrdinaryServices_CachesEachConfiguredMethodAndSaysNothing()
    {
        IReadOnlyList<ServiceDescriptor> services = CorpusHost.ServicesOf(All);
        (Type, MethodInfo Method)[] methods = [.. services.Select(one => one.ServiceType).Distinct().SelectMany(type => CorpusMethods.Of(type).Select(one => (type, one)))];
        string[] closed = [.. services.SelectMany(one => CorpusMethods.Of(one.ServiceType)
            .Where(method => !method.IsGenericMethod).Select(method => $"{CorpusMethods.NameOf(one.ServiceType)}.{method.Name}"))];

        await using CorpusHost host = await CorpusHost.StartAsync(All);

        Assert.That(services.Select(one => one.ServiceType).Distinct().Count(), Is.GreaterThanOrEqualTo(100));
        Assert.That(host.Runtime.Settings.Policies.All.Select(one => (one.Key.ServiceType, one.Key.Method)), Is.EquivalentTo(methods), "one policy each");
        Assert.That(host.Cache.Report().Methods.Select(one => one.Method), Is.EquivalentTo(closed), "all are cached");
        Assert.That(host.Warnings, Is.Empty);
    }

    [Test]
    public async Task Call_OrdinaryServices_TheSecondIsAHitWithTheSameAnswer()
    {
        await using CorpusHost direct = await CorpusHost.StartAsync(All, isDecorated: false);
        await using CorpusHost host = await CorpusHost.StartAsync(All);
        Probe[] probes = [.. All.SelectMany(theme => theme.Probes)];

        foreach (Probe probe in probes)
        {
            object? expected = await probe.CallAsync(direct.Services), first = await probe.CallAsync(host.Services);
            (double Hits, long Misses, long Bypasses) before = CountsOf(host, probe);
            object? second = await probe.CallAsync(host.Services);

            Assert.That(SameValue.FindDifference(probe.ResultType, expected, first), Is.Null, probe.Text);
            Assert.That(SameValue.FindDifference(probe.ResultType, expected, second), Is.Null, probe.Text);
            Assert.That(CountsOf(host, probe), Is.EqualTo((before.Hits + 1, before.Misses, before.Bypasses)), probe.Text);
            Assert.That(await probe.PlaceAsync(host.Cache), Is.EqualTo(AnswerPlace.Memory), probe.Text);
        }

        Assert.That(
            probes.Select(one => one.Method[..one.Method.LastIndexOf('.')]).Distinct(),
            Is.EquivalentTo(CorpusHost.ServicesOf(All).Select(one => CorpusMethods.NameOf(one.ServiceType)).Distinct()), "each service is asked");
        Assert.That(host.Warnings, Is.Empty);
    }

    private static (double Hits, long Misses, long Bypasses) CountsOf(CorpusHost host, Probe probe)
    {
        MethodReport[] own = [.. host.Cache.Report().Methods.Where(one => one.Method == probe.Method)];
        return (own.Sum(one => one.Hits), own.Sum(one => one.Misses), own.Sum(one => one.Bypasses));
    }
}
