using Interception.Web.Tests.Hosts;
using Interception.Web.Tests.Prices;

namespace Interception.Web.Tests.Load;

/// <summary>Looks at what is cached under the key of each tenant.</summary>
internal static class CacheContent
{
    /// <summary>Asks for everything once more with nothing changing, and lists what the checks leave that is not right.</summary>
    public static async Task<IReadOnlyList<string>> FindWrongAsync(TenantHost host, int products)
    {
        (string Tenant, int Product)[] keys =
            [.. host.Tenants.SelectMany(tenant => Enumerable.Range(0, products).Select(product => (tenant, product)))];
        foreach ((string tenant, int product) in keys)
        {
            await host.AskAsync(tenant, product);
        }

        await host.Cache.WhenIdleAsync();
        var wrong = new List<string>();
        foreach ((string tenant, int product) in keys)
        {
            Price right = host.Source.Now(tenant, product);
            object? cached = (await PeekAsync(host, tenant, product))?.Value;
            if (!right.Equals(cached))
            {
                wrong.Add($"{right}: {cached ?? "nothing"}");
            }
        }

        return wrong;
    }

    private static ValueTask<CachedAnswer?> PeekAsync(TenantHost host, string tenant, int product) => TenantHost.IsAsync(product)
        ? host.Cache.PeekAsync<IPriceList>(prices => prices.FindAsync(product), host.CallOf(tenant))
        : host.Cache.PeekAsync<IPriceList>(prices => prices.Find(product), host.CallOf(tenant));
}
