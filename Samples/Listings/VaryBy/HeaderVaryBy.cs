using Interception;
using Microsoft.Extensions.Primitives;

namespace Listings.VaryBy;

/// <summary>Keeps answers apart by a header of the request: a tenant, a language.</summary>
/// <param name="name">The name by which configuration refers to it.</param>
/// <param name="header">The header.</param>
/// <remarks>
/// Needs <c>AddHttpContextAccessor()</c>. Calls outside a request aren't cached. A request without the header and one with an
/// empty header are kept apart, and so are one value and several. Thread-safe.
/// </remarks>
public sealed class HeaderVaryBy(string name, string header) : IVaryBy
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public string? GetValue(IServiceProvider caller) =>
        RequestContext.Find(caller) is { } context ? ValueList.Write(context.Request.Headers[header]) : null;

    /// <inheritdoc/>
    public IDisposable? Restore(string value, IServiceProvider run)
    {
        string[] values = ValueList.Read(value);
        return RequestContext.Enter(run, context =>
        {
            if (values.Length > 0)
            {
                context.Request.Headers[header] = new StringValues(values);
            }
        });
    }
}
