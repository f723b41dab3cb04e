using Interception.Web.Tests.Hosts;

namespace Interception.Web.Tests.VaryBy;

/// <summary>A mistake: of two tenants the run sees the first, though the key has both.</summary>
internal sealed class MisrestoringVaryBy(IVaryBy inner) : IVaryBy
{
    public string Name => inner.Name;

    public string? GetValue(IServiceProvider caller) => inner.GetValue(caller);

    public IDisposable? Restore(string value, IServiceProvider run) => inner.Restore(NumberedTenants.FirstOfPair(value), run);
}
