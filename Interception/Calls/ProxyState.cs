using Interception.Lookup;
using Interception.Runs;

namespace Interception.Calls;

/// <summary>What one proxy knows: its scope, and the undecorated service of that scope once somebody needed it.</summary>
/// <remarks>
/// Interface proxies derive from it, so that interceptors can be shared by all proxies of a service and a hit creates
/// nothing. A cached call never asks for the target: hits construct neither the service nor what it depends on.
/// Thread-safe.
/// </remarks>
internal class ProxyState : Caller
{
    private IServiceProvider? _services;
    private Registration? _registration;
    private object? _target;
    private object? _gate;

    /// <summary>What a typed front asks, method by method; null without one.</summary>
    public MethodFront[]? Fronts { get; private set; }

    /// <inheritdoc/>
    public sealed override IServiceProvider Services => _services!;

    /// <summary>Ties the proxy to its scope, before anybody sees it.</summary>
    public void Attach(IServiceProvider services, Registration registration, MethodFront[]? fronts = null) =>
        (_services, _registration, Fronts) = (services, registration, fronts);

    /// <inheritdoc/>
    public override object? FindTarget() => GetTarget();

    /// <summary>The undecorated service of the proxy's scope.</summary>
    public object GetTarget() => Volatile.Read(ref _target) ?? CreateTarget();

    /// <summary>Creates it once, whatever its lifetime: a transient service may count its instances too.</summary>
    private object CreateTarget() =>
        LazyInitializer.EnsureInitialized(ref _target, ref _gate, () => _registration!.ResolveOriginal(_services!));
}
