using Interception.Web.Tests.Hosts;

namespace Interception.Web.Tests.VaryBy;

/// <summary>A mistake: two tenants have one value.</summary>
internal sealed class MergingVaryBy(IVaryBy inner) : IVaryBy
{
    public string Name => inner.Name;

    public string? GetValue(IServiceProvider caller) =>
        inner.GetValue(caller) is { } tenant ? NumberedTenants.FirstOfPair(tenant) : null;

    public IDisposable? Restore(string value, IServiceProvider run) => inner.Restore(value, run);
}
