using System.Diagnostics;
using Interception.Tests.Support;
using Interception.Web.Tests.Hosts;
using Interception.Web.Tests.Load;

namespace Interception.Web.Tests;

/// <summary>1,000 tenants ask for the same arguments, every hit asks for a check, prices change: nobody gets what is another's.</summary>
/// <remarks>In full size there are 1,000,000 calls.</remarks>
[TestFixture]
internal sealed class TenantsUnderLoadTests
{
    private const int Products = 5;

    [Test, Property("Row", "R17")]
    public Task AsyncLocal_EachTenantGetsItsOwn() => RunAsync(new AsyncLocalHost(), Products, SuiteSize.Of(20_000, 400_000));

    /// <summary>In reduced size it has fewer tenants: each keyed registration costs its share of the start.</summary>
    [Test, Property("Row", "R17")]
    public Task KeyedServices_EachTenantGetsItsOwn() =>
        RunAsync(new KeyedHost(tenants: SuiteSize.Of(100, NumberedTenants.Count)), Products, SuiteSize.Of(10_000, 200_000));

    [Test, Property("Row", "R17")]
    public async Task Culture_EachTenantGetsItsOwn()
    {
        await TestContext.Out.WriteLineAsync($"{CultureTenants.Cultures} cultures make {CultureTenants.Names.Count} pairs.");
        Assert.That(CultureTenants.Names, Has.Count.EqualTo(NumberedTenants.Count));
        await RunAsync(new CultureHost(), Products, SuiteSize.Of(20_000, 200_000));
    }

    [Test, Property("Row", "R17")]
    public Task HttpContext_EachTenantGetsItsOwn() =>
        RunAsync(new RequestHost(), SuiteSize.Of(2, Products), SuiteSize.Of(12_000, 200_000));

    private static async Task RunAsync(TenantHost toRun, int products, int calls)
    {
        await using TenantHost host = toRun;
        await host.StartAsync();
        var load = new TenantLoad(host, products);
        int rounds = load.RoundsOf(calls);
        long start = Stopwatch.GetTimestamp();

        LoadResult result = await load.RunAsync(rounds);

        await TestContext.Out.WriteLineAsync(
            $"{host.Tenants.Count} tenants: {result} in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Wrong, Is.Zero, "answers that are not the caller's own");
            Assert.That(result.Misled, Is.Zero, "runs that saw another tenant than the one in their key");
            Assert.That(result.Calls, Is.EqualTo(calls));
            Assert.That(result.Hits, Is.GreaterThan(calls / 2));
            Assert.That(result.Checks, Is.GreaterThanOrEqualTo(load.FewestChecks(rounds)));
            Assert.That(result.Runs, Is.GreaterThanOrEqualTo(result.Checks), "a check runs the method");
            Assert.That(result.Changed, Is.GreaterThan(result.Checks / 20).And.LessThan(result.Checks));
            Assert.That(result.Lost, Is.Zero);
        }

        Assert.That(await CacheContent.FindWrongAsync(host, products), Is.Empty, "what is cached, key by key");
    }
}
