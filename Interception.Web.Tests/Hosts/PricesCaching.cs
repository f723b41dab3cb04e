using Interception.Web.Tests.Prices;
using Interception.Web.Tests.VaryBy;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Web.Tests.Hosts;

/// <summary>The cache in front of the price lists, as an application registers it.</summary>
internal static class PricesCaching
{
    /// <summary>The name of the VaryBy that tells tenants apart.</summary>
    public const string Tenant = "tenant";

    /// <summary>Each hit asks for a check, and the queue has room for one of each answer, so none is refused.</summary>
    private const int QueueCapacity = 100_000;

    /// <summary>Adds the VaryBy, with its fault if it has one.</summary>
    public static IServiceCollection AddTenant(this IServiceCollection services, IVaryBy varyBy, VaryByFault fault) =>
        services.AddScoped<RunKey>().AddSingleton<IVaryBy>(new NotedVaryBy(fault switch
        {
            VaryByFault.Merges => new MergingVaryBy(varyBy),
            VaryByFault.RestoresAnother => new MisrestoringVaryBy(varyBy),
            _ => varyBy,
        }));

    /// <summary>Puts the cache in front of every price list.</summary>
    public static void CachePrices(this IServiceCollection services, CacheMode mode, params string[] varyBy) =>
        services
            .AddSingleton<PriceSource>()
            .AddInterception(all =>
            {
                all.Defaults.Mode = mode;
                all.Defaults.Check = CheckMode.EveryHit;
                all.Defaults.Expiry = TimeSpan.FromHours(1);
                all.Defaults.VaryBy = varyBy;
                all.Methods["IPriceList.FindAsync"] = new MethodOptions();
                all.Methods["IPriceList.Find"] = new MethodOptions();
                all.Refresh.QueueCapacity = QueueCapacity;
            })
            .DecorateWithCaching<IPriceList>();
}
