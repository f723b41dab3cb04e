using Interception.Web.Tests.Hosts;
using Interception.Web.Tests.Prices;
using Interception.Web.Tests.VaryBy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;

namespace Interception.Web.Tests;

/// <summary>A service that reads the request around it and is cached without a VaryBy is named in the log, once for each method.</summary>
[TestFixture]
internal sealed class AmbientServiceTests
{
    [Test, Property("Row", "R17")]
    public async Task HttpContextAccessor_CachedWithoutVaryBy_IsNamed() => Assert.That(await WarningsAsync(VaryByFault.LeftOut), Is.EquivalentTo(new[]
    {
        "'IPriceList.FindAsync' is cached without VaryBy, and 'RequestPriceList' has an IHttpContextAccessor. "
        + "A run sees nothing of its callers' surroundings: if the answer depends on them, name in VaryBy what it reads.",
        "'IPriceList.Find' is cached without VaryBy, and 'RequestPriceList' has an IHttpContextAccessor. "
        + "A run sees nothing of its callers' surroundings: if the answer depends on them, name in VaryBy what it reads.",
    }));

    [Test, Property("Row", "R17")]
    public async Task HttpContextAccessor_InTheKey_IsNotNamed() => Assert.That(await WarningsAsync(VaryByFault.None), Is.Empty);

    private static async Task<IEnumerable<string>> WarningsAsync(VaryByFault fault)
    {
        var services = new ServiceCollection();
        services
            .AddFakeLogging()
            .AddHttpContextAccessor()
            .AddScoped<IPriceList, RequestPriceList>()
            .AddTenant(new HeaderVaryBy(PricesCaching.Tenant), fault)
            .CachePrices(CacheMode.Cache, fault == VaryByFault.LeftOut ? [] : [PricesCaching.Tenant]);
        await using ServiceProvider provider = services.BuildServiceProvider();
        for (int resolve = 0; resolve < 2; resolve++)
        {
            await using AsyncServiceScope scope = provider.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<IPriceList>();
        }

        return provider.GetFakeLogCollector().GetSnapshot().Where(record => record.Category == "Interception").Select(record => record.Message);
    }
}
