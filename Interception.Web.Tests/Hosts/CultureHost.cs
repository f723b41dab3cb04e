using Interception.Web.Tests.Prices;
using Interception.Web.Tests.VaryBy;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Web.Tests.Hosts;

/// <summary>The tenant is the culture, which the library has a VaryBy for.</summary>
internal sealed class CultureHost(VaryByFault fault = VaryByFault.None, CacheMode mode = CacheMode.Cache)
    : TenantHost(Build(services => Register(services, fault, mode)), [.. CultureTenants.Names])
{
    public const string Culture = "culture";

    private const string Language = "language";

    public override async Task<Price> AskAsync(string tenant, int product)
    {
        CultureTenants.Enter(tenant);
        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        return await FindAsync(scope.ServiceProvider.GetRequiredService<IPriceList>(), product);
    }

    public override CallOptions CallOf(string tenant) => new() { VaryBy = new Dictionary<string, string> { [Culture] = tenant } };

    private static void Register(IServiceCollection services, VaryByFault fault, CacheMode mode) =>
        services
            .AddScoped<IPriceList, CulturePriceList>()
            .AddSingleton<IVaryBy>(new LanguageVaryBy(Language))
            .CachePrices(mode, fault switch
            {
                VaryByFault.LeftOut => [],
                VaryByFault.Merges => [Language],
                _ => [Culture],
            });
}
