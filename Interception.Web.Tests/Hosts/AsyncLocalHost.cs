using Interception.Web.Tests.Prices;
using Interception.Web.Tests.VaryBy;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Web.Tests.Hosts;

/// <summary>The tenant is in an AsyncLocal.</summary>
internal sealed class AsyncLocalHost(VaryByFault fault = VaryByFault.None, CacheMode mode = CacheMode.Cache)
    : TenantHost(Build(services => Register(services, fault, mode)), NumberedTenants.Names)
{
    public override async Task<Price> AskAsync(string tenant, int product)
    {
        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AsyncLocal<string?>>().Value = tenant;
        return await FindAsync(scope.ServiceProvider.GetRequiredService<IPriceList>(), product);
    }

    public override CallOptions CallOf(string tenant) =>
        new() { VaryBy = new Dictionary<string, string> { [PricesCaching.Tenant] = tenant } };

    private static void Register(IServiceCollection services, VaryByFault fault, CacheMode mode)
    {
        var local = new AsyncLocal<string?>();
        services
            .AddSingleton(local)
            .AddScoped<IPriceList, AsyncLocalPriceList>()
            .AddTenant(new AsyncLocalVaryBy(PricesCaching.Tenant, local), fault)
            .CachePrices(mode, fault == VaryByFault.LeftOut ? [] : [PricesCaching.Tenant]);
    }
}
