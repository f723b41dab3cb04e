using Microsoft.Extensions.DependencyInjection;

namespace Interception.Web.Tests.Prices;

/// <summary>Is registered once for each tenant, and has its tenant from a dependency under the same key.</summary>
internal sealed class KeyedPriceList([ServiceKey] string key, [FromKeyedServices] KeyedPriceList.Owner owner, PriceSource source)
    : PriceList(source)
{
    protected override string? Tenant => owner.Tenant;

    protected override bool IsOfKey(string? tenant) => tenant == key;

    internal sealed record Owner(string Tenant);
}
