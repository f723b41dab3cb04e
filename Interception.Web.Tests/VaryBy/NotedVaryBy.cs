using Microsoft.Extensions.DependencyInjection;

namespace Interception.Web.Tests.VaryBy;

/// <summary>Tells the scope of each run what stands in its key.</summary>
internal sealed class NotedVaryBy(IVaryBy inner) : IVaryBy
{
    public string Name => inner.Name;

    public string? GetValue(IServiceProvider caller) => inner.GetValue(caller);

    public IDisposable? Restore(string value, IServiceProvider run)
    {
        run.GetRequiredService<RunKey>().Value = value;
        return inner.Restore(value, run);
    }
}
