using Interception.Web.Tests.Hosts;
using Interception.Web.Tests.Load;
using Interception.Web.Tests.VaryBy;

namespace Interception.Web.Tests;

/// <summary>The same load with a mistake in the VaryBy: what TenantsUnderLoadTests expects none of is found.</summary>
[TestFixture]
internal sealed class FaultyVaryByTests
{
    private const int Rounds = 1, Products = 2;

    /// <summary>Each keyed registration costs its share of the start.</summary>
    private const int FewTenants = 100;

    [Test, Property("Row", "R17")]
    public async Task AsyncLocal_LeftOut_AnswersAreNobodys() => AssertNobodys(await RunAsync(new AsyncLocalHost(VaryByFault.LeftOut)));

    [Test, Property("Row", "R17")]
    public async Task HttpContext_LeftOut_AnswersAreNobodys() => AssertNobodys(await RunAsync(new RequestHost(VaryByFault.LeftOut)));

    [Test, Property("Row", "R17")]
    public async Task Culture_LeftOut_AnswersAreOfTheProcess()
    {
        LoadResult result = await RunAsync(new CultureHost(VaryByFault.LeftOut));

        Assert.That(result.Foreign, Is.EqualTo(result.Calls), "the cultures of the process are no tenant's pair");
    }

    [Test, Property("Row", "R17")]
    public async Task AsyncLocal_MergesTwoTenants_HalfGetAnothers() =>
        AssertHalf(await RunAsync(new AsyncLocalHost(VaryByFault.Merges)), isMisled: false);

    [Test, Property("Row", "R17")]
    public async Task HttpContext_MergesTwoTenants_HalfGetAnothers() =>
        AssertHalf(await RunAsync(new RequestHost(VaryByFault.Merges)), isMisled: false);

    [Test, Property("Row", "R17")]
    public async Task Culture_MergesALanguage_MostGetAnothers()
    {
        LoadResult result = await RunAsync(new CultureHost(VaryByFault.Merges));

        Assert.That(result.Foreign, Is.GreaterThan(result.Calls / 2));
        Assert.That(result.Misled, Is.Positive);
    }

    [Test, Property("Row", "R17")]
    public async Task AsyncLocal_RestoresAnother_IsSeenInTheRun() =>
        AssertHalf(await RunAsync(new AsyncLocalHost(VaryByFault.RestoresAnother)), isMisled: true);

    [Test, Property("Row", "R17")]
    public async Task HttpContext_RestoresAnother_IsSeenInTheRun() =>
        AssertHalf(await RunAsync(new RequestHost(VaryByFault.RestoresAnother)), isMisled: true);

    [Test, Property("Row", "R17")]
    public async Task KeyedServices_OwnAnothers_IsSeenInTheRun() =>
        AssertHalf(await RunAsync(new KeyedHost(VaryByFault.RestoresAnother, FewTenants)), isMisled: true);

    private static void AssertNobodys(LoadResult result)
    {
        Assert.That(result.Nobodys, Is.EqualTo(result.Calls), "a run sees no tenant at all");
        Assert.That(result.Foreign, Is.Zero, "so nobody gets another's");
    }

    private static void AssertHalf(LoadResult result, bool isMisled)
    {
        Assert.That(result.Foreign, Is.EqualTo(result.Calls / 2));
        Assert.That(result.Misled, isMisled ? Is.Positive : Is.Zero);
    }

    private static async Task<LoadResult> RunAsync(TenantHost toRun)
    {
        await using TenantHost host = toRun;
        await host.StartAsync();
        return await new TenantLoad(host, Products).RunAsync(Rounds);
    }
}
