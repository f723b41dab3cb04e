using Interception.Web.Tests.Hosts;
using Interception.Web.Tests.VaryBy;

namespace Interception.Web.Tests;

/// <summary>Before anything is cached, observing finds the services that read an ambient tenant, and names the VaryBy that they lack.</summary>
[TestFixture]
internal sealed class MissingVaryByTests
{
    private const int AsynchronousProduct = 0, SynchronousProduct = 1, RepeatsPerTenant = 2;

    [Test, Property("Row", "R17")]
    public Task AsyncLocal_LeftOut_IsNamed() =>
        AssertNamedAsync(new AsyncLocalHost(VaryByFault.LeftOut, CacheMode.Observe), PricesCaching.Tenant);

    [Test, Property("Row", "R17")]
    public Task HttpContext_LeftOut_IsNamed() =>
        AssertNamedAsync(new RequestHost(VaryByFault.LeftOut, CacheMode.Observe), PricesCaching.Tenant);

    [Test, Property("Row", "R17")]
    public Task Culture_LeftOut_IsNamed() =>
        AssertNamedAsync(new CultureHost(VaryByFault.LeftOut, CacheMode.Observe), CultureHost.Culture);

    [Test, Property("Row", "R17")]
    public async Task AsyncLocal_InTheKey_IsNotNamed() =>
        Assert.That(
            (await ObserveAsync(new AsyncLocalHost(VaryByFault.None, CacheMode.Observe))).SelectMany(one => one.MissingVaryBy), Is.Empty);

    private static async Task AssertNamedAsync(TenantHost host, string varyBy)
    {
        IReadOnlyList<MethodObservation> observed = await ObserveAsync(host);

        Assert.That(observed.Select(one => one.Method), Has.Exactly(2).Contains("IPriceList.Find"));
        foreach (MethodObservation method in observed)
        {
            Assert.That(method.Verdict, Is.EqualTo(CachingVerdict.AddVaryBy));
            Assert.That(method.MissingVaryBy, Does.Contain(varyBy));
            Assert.That(method.Reason, Does.Contain(varyBy).And.Contain("add it to VaryBy before you cache"));
        }
    }

    private static async Task<IReadOnlyList<MethodObservation>> ObserveAsync(TenantHost toRun)
    {
        await using TenantHost host = toRun;
        await host.StartAsync();
        foreach (string tenant in host.Tenants)
        {
            for (int repeat = 0; repeat < RepeatsPerTenant; repeat++)
            {
                await host.AskAsync(tenant, AsynchronousProduct);
                await host.AskAsync(tenant, SynchronousProduct);
            }
        }

        return host.Cache.Report().Observed;
    }
}
