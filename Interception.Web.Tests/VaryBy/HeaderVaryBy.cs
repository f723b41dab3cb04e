using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Web.Tests.VaryBy;

/// <summary>Keeps answers apart by the tenant in a header; a run sees a request that holds this header and nothing else.</summary>
internal sealed class HeaderVaryBy(string name) : IVaryBy
{
    public const string Header = "X-Tenant";

    public string Name => name;

    public string? GetValue(IServiceProvider caller) => Accessor(caller).HttpContext?.Request.Headers[Header];

    public IDisposable Restore(string value, IServiceProvider run)
    {
        IHttpContextAccessor accessor = Accessor(run);
        if (accessor.HttpContext is not null)
        {
            throw new InvalidOperationException("The run sees its caller's request.");
        }

        accessor.HttpContext = new DefaultHttpContext { RequestServices = run, Request = { Headers = { [Header] = value } } };
        return new Undo(accessor);
    }

    private static IHttpContextAccessor Accessor(IServiceProvider services) => services.GetRequiredService<IHttpContextAccessor>();

    private sealed class Undo(IHttpContextAccessor accessor) : IDisposable
    {
        public void Dispose() => accessor.HttpContext = null;
    }
}
