using Interception.Web.Tests.Prices;
using Interception.Web.Tests.VaryBy;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Web.Tests.Hosts;

/// <summary>Each tenant has a service of its own, under its name as key; there is no VaryBy.</summary>
internal sealed class KeyedHost(VaryByFault fault = VaryByFault.None, int tenants = NumberedTenants.Count)
    : TenantHost(Build(services => Register(services, fault, tenants)), [.. NumberedTenants.Names.Take(tenants)])
{
    public override async Task<Price> AskAsync(string tenant, int product)
    {
        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        return await FindAsync(scope.ServiceProvider.GetRequiredKeyedService<IPriceList>(tenant), product);
    }

    public override CallOptions CallOf(string tenant) => new() { ServiceKey = tenant };

    private static void Register(IServiceCollection services, VaryByFault fault, int tenants)
    {
        foreach (string tenant in NumberedTenants.Names.Take(tenants))
        {
            string owner = fault == VaryByFault.RestoresAnother ? NumberedTenants.FirstOfPair(tenant) : tenant;
            services.AddKeyedSingleton(tenant, new KeyedPriceList.Owner(owner)).AddKeyedScoped<IPriceList, KeyedPriceList>(tenant);
        }

        services.CachePrices(CacheMode.Cache);
    }
}
