using Castle.DynamicProxy;

namespace Interception.Calls;

/// <summary>Castle's builders of proxy types, each with dynamic assemblies of its own, which are never unloaded.</summary>
/// <remarks>
/// There are several because a builder makes one type at a time, and takes longer the more types its module has: DESIGN.md has the figures. A type always has the same one, so no container has its proxy generated again. Thread-safe.
/// </remarks>
internal static class ProxyBuilders
{
    /// <summary>With 8 most is gained, with 32 no more: enough for as many threads.</summary>
    private const int Count = 16;

    private static readonly DefaultProxyBuilder[] All = [.. Enumerable.Range(0, Count).Select(static _ => new DefaultProxyBuilder())];

    /// <summary>The builder of a type's proxy.</summary>
    /// <param name="proxied">The interface, or the class to derive from.</param>
    public static DefaultProxyBuilder For(Type proxied) => All[(uint)proxied.GetHashCode() % Count];
}
