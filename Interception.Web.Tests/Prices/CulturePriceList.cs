using Interception.Web.Tests.Hosts;

namespace Interception.Web.Tests.Prices;

/// <summary>Reads culture and UI culture.</summary>
/// <remarks>The built-in VaryBy has no place where a run could look its key up: a run that mixes two keys shows by a pair that no caller has.</remarks>
internal sealed class CulturePriceList(PriceSource source) : PriceList(source)
{
    protected override string? Tenant => CultureTenants.Current;

    protected override bool IsOfKey(string? tenant) => tenant is not null && CultureTenants.Names.Contains(tenant);
}
