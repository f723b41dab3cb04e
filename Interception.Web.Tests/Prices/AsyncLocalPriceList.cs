using Interception.Web.Tests.VaryBy;

namespace Interception.Web.Tests.Prices;

/// <summary>Reads the tenant from an AsyncLocal.</summary>
internal sealed class AsyncLocalPriceList(AsyncLocal<string?> tenant, RunKey key, PriceSource source) : PriceList(source)
{
    protected override string? Tenant => tenant.Value;

    protected override bool IsOfKey(string? tenant) => tenant == key.Value;
}
